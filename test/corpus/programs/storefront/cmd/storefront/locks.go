package main

import (
	"time"

	"harness"
	"storefront/config"
	"storefront/ledger"
	"storefront/prices"
)

func lockCases() []harness.Case {
	unheard := &ledger.Book{Auditor: make(chan int64)}
	post := func(n int) func() { return func() { times(n, func(i int) { go unheard.Post(int64(i)) }) } }
	outside := func(n int) func() { return func() { times(n, func(i int) { go unheard.PostOutside(int64(i)) }) } }
	empty := &ledger.Book{}
	balance := func(n int) func() { return func() { times(n, func(int) { go empty.Balance() }) } }
	hung := make(chan map[string]int)
	cache := &prices.Cache{Load: func() map[string]int { return <-hung }}
	get := func(n int) func() { return func() { times(n, func(int) { go cache.Get("teapot") }) } }
	quick := &prices.Cache{Load: func() map[string]int { return nil }}
	loader := &config.Loader{Read: func() string { <-hung; return "" }}
	value := func(n int) func() { return func() { times(n, func(int) { go loader.Value() }) } }
	return []harness.Case{
		{
			ID: "ledger-lock-held-over-send", Title: "a lock that is held while nobody receives", Twin: "ledger-lock-not-held",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "mutex", Mark: "ledger-lock", By: 80,
				Note: "One poster holds the lock in its send to the auditor, since before the first capture; all others wait for it."},
			Before: post(13), Between: post(80), Hold: minutes,
		},
		{
			ID: "ledger-lock-not-held", Title: "the auditor is told outside the lock", Twin: "ledger-lock-held-over-send",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: outside(13), Between: outside(80),
		},
		{
			ID: "ledger-lock-not-given-back", Title: "an early return keeps the lock", Twin: "ledger-lock-not-held",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "mutex", Mark: "ledger-balance", By: 57,
				Note: "The holder is gone and took the lock with it: there is nobody in the dump who holds it."},
			Before: balance(6), Between: balance(57), Go: "go1.21.13",
		},
		{
			ID: "prices-rwmutex-reload-hangs", Title: "readers behind a reload that hangs", Twin: "prices-rwmutex-reload-outside",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "rwmutex", Mark: "prices-rlock", By: 68,
				Note: "Reload holds the write lock in a call that does not come back."},
			Before:  func() { go cache.Reload(); time.Sleep(50 * time.Millisecond); get(9)() },
			Between: get(68), Go: "go1.24.13",
		},
		{
			ID: "prices-rwmutex-reload-outside", Title: "readers beside a reload that loads outside the lock", Twin: "prices-rwmutex-reload-hangs",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Between: func() {
				times(20, func(int) { go quick.ReloadOutside(); go quick.Get("teapot") })
			},
		},
		{
			ID: "config-once-hangs", Title: "everybody waits for the first load",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "mutex", Mark: "config-once", By: 39,
				Note: "sync.Once holds its mutex while the first caller, there since before, blocks for ever. By counts its callers."},
			Before: value(5), Between: value(39),
		},
	}
}
