package main

import (
	"context"
	"fmt"
	"time"

	"harness"
	"storefront/plugins"
	"storefront/pricing"
	"storefront/sessions"
	"storefront/spin"
)

func loopCases() []harness.Case {
	var store sessions.Store
	var board pricing.Board
	var stopped []context.CancelFunc
	keep := func(n int) func() {
		return func() {
			times(n, func(i int) { store.Keep(fmt.Sprint("user-", i), 700*time.Millisecond) })
		}
	}
	// signIn signs everybody out who is signed in, and n others in.
	signIn := func(n int, follow func(ctx context.Context, i int)) func() {
		return func() {
			for _, stop := range stopped {
				stop()
			}
			stopped = nil
			times(n, func(i int) {
				ctx, stop := context.WithCancel(context.Background())
				stopped = append(stopped, stop)
				follow(ctx, i)
			})
		}
	}
	session := func(ctx context.Context, i int) { store.KeepContext(ctx, fmt.Sprint("user-", i), time.Second) }
	currency := func(ctx context.Context, i int) { board.FollowContext(ctx, fmt.Sprint("EUR", i), time.Minute) }
	start := func(string) {}
	return []harness.Case{
		{
			ID: "sessions-endless-loop", Title: "sessions that are refreshed for ever", Seed: "002 pattern 4", Twin: "sessions-sign-out",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "endless-loop", Mark: "session-sleep", By: 72,
				Note: "The loop has no exit; it wakes, refreshes, and sleeps again."},
			Before: keep(18), Between: keep(72),
		},
		{
			ID: "sessions-sign-out", Title: "sessions that end, and as many others that begin", Seed: "002 pattern 4, fixed", Twin: "sessions-endless-loop",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Churn: 90 before, 90 after, not one goroutine the same."},
			Before: signIn(90, session), Between: signIn(90, session),
		},
		{
			ID: "sessions-retries", Title: "a burst of retries with a growing pause",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Mark: "session-retry", By: 36,
				Note: "Five tries, then an end: half a minute at the most."},
			Between: func() { many(36, func(i int) { store.Retry(fmt.Sprint("user-", i), 1200*time.Millisecond) }) },
		},
		{
			ID: "pricing-ticker", Title: "a ticker for every currency, ranged over", Seed: "002 ticker", Twin: "pricing-ticker-stopped",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "ticker-not-stopped", Accept: []string{"chan-receive", "range-never-closed"}, Mark: "ticker-range", By: 34,
				Note: "A ticker's channel is never closed. Nothing in a dump says that it is a ticker's."},
			Before:  func() { times(6, func(i int) { board.Follow(fmt.Sprint("EUR", i), time.Minute) }) },
			Between: func() { times(34, func(i int) { board.Follow(fmt.Sprint("EUR", i), time.Minute) }) },
		},
		{
			ID: "pricing-ticker-deferred-stop", Title: "a ticker whose deferred Stop is never reached", Seed: "003 tickers that are never stopped", Twin: "pricing-ticker-stopped",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "ticker-not-stopped", Accept: []string{"chan-receive", "range-never-closed", "endless-loop"}, Mark: "ticker-range-inside", By: 29,
				Note: "Stop stands in a defer, but the loop before it has no exit."},
			Before:  func() { times(3, func(i int) { board.Track(fmt.Sprint("EUR", i)) }) },
			Between: func() { times(29, func(i int) { board.Track(fmt.Sprint("EUR", i)) }) }, Go: "go1.21.13",
		},
		{
			ID: "pricing-ticker-stopped", Title: "tickers that are stopped with their context", Seed: "002 ticker, fixed", Twin: "pricing-ticker",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Churn: 30 before, 30 others after."},
			Before: signIn(30, currency), Between: signIn(30, currency),
		},
		{
			ID: "pricing-recompute", Title: "discounts being worked out",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Func: "storefront/pricing.(*Board).Recompute", By: 14,
				Note: "Goroutines at work, none of them there before; they run or are about to."},
			Between: func() { many(14, func(i int) { board.Recompute(float64(i)) }) },
		},
		{
			ID: "spin-on-a-flag", Title: "watchers that look at a flag without a pause",
			Growth: harness.Growth{Verdict: harness.Suspect, Pattern: "endless-loop", Accept: []string{"burst"}, Func: "storefront/spin.Watch", By: 6,
				Note: "A select with an empty default in a loop. They are busy, so a dump can't tell them from work; that the ones of before are still there speaks against work."},
			Before:  func() { times(3, func(int) { go spin.Watch(make(chan struct{}), func() {}) }) },
			Between: func() { times(6, func(int) { go spin.Watch(make(chan struct{}), func() {}) }) },
		},
		{
			ID: "plugins-select-forever", Title: "a goroutine for every shop's plugin that blocks for ever", Twin: "plugins-stopped",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "select-forever", Mark: "plugin-forever", By: 25,
				Note: "select {} has no way on."},
			Before:  func() { times(8, func(i int) { go plugins.Run(fmt.Sprint("shop-", i), start) }) },
			Between: func() { times(25, func(i int) { go plugins.Run(fmt.Sprint("shop-", i), start) }) },
		},
		{
			ID: "plugins-stopped", Title: "plugins that end with their shops", Twin: "plugins-select-forever",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "The shops went: fewer than before."},
			Before:  signIn(20, func(ctx context.Context, i int) { go plugins.RunContext(ctx, fmt.Sprint("shop-", i), start) }),
			Between: signIn(8, func(ctx context.Context, i int) { go plugins.RunContext(ctx, fmt.Sprint("shop-", i), start) }),
		},
	}
}
