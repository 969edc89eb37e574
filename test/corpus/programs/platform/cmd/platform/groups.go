package main

import (
	"context"
	"fmt"
	"time"

	"example.com/platform/internal/billing"
	"example.com/platform/internal/pages"
	"example.com/platform/internal/profiles"
	"example.com/platform/internal/stock"
	"harness"
)

func groupCases() []harness.Case {
	fine := func(context.Context, string) error { return nil }
	remote := &billing.Remote{Answers: make(chan error)}
	validate := func(n int, wait time.Duration, risk billing.Step) func() {
		service := &billing.Service{Risk: risk, Inventory: fine, Promotions: fine}
		return func() {
			times(n, func(i int) error {
				ctx, cancel := context.WithTimeout(context.Background(), wait)
				go func() {
					defer cancel()
					service.Validate(ctx, fmt.Sprint("A-", i))
				}()
				return nil
			})
			time.Sleep(200 * time.Millisecond)
		}
	}
	forget := make(chan error)
	lost := billing.NewCharger(6, func(string) error { return <-forget })
	submit := func(c *billing.Charger, n int) func() {
		return func() {
			times(n, func(i int) error {
				go c.Submit(fmt.Sprint("A-", i))
				return nil
			})
		}
	}
	slow := billing.NewCharger(6, func(string) error { time.Sleep(12 * time.Second); return nil })

	store := stock.NewStore(40)
	reserve := func(n int, article string, do func(*stock.Store, context.Context, string, int64) error) func() {
		return func() {
			times(n, func(int) error {
				go do(store, context.Background(), article, 10)
				return nil
			})
			time.Sleep(50 * time.Millisecond)
		}
	}
	stuck := &profiles.Loader{Server: silent()}
	timed := &profiles.Loader{Server: silent(), Timeout: 100 * time.Millisecond}
	load := func(l *profiles.Loader, n int) func() {
		return func() {
			times(n, func(int) error {
				go l.Load("ann")
				return nil
			})
			time.Sleep(300 * time.Millisecond)
		}
	}
	pull := func(n int, first func(int)) func() {
		return func() {
			times(n, func(i int) error { first(i); return nil })
		}
	}
	return []harness.Case{
		{
			ID: "billing-errgroup-step-ignores-context", Title: "a group whose risk step does not look at its context", Seed: "003 errgroup", Twin: "billing-errgroup-cancelled",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-receive", Mark: "billing-ask", By: 46,
				Note: "The step waits for an answer that does not come, and does not know that its context is over."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "waitgroup", Mark: "billing-wait", By: 46,
				Note: "Each order waits for its group: the effect."}},
			Before: validate(6, 100*time.Millisecond, remote.AskAlone), Between: validate(46, 100*time.Millisecond, remote.AskAlone),
		},
		{
			ID: "billing-errgroup-cancelled", Title: "a group whose steps all end with the context", Seed: "003 errgroup", Twin: "billing-errgroup-step-ignores-context",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: validate(6, 100*time.Millisecond, remote.Ask), Between: validate(46, 100*time.Millisecond, remote.Ask),
		},
		{
			ID: "billing-errgroup-in-flight", Title: "groups that wait for an answer within their deadline", Seed: "003 errgroup", Twin: "billing-errgroup-step-ignores-context",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Accept: []string{"waitgroup"}, Mark: "billing-wait", By: 24,
				Note: "All 24 are new and end within 20 seconds; the step they wait for has a case for its context. One look can't be sure; a third capture can."},
			Between: validate(24, 20*time.Second, remote.Ask),
		},
		{
			ID: "billing-errgroup-limit-lost", Title: "all turns of a group are taken for good", Seed: "003 SetLimit", Twin: "billing-errgroup-limit-busy",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "semaphore", Accept: []string{"chan-send"}, Mark: "billing-submit", By: 53,
				Note: "Six charges never return, since before the first capture; everybody else waits in errgroup.(*Group).Go for a turn."},
			Before: submit(lost, 14), Between: submit(lost, 53),
		},
		{
			ID: "billing-errgroup-limit-busy", Title: "a queue for a group whose turns come round", Seed: "003 SetLimit", Twin: "billing-errgroup-limit-lost",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Accept: []string{"semaphore"}, Mark: "billing-submit", By: 10,
				Note: "Ten wait for six that sleep in their charge, all of them new. One look can't be sure."},
			Between: submit(slow, 16),
		},
		{
			ID: "stock-weighted-semaphore", Title: "room that an early return keeps", Twin: "stock-weighted-semaphore-deferred",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "semaphore", Accept: []string{"select-no-exit"}, Mark: "stock-acquire", By: 36,
				Note: "Four unknown articles took all the room; everybody else waits in Acquire with a context that does not end."},
			Before: func() { reserve(4, "", (*stock.Store).Reserve)(); reserve(7, "teapot", (*stock.Store).Reserve)() }, Between: reserve(36, "teapot", (*stock.Store).Reserve),
		},
		{
			ID: "stock-weighted-semaphore-deferred", Title: "room that is given back in a defer", Twin: "stock-weighted-semaphore",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: reserve(4, "", (*stock.Store).ReserveDeferred), Between: reserve(36, "teapot", (*stock.Store).ReserveDeferred),
		},
		{
			ID: "profiles-singleflight-stuck", Title: "everybody waits for one load that hangs", Twin: "profiles-singleflight-timeout",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "waitgroup", Mark: "profiles-do", By: 49,
				Note: "The leader reads from a server that says nothing, without a deadline, since before the first capture; By counts those who joined its flight."},
			Before: load(stuck, 8), Between: load(stuck, 49),
		},
		{
			ID: "profiles-singleflight-timeout", Title: "the same load with a deadline", Twin: "profiles-singleflight-stuck",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: load(timed, 8), Between: load(timed, 49),
		},
		{
			ID: "pages-iterator-not-stopped", Title: "iterators that are pulled from once", Twin: "pages-iterator-stopped",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "iterator-not-stopped", Mark: "pages-yield", By: 65,
				Note: "iter.Pull's goroutine waits in yield until next or stop is called."},
			Before: pull(9, func(int) { pages.First(pages.Numbers(10)) }), Between: pull(65, func(int) { pages.First(pages.Numbers(10)) }),
		},
		{
			ID: "pages-iterator-stopped", Title: "iterators that are stopped", Twin: "pages-iterator-not-stopped",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: pull(9, func(int) { pages.FirstStopped(pages.Numbers(10)) }), Between: pull(65, func(int) { pages.FirstStopped(pages.Numbers(10)) }),
		},
	}
}
