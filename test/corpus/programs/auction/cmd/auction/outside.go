package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"hammerfall.dev/auction/outside/bank"
	"hammerfall.dev/auction/outside/journal"
	"harness"
)

// fullDisk takes one entry.
type fullDisk struct{ written bool }

func (d *fullDisk) Write(p []byte) (int, error) {
	if d.written {
		return 0, errors.New("no space left on device")
	}
	d.written = true
	return len(p), nil
}

// outsideCases are about banks, programs, the log and the house's servers.
func outsideCases() []harness.Case {
	process := context.Background()
	silent, rateURL, pictureURL := url("mute", "/sold"), url("bank", "/rate"), url("bank", "/picture")
	notify := func() { bank.Notify(process, silent(), "vase") }
	notifyWithin := func() { bank.NotifyWithin(process, silent(), "vase", 150*time.Millisecond) }

	rows := make([]struct{ Lot, Buyer string }, 200)
	statement := func() { bank.Statement(rows, 1000) }
	statementClosed := func() { bank.StatementClosed(rows, 1000) }

	program := []string{"-c", "sleep 60 & echo stamped"}
	stamp := func() { bank.Stamp(process, "sh", program...) }
	stampWithin := func() { bank.StampWithin(process, "sh", program...) }

	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4}}
	sniff := func() { value(bank.Sniff(client, pictureURL())) }
	sniffClosed := func() { value(bank.SniffClosed(client, pictureURL())) }
	rate := func() { value(bank.Rate(rateURL())) }
	rater := &bank.Rater{}
	rates := func(banks ...string) func() {
		return func() {
			for range 8 {
				for _, name := range banks {
					value(rater.Rate(name, rateURL()))
				}
			}
		}
	}

	never := func() bool { return false }
	clear := func() { bank.Clear(never) }
	day, over := context.WithCancel(process)
	clearContext := func() { bank.ClearContext(day, never) }

	full := journal.New(&fullDisk{}, 64)
	log := func() { full.Log("raised") }
	dropping := journal.New(&fullDisk{}, 64)
	logOrDrop := func() { dropping.LogOrDrop("raised") }

	reload := func() { journal.Reload(func() {})() }
	reloadContext := func() {
		ctx, cancel := context.WithCancel(process)
		journal.ReloadContext(ctx, func() {})
		cancel()
	}
	closed := make(chan struct{})
	sale := func() context.Context { return journal.Join(process, closed) }
	nap := func(context.Context) { time.Sleep(time.Millisecond) }
	watch := func() { journal.Watch(sale(), nap) }
	watchCancelled := func() { journal.WatchCancelled(sale(), nap) }

	poll := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() })
	swap := func(f *journal.Front) func() {
		return func() { stay(func() string { return value(f.Swap(poll)) }, 3)() }
	}
	front, graced := &journal.Front{}, &journal.Front{Grace: 300 * time.Millisecond}

	const propagate = "context.(*cancelCtx).propagateCancel.func2"
	return []harness.Case{
		{
			ID: "bank-notify-no-timeout", Title: "notices to a bank that does not answer", Twin: "bank-notify-timeout",
			Growth: at(leak, "io-no-deadline", "bank-notify", 44, "WithoutCancel took the request's end away and put no time in its place; the client has none either.", "orphaned-work"),
			Also:   []harness.Growth{in(leak, "io-no-deadline", readLoop, 44, "The connections of the same requests.", "orphaned-work")},
			Before: all(repeat(3, notify), pause), Between: all(repeat(44, notify), pause),
		},
		{
			ID: "bank-notify-timeout", Title: "the same notices, given up in time", Twin: "bank-notify-no-timeout",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, notifyWithin), pause, pause), Between: all(repeat(44, notifyWithin), pause, pause),
		},
		{
			ID: "bank-statement-pipe-left", Title: "a pipe whose reader has had enough", Twin: "bank-statement-pipe-closed",
			Growth: at(leak, "select-no-exit", "bank-statement", 21, "The store refuses large statements and stops reading; the encoder stands in the pipe's Write, as nobody closed the reading end.", "chan-send", "io-no-deadline", "orphaned-work"),
			Before: repeat(2, statement), Between: repeat(21, statement),
		},
		{
			ID: "bank-statement-pipe-closed", Title: "the same pipe, closed by its reader", Twin: "bank-statement-pipe-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, statementClosed), Between: repeat(21, statementClosed),
		},
		{
			ID: "bank-stamp-helper-keeps-output", Title: "programs that ended and left a helper with their output", Twin: "bank-stamp-wait-delay",
			Growth: at(leak, "syscall", "bank-stamp", 7, "The program is gone, but Wait waits for the copier of an output that a helper still holds; it has no WaitDelay.", "chan-receive", "io-no-deadline"),
			Also:   []harness.Growth{in(leak, "syscall", "os/exec.(*Cmd).writerDescriptor.func1", 7, "The copiers.", "io-no-deadline")},
			Before: all(start(1, stamp), pause), Between: all(start(7, stamp), pause),
		},
		{
			ID: "bank-stamp-wait-delay", Title: "the same programs with a WaitDelay", Twin: "bank-stamp-helper-keeps-output",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, stampWithin), pause), Between: all(start(7, stampWithin), pause, pause),
		},
		{
			ID: "bank-sniff-body-left", Title: "pictures of which only the head is read", Twin: "bank-sniff-body-closed",
			Growth: in(leak, "http-body", readLoop, 37, "The body is neither read to its end nor closed, and the connection waits for that."),
			Also:   []harness.Growth{in(leak, "http-body", writeLoop, 37, "The other half of the same connections.")},
			Before: repeat(3, sniff), Between: repeat(37, sniff), Trimpath: true,
		},
		{
			ID: "bank-sniff-body-closed", Title: "the same pictures, their bodies closed", Twin: "bank-sniff-body-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, sniffClosed), Between: repeat(37, sniffClosed), Trimpath: true,
		},
		{
			ID: "bank-transport-per-question", Title: "a transport for every question", Twin: "bank-transport-per-bank",
			Growth: in(suspect, "client-not-closed", readLoop, 30, "Each transport keeps its one connection, idle and without a time limit, and is then forgotten. It looks like a pool, but no pool keeps thirty to one host by default.", "pool-or-server", "io-no-deadline", "http-body", "unknown"),
			Also:   []harness.Growth{in(suspect, "client-not-closed", writeLoop, 30, "The other half of the same connections.", "pool-or-server", "io-no-deadline", "http-body", "unknown")},
			Before: repeat(2, rate), Between: repeat(30, rate), Hold: minutes,
		},
		{
			ID: "bank-transport-per-bank", Title: "a transport for every bank, kept", Twin: "bank-transport-per-question",
			Growth: in(expected, "pool-or-server", readLoop, 3, "One idle connection to each of three more banks."),
			Also:   []harness.Growth{in(expected, "pool-or-server", writeLoop, 3, "The other half of the same connections.")},
			Before: rates("rhine"), Between: rates("rhine", "main", "elbe", "oder"),
		},
		{
			ID: "bank-clear-polled-for-good", Title: "a poll whose stop channel nobody can reach", Twin: "bank-clear-until",
			Growth: at(leak, "endless-loop", "bank-clear", 22, "It sleeps and asks again; what would end it is a channel that only Clear knew.", "orphaned-work"),
			Before: repeat(2, clear), Between: repeat(22, clear),
		},
		{
			ID: "bank-clear-until", Title: "the same poll, ended with the day", Twin: "bank-clear-polled-for-good",
			Growth: at(expected, "", "bank-clear", -19, "They polled at the first look, and the day is over at the second."),
			Before: repeat(19, clearContext), Between: all(over, pause),
		},
		{
			ID: "journal-disk-full", Title: "two thousand write to a log whose writer is gone", Twin: "journal-disk-full-dropped",
			Growth: at(leak, "chan-send", "journal-log", 2000, "The writer returned at the first error; the buffer filled, and since then everybody who logs waits."),
			Before: all(start(70, log), pause), Between: all(start(2000, log), pause),
		},
		{
			ID: "journal-disk-full-dropped", Title: "the same log, which drops what it has no room for", Twin: "journal-disk-full",
			Growth: nothing("Nothing grows."),
			Before: all(start(70, logOrDrop), pause), Between: all(start(2000, logOrDrop), pause),
		},
		{
			ID: "journal-reload-range", Title: "signal.Stop does not close", Twin: "journal-reload-context",
			Growth: at(leak, "range-never-closed", "journal-reload", 11, "Each change of settings starts a loop over a channel of signals; Stop ends the signals, not the loop.", "chan-receive", "ticker-not-stopped"),
			Before: repeat(1, reload), Between: repeat(11, reload),
		},
		{
			ID: "journal-reload-context", Title: "the same loops with a context", Twin: "journal-reload-range",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, reloadContext), pause), Between: all(repeat(11, reloadContext), pause),
		},
		{
			ID: "journal-day-not-cancelled", Title: "a timeout of nine hours that nobody cancels", Twin: "journal-day-cancelled",
			Growth: in(leak, "context-not-cancelled", propagate, 47, "The parent is a context of the house's own, so a goroutine passes its end on; the child lives until the evening, as its cancel was thrown away."),
			Before: repeat(4, watch), Between: repeat(47, watch),
		},
		{
			ID: "journal-day-cancelled", Title: "the same timeout, cancelled", Twin: "journal-day-not-cancelled",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(4, watchCancelled), pause), Between: all(repeat(47, watchCancelled), pause),
		},
		{
			ID: "journal-old-fronts-drain", Title: "servers that were told to end and wait for long polls", Twin: "journal-old-fronts-grace",
			Growth: at(suspect, "select-no-exit", "journal-shutdown", 4, "Shutdown without a time limit waits for clients that are still there, three each; they may leave tonight, or not.", "orphaned-work", "endless-loop", "io-no-deadline", "pool-or-server", "unknown"),
			Before: repeat(2, swap(front)), Between: repeat(4, swap(front)),
		},
		{
			ID: "journal-old-fronts-grace", Title: "the same servers with a time limit", Twin: "journal-old-fronts-drain",
			Growth: nothing("Nothing grows: the old server's polls are cut off."),
			Before: all(repeat(2, swap(graced)), pause, pause), Between: all(repeat(4, swap(graced)), pause, pause),
		},
	}
}
