package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"harness"
	"storefront/exports"
	"storefront/imports"
	"storefront/mailbox"
	"storefront/thumbs"
)

func workerCases() []harness.Case {
	pictures := []string{"front", "back"}
	pool := thumbs.NewPool(32)
	submit := func(n int) func() { return func() { times(n, func(int) { pool.Submit(thumbs.Job{}) }) } }
	warm := func(n int) func() { return func() { pool.Warm(n) } }
	stop := make(chan struct{})
	quick := func(int) error { return nil }
	export := func(n int, run func(day int)) func() {
		return func() { times(n, func(day int) { go run(day) }) }
	}
	noBank := &exports.Exporter{Warehouse: quick}
	slowBank := &exports.Exporter{Warehouse: quick, Bank: func(int) error { time.Sleep(20 * time.Second); return nil }}
	stuckBank := &exports.Exporter{Warehouse: quick, Bank: waitFor(stop)}

	broken := thumbs.NewLimiter(8, func(j thumbs.Job) error {
		if j.Picture == "broken" {
			return errors.New("not a picture")
		}
		return nil
	})
	resize := func(n int, picture string) func() {
		return func() { times(n, func(int) { go broken.Resize(thumbs.Job{Picture: picture}) }) }
	}
	busy := thumbs.NewLimiter(8, func(thumbs.Job) error { time.Sleep(15 * time.Second); return nil })

	mailers := func(box *mailbox.Box, n int) { times(n, func(int) { go mailer(box) }) }
	idle := mailbox.New()
	return []harness.Case{
		{
			ID: "exports-waitgroup", Title: "a partner that is counted in but never started", Seed: "002 pattern 5", Twin: "exports-waitgroup-matched",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "waitgroup", Mark: "export-wait", By: 31,
				Note: "Two are added, one is done."},
			Before: export(5, noBank.Run), Between: export(31, noBank.Run), Hold: minutes,
		},
		{
			ID: "exports-waitgroup-matched", Title: "the same partners, counted as they are started", Seed: "002 pattern 5, fixed", Twin: "exports-waitgroup",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: export(5, noBank.RunMatched), Between: export(31, noBank.RunMatched),
		},
		{
			ID: "exports-in-flight", Title: "exports on their way to a slow bank", Twin: "exports-bank-stuck",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Mark: "export-wait-matched", By: 20,
				Note: "The bank takes 20 seconds; every export waits for it and ends. One look can't tell; a third capture can."},
			Between: export(20, slowBank.RunMatched),
		},
		{
			ID: "exports-bank-stuck", Title: "exports that wait for workers that never come back", Twin: "exports-in-flight",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-receive", Mark: "export-stop", By: 44,
				Note: "The bank's workers wait for a channel that is never closed; the WaitGroup waits for them."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "waitgroup", Mark: "export-wait-matched", By: 44,
				Note: "The effect."}},
			Before:  export(9, stuckBank.RunMatched),
			Between: export(44, stuckBank.RunMatched),
			Go:      "go1.24.13",
		},
		{
			ID: "thumbs-workers-forgotten", Title: "workers for every upload, none of them told to stop", Seed: "002 exercise 3", Twin: "thumbs-pool-grows-to-its-bound",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "range-never-closed", Accept: []string{"chan-receive"}, Mark: "thumbs-range", By: 120,
				Note: "30 uploads with 4 workers each; jobs is never closed."},
			Before:  func() { times(4, func(int) { thumbs.Resize(pictures, 4) }) },
			Between: func() { times(30, func(int) { thumbs.Resize(pictures, 4) }) },
		},
		{
			ID: "thumbs-pool-grows-to-its-bound", Title: "a pool that starts workers as needed", Seed: "002 exercise 3", Twin: "thumbs-workers-forgotten",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "pool-idle", By: 28,
				Note: "From 4 workers to the bound of 32, all idle at the top of their loop."},
			Before: warm(4), Between: warm(32),
		},
		{
			ID: "thumbs-pool-stopped", Title: "a pool that is shut down", Seed: "002 exercise 3",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "All 12 workers went with Stop."},
			Before: warm(12), Between: pool.Stop,
		},
		{
			ID: "thumbs-pool-steady", Title: "a pool at its bound under load", Seed: "002 exercise 3",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "32 before, 32 after."},
			Before: warm(32), Between: submit(500),
		},
		{
			ID: "imports-consumers-start", Title: "the consumers of a queue are started", Seed: "003 background work with an owner",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Mark: "import-consume", By: 3,
				Note: "Three consumers, once, for the life of the process, with a context and a way out."},
			Between: func() {
				queue := make(chan imports.Row)
				times(3, func(int) { go imports.Consume(context.Background(), queue) })
			},
		},
		{
			ID: "thumbs-slots-lost", Title: "broken pictures keep their slots", Seed: "003 bounded concurrency", Twin: "thumbs-slots-busy",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "semaphore", Accept: []string{"chan-send"}, Mark: "slot-acquire", By: 61,
				Note: "All eight slots are lost; everybody else waits for one in a send on the slots' channel."},
			Before: func() { resize(8, "broken")(); time.Sleep(100 * time.Millisecond); resize(10, "good")() }, Between: resize(61, "good"),
		},
		{
			ID: "thumbs-slots-busy", Title: "a queue for slots that are in use and given back", Seed: "003 bounded concurrency", Twin: "thumbs-slots-lost",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Accept: []string{"semaphore"}, Mark: "slot-acquire-deferred", By: 40,
				Note: "Eight at work, 40 in the queue, all of them new: Decode takes 15 seconds and defers. One look can't be sure."},
			Between: func() { times(48, func(i int) { go busy.ResizeDeferred(thumbs.Job{Picture: fmt.Sprint(i)}) }) },
		},
		{
			ID: "mailbox-cond-one-signal", Title: "mailers of which one is told that the box is closed", Twin: "mailbox-cond-idle",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "cond", Mark: "mailbox-wait", By: 54,
				Note: "Close signals one of seven mailers and should broadcast; nine boxes, six mailers left behind in each."},
			Before:  func() { closed(1, mailers, (*mailbox.Box).Close) },
			Between: func() { closed(9, mailers, (*mailbox.Box).Close) },
		},
		{
			ID: "mailbox-cond-broadcast", Title: "mailers that are all told", Twin: "mailbox-cond-one-signal",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before:  func() { closed(1, mailers, (*mailbox.Box).CloseAll) },
			Between: func() { closed(9, mailers, (*mailbox.Box).CloseAll) },
		},
		{
			ID: "mailbox-cond-idle", Title: "idle mailers of an open box", Twin: "mailbox-cond-one-signal",
			Growth:  harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"cond"}, Mark: "mailbox-wait", By: 4, Note: "Four mailers more for one open box, idle, of a fixed number."},
			Before:  func() { mailers(idle, 4) },
			Between: func() { mailers(idle, 4) },
		},
	}
}

func waitFor(stop <-chan struct{}) func(int) error {
	return func(int) error {
		<-stop // mark: export-stop
		return nil
	}
}

func mailer(box *mailbox.Box) {
	for box.Take() != "" {
	}
}

// closed fills n boxes with seven mailers each, and closes them.
func closed(n int, mailers func(*mailbox.Box, int), close func(*mailbox.Box)) {
	times(n, func(int) {
		box := mailbox.New()
		mailers(box, 7)
		time.Sleep(30 * time.Millisecond)
		close(box)
	})
}
