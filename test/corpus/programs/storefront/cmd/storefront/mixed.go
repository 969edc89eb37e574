package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"harness"
	"storefront/imports"
	"storefront/orders"
	"storefront/quotes"
	"storefront/sessions"
	"storefront/thumbs"
	"storefront/totals"
)

func mixedCases() []harness.Case {
	shop := served(func(http.ResponseWriter, *http.Request) {})
	pool := thumbs.NewPool(64)
	var store sessions.Store
	leaking := func(n int) { times(n, func(int) { imports.Import([]string{"kettle"}) }) }
	gate := orders.NewService(0)
	sign := func(n int) {
		times(n, func(i int) {
			store.KeepContext(context.Background(), fmt.Sprint("user-", i), time.Minute)
		})
	}
	return []harness.Case{
		{
			ID: "mixed-small-leak-big-keep-alive", Title: "a small leak beside many new keep-alive connections",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "range-never-closed", Accept: []string{"chan-receive"}, Mark: "import-range", By: 12,
				Note: "Twelve readers without an end, in a growth of 312."},
			Also:    []harness.Growth{{Verdict: harness.Expected, Pattern: "pool-or-server", Func: serve, By: 300, Note: serverIdle}},
			Before:  func() { leaking(4); early = keepAlives(shop(), 25) },
			Between: func() { leaking(12); keepAlives(shop(), 300) },
		},
		{
			ID: "mixed-small-leak-big-pool", Title: "a small leak beside a pool that grows to its bound",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "compute-send", By: 9,
				Note: "Nine goroutines without a receiver, in a growth of 65."},
			Also: []harness.Growth{{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "pool-idle", By: 56,
				Note: "From 8 workers to the bound of 64, idle."}},
			Before:  func() { times(6, func(i int) { totals.Prefetch(totals.Basket{i}) }); pool.Warm(8) },
			Between: func() { times(9, func(i int) { totals.Prefetch(totals.Basket{i}) }); pool.Warm(64) },
		},
		{
			ID: "mixed-falling-total", Title: "a leak while the total falls",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "quote-send", By: 47,
				Note: "230 connections went and 47 goroutines stayed: the total falls by 183."},
			Before: func() {
				early = keepAlives(shop(), 260)
				times(13, func(int) { quotes.Warm(flatRate(1), quotes.Parcel{}) })
			},
			Between: func() {
				leave(early[:230])
				times(47, func(int) { quotes.Warm(flatRate(1), quotes.Parcel{}) })
			},
		},
		{
			ID: "mixed-level-total", Title: "a leak while the total stays level",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "quote-send", By: 35,
				Note: "35 connections went and 35 goroutines stayed: the totals are the same."},
			Before: func() {
				early = keepAlives(shop(), 80)
				times(10, func(int) { quotes.Warm(flatRate(1), quotes.Parcel{}) })
			},
			Between: func() {
				leave(early[:35])
				times(35, func(int) { quotes.Warm(flatRate(1), quotes.Parcel{}) })
			},
		},
		{
			ID: "mixed-two-leaks", Title: "two leaks at once",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "compute-send", By: 83,
				Note: "The bigger of the two."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "range-never-closed", Accept: []string{"chan-receive"}, Mark: "import-range", By: 21,
				Note: "The smaller."}},
			Before:  func() { times(5, func(i int) { totals.Prefetch(totals.Basket{i}) }); leaking(5) },
			Between: func() { times(83, func(i int) { totals.Prefetch(totals.Basket{i}) }); leaking(21) },
		},
		{
			ID: "mixed-churn", Title: "keep-alive connections and readers, all exchanged for others",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "60 connections before, 60 others after."},
			Before: func() { early = keepAlives(shop(), 60) },
			Between: func() {
				leave(early)
				time.Sleep(200 * time.Millisecond)
				keepAlives(shop(), 60)
			},
		},
		{
			ID: "mixed-repaired", Title: "stuck senders that are received from at last",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "180 before, 20 after: a leak that was repaired, or a backlog worked off."},
			Before:  func() { times(180, func(i int) { gate.Place(fmt.Sprint(i)) }) },
			Between: func() { times(160, func(int) { gate.Confirmed() }) },
		},
		{
			ID: "mixed-start-up", Title: "the first capture was too early: the process is starting",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "import-consume", By: 4,
				Note: "Consumers, listeners, a pool and a few sessions come up, each once. None of it grows with requests."},
			Also: []harness.Growth{{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "pool-idle", By: 16, Note: "A pool starts."}},
			Between: func() {
				queue := make(chan imports.Row)
				times(4, func(int) { go imports.Consume(context.Background(), queue) })
				pool.Warm(16)
				keepAlives(shop(), 3)
				sign(2)
			},
		},
		{
			ID: "mixed-one-more", Title: "one more of a few things",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "pool-idle", By: 1,
				Note: "One worker and one connection more, within what the process does anyway."},
			Before:  func() { pool.Warm(6); keepAlives(shop(), 5) },
			Between: func() { pool.Warm(7); keepAlives(shop(), 1) },
		},
	}
}
