package main

import (
	"context"
	"fmt"

	"harness"
	"storefront/approvals"
	"storefront/imports"
	"storefront/inventory"
	"storefront/quotes"
	"storefront/replicas"
	"storefront/totals"
	"storefront/watch"
)

type flatRate int

func (f flatRate) Price(p quotes.Parcel) int { return int(f) * p.Grams }

func channelCases() []harness.Case {
	warm := func(n int) func() {
		return func() { times(n, func(i int) { quotes.Warm(flatRate(2), quotes.Parcel{Grams: i}) }) }
	}
	warmFixed := func(n int) func() {
		return func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			times(n, func(i int) {
				quotes.WarmBuffered(flatRate(2), quotes.Parcel{Grams: i})
				quotes.WarmDefault(flatRate(2), quotes.Parcel{Grams: i})
				quotes.WarmContext(ctx, flatRate(2), quotes.Parcel{Grams: i})
			})
		}
	}
	prefetch := func(n int) func() {
		return func() { times(n, func(i int) { totals.Prefetch(totals.Basket{i, 2 * i}) }) }
	}
	total := func(n int) func() {
		return func() { times(n, func(i int) { totals.Total(totals.Basket{i, 2 * i}) }) }
	}
	hold := func(n int) func() {
		return func() {
			desk := approvals.NewDesk()
			times(n, func(i int) {
				order := fmt.Sprint("A-", i)
				desk.Hold(order)
				desk.Withdraw(order)
			})
		}
	}
	holdFixed := func(n int) func() {
		return func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			desk := approvals.NewDesk()
			times(n, func(i int) { desk.HoldContext(ctx, fmt.Sprint("A-", i)) })
		}
	}
	notify := func(n int) func() {
		return func() { times(n, func(int) { watch.Notify(watch.NewItem(), func(string) {}) }) }
	}
	notifyFixed := func(n int) func() {
		return func() {
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			times(n, func(int) {
				watch.NotifyContext(ctx, watch.NewItem(), func(string) {})
				watch.NotifyWithin(50, watch.NewItem(), func(string) {})
			})
		}
	}
	list := []string{"kettle", "teapot", "cup"}
	return []harness.Case{
		{
			ID: "quotes-send-nobody-receives", Title: "a price is sent that nobody asks for", Seed: "002 pattern 1", Twin: "quotes-send-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "quote-send", By: 140,
				Note: "Warm returns at once; each goroutine stays in its send on a channel only it knows."},
			Before: warm(15), Between: warm(140),
		},
		{
			ID: "quotes-send-fixed", Title: "the same prices, with all three repairs of the lesson", Seed: "002 pattern 1, fixes 1 to 3", Twin: "quotes-send-nobody-receives",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: buffer, default and context each let the goroutine end."},
			Before: warmFixed(15), Between: warmFixed(140),
		},
		{
			ID: "totals-compute-nobody-receives", Title: "the exercise's compute whose caller returns", Seed: "002 exercise 1", Twin: "totals-compute-received",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "compute-send", By: 64,
				Note: "Prefetch is the only owner of the channel and returns without receiving."},
			Before: prefetch(9), Between: prefetch(64), Go: "go1.24.13",
		},
		{
			ID: "totals-compute-received", Title: "compute with a caller that receives", Seed: "002 exercise 1, fixed", Twin: "totals-compute-nobody-receives",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: total(9), Between: total(64), Go: "go1.24.13",
		},
		{
			ID: "approvals-receive-nobody-sends", Title: "approvals of withdrawn orders", Seed: "002 pattern 2", Twin: "approvals-receive-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-receive", Mark: "approval-receive", By: 85,
				Note: "The channel is taken off the desk, so no approval can ever be sent on it."},
			Before: hold(20), Between: hold(85),
		},
		{
			ID: "approvals-receive-fixed", Title: "approvals that end with their context", Seed: "002 pattern 2, fixed", Twin: "approvals-receive-nobody-sends",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: the context was cancelled."},
			Before: holdFixed(20), Between: holdFixed(85),
		},
		{
			ID: "watch-select-no-exit", Title: "watchers of articles without news", Seed: "002 pattern 6", Twin: "watch-select-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "select-no-exit", Mark: "watch-select", By: 118,
				Note: "Two channels, no news on either ever, and no third case to leave by."},
			Before: notify(30), Between: notify(118), Hold: minutes,
		},
		{
			ID: "watch-select-fixed", Title: "watchers that end with their context or after a while", Seed: "002 pattern 6, fixed", Twin: "watch-select-no-exit",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: notifyFixed(30), Between: notifyFixed(118),
		},
		{
			ID: "imports-range-never-closed", Title: "a reader for every list, and no end of the list", Seed: "003 receiving from a channel nobody will close", Twin: "imports-range-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "range-never-closed", Accept: []string{"chan-receive"}, Mark: "import-range", By: 52,
				Note: "Import returns without closing rows; its reader waits for a row that can't come."},
			Before:  func() { times(12, func(int) { imports.Import(list) }) },
			Between: func() { times(52, func(int) { imports.Import(list) }) },
		},
		{
			ID: "imports-range-closed", Title: "the same lists, closed by their owner", Seed: "003, fixed", Twin: "imports-range-never-closed",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before:  func() { times(12, func(int) { imports.ImportClosed(list) }) },
			Between: func() { times(52, func(int) { imports.ImportClosed(list) }) },
		},
		{
			ID: "inventory-nil-receive", Title: "a warehouse that was never opened is followed", Twin: "inventory-opened",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "nil-chan", Accept: []string{"chan-receive"}, Mark: "inventory-nil-receive", By: 33,
				Note: "The channel is nil: a receive from it never ends."},
			Before:  func() { times(4, func(int) { (&inventory.Warehouse{}).Follow(func(int) {}) }) },
			Between: func() { times(33, func(int) { (&inventory.Warehouse{}).Follow(func(int) {}) }) },
		},
		{
			ID: "inventory-nil-send", Title: "errors of a warehouse that was never opened", Twin: "inventory-opened",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "nil-chan", Accept: []string{"chan-send"}, Mark: "inventory-nil-send", By: 27,
				Note: "The channel is nil: a send to it never ends."},
			Between: func() { times(27, func(int) { (&inventory.Warehouse{}).Fail(context.Canceled) }) }, Go: "go1.27.0",
		},
		{
			ID: "inventory-opened", Title: "opened warehouses, and a merge that switches channels off with nil", Twin: "inventory-nil-receive",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "inventory-merge", By: 2,
				Note: "Two merges run for as long as their warehouses do; one of their channels is nil on purpose."},
			Before: followOpened(20), Between: func() {
				followOpened(60)()
				times(2, func(int) {
					a, b := make(chan int), make(chan int)
					close(a)
					go inventory.Merge(a, b, func(int) {})
				})
			},
		},
		{
			ID: "replicas-first-answer", Title: "the first replica's answer is taken, the others' not", Seed: "003 fan-out to replicas", Twin: "replicas-first-answer-buffered",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "replicas-send", By: 90,
				Note: "Of four replicas three find no receiver: 30 queries, 90 goroutines."},
			Before:  func() { times(5, func(int) { replicas.First("teapot", fourReplicas) }) },
			Between: func() { times(30, func(int) { replicas.First("teapot", fourReplicas) }) },
		},
		{
			ID: "replicas-first-answer-buffered", Title: "the first replica's answer, with room for the others", Seed: "003 fan-out to replicas", Twin: "replicas-first-answer",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before:  func() { times(5, func(int) { replicas.FirstBuffered("teapot", fourReplicas) }) },
			Between: func() { times(30, func(int) { replicas.FirstBuffered("teapot", fourReplicas) }) },
		},
		{
			ID: "replicas-gather-first-error", Title: "gathering stops at the first error", Seed: "003 fan-out", Twin: "replicas-gather-no-error",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "gather-send", By: 75,
				Note: "Of four replicas one fails and is received, three stay in their send; the cause of the waiter below."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "waitgroup", Mark: "gather-wait", By: 25,
				Note: "Waits for the three: an effect, not a cause."}},
			Before:  func() { times(6, func(int) { replicas.All("teapot", failingReplicas) }) },
			Between: func() { times(25, func(int) { replicas.All("teapot", failingReplicas) }) },
		},
		{
			ID: "replicas-gather-no-error", Title: "gathering when every replica answers", Seed: "003 fan-out", Twin: "replicas-gather-first-error",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: the flaw is not reached."},
			Before:  func() { times(6, func(int) { replicas.All("teapot", fourReplicas) }) },
			Between: func() { times(25, func(int) { replicas.All("teapot", fourReplicas) }) },
		},
	}
}

func followOpened(n int) func() {
	return func() {
		times(n, func(int) {
			warehouse := inventory.Open("north")
			warehouse.Follow(func(int) {})
			warehouse.Change(3)
			warehouse.Fail(context.Canceled)
		})
	}
}

func answering(string) (string, error) { return "one left", nil }

func failing(string) (string, error) { return "", context.DeadlineExceeded }

var (
	fourReplicas    = []replicas.Replica{answering, answering, answering, answering}
	failingReplicas = []replicas.Replica{failing, failing, failing, failing}
)
