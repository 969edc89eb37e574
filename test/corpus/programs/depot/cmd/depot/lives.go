package main

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"harness"
	"parcelworks.io/depot/svc/batch"
	"parcelworks.io/depot/svc/customs"
	"parcelworks.io/depot/svc/eta"
	"parcelworks.io/depot/svc/fleet"
	"parcelworks.io/depot/svc/sorting"
	"parcelworks.io/depot/svc/tenants"
)

func lifeCases() []harness.Case {
	process, _ := context.WithCancel(context.Background())
	reload := func() { tenants.Reload("acme", "globex", "initech") }
	reloadUntil := func() {
		ctx, cancel := context.WithCancel(process)
		tenants.ReloadUntil(ctx, "acme", "globex", "initech")
		cancel()
	}

	office := &customs.Office{Cleared: func(string) bool { return false }}
	mux := http.NewServeMux()
	mux.HandleFunc("/declare", office.Declare)
	mux.HandleFunc("/wait", office.DeclareAndWait)
	mux.HandleFunc("/eta", eta.Stream)
	mux.HandleFunc("/eta-stopped", eta.StreamStopped)
	mux.HandleFunc("/sort", sorting.Sort)
	mux.HandleFunc("/sort-counted", sorting.SortCounted)
	depot := served(mux)
	visit := func(n int, path string) func() { return func() { harness.Visit(depot(), path, n) } }
	drop := func(n int, path string) func() {
		return func() { abandon(depot(), path, n); time.Sleep(200 * time.Millisecond) }
	}
	stay := func(n int, path string) func() {
		return func() { harness.Crowd(depot(), path, n); time.Sleep(300 * time.Millisecond) }
	}

	board := &fleet.Board{}
	number := 0
	trip := func() {
		number++
		van := fmt.Sprint("van ", number)
		board.Out(van)
		board.Back(van)
	}
	tripUntil := func() {
		number++
		ctx, cancel := context.WithCancel(process)
		van := fmt.Sprint("van ", number)
		board.OutUntil(ctx, van)
		board.Back(van)
		cancel()
	}
	out := func() {
		number++
		board.OutUntil(process, fmt.Sprint("van ", number))
	}

	job := batch.NewJob(process)
	idle := func(context.Context) error { return nil }
	const propagate = "context.(*cancelCtx).propagateCancel.func2"

	return []harness.Case{
		{
			ID: "tenants-reload-select-forever", Title: "agents that stay for good, started by every reload", Twin: "tenants-reload-until",
			Growth: leak("select-forever", "tenants-stay", 36, "Nothing ends a select without cases; each reload starts the agents again."),
			Before: repeat(1, reload), Between: repeat(12, reload), Go: "go1.27.0",
		},
		{
			ID: "tenants-reload-until", Title: "agents that end with their configuration", Twin: "tenants-reload-select-forever",
			Growth: nothing("Nothing grows: the old configuration's context ends its agents."),
			Before: repeat(1, reloadUntil), Between: repeat(12, reloadUntil), Go: "go1.27.0",
		},
		{
			ID: "customs-chase-orphaned", Title: "a handler that leaves work behind on context.Background", Seed: "002 pattern 3", Twin: "customs-chase-request",
			Growth: leak("orphaned-work", "customs-chase", 33, "Asks every twenty minutes, long after the request; nobody can stop it.", "select-no-exit", "endless-loop"),
			Before: visit(5, "/declare?parcel=a"), Between: visit(33, "/declare?parcel=a"), Hold: minutes,
		},
		{
			ID: "customs-chase-request", Title: "the same work on the request's context", Seed: "002 pattern 3", Twin: "customs-chase-orphaned",
			Growth: nothing("Nothing grows: it ends when the customer leaves."),
			Before: drop(5, "/wait?parcel=a"), Between: drop(33, "/wait?parcel=a"),
		},
		{
			ID: "customs-chase-customer-waiting", Title: "the same work, its customers waiting", Twin: "customs-chase-orphaned",
			Growth: healthy("pool-or-server", "customs-wait", 26, "Requests whose customer is still connected; the context would end them.", "burst"),
			Also:   []harness.Growth{healthy("pool-or-server", "customs-chase", 26, "What they wait for, one each.", "burst")},
			Before: stay(4, "/wait?parcel=a"), Between: stay(26, "/wait?parcel=a"),
		},
		{
			ID: "fleet-vans-never-forgotten", Title: "a loop with a sleep for every van, which goes on when the van is back", Seed: "002 pattern 4", Twin: "fleet-vans-until",
			Growth: leak("endless-loop", "fleet-sleep", 41, "Back takes the van off the board and leaves its loop running; the loop has no exit."),
			Before: repeat(6, trip), Between: repeat(41, trip),
		},
		{
			ID: "fleet-vans-until", Title: "the same loop with a context", Seed: "002 pattern 4", Twin: "fleet-vans-never-forgotten",
			Growth: nothing("Nothing grows."),
			Before: repeat(6, tripUntil), Between: repeat(41, tripUntil),
		},
		{
			ID: "fleet-vans-out", Title: "vans that are out", Seed: "003 some services naturally have many", Twin: "fleet-vans-never-forgotten",
			Growth: harness.Growth{Verdict: harness.Suspect, Pattern: "select-no-exit", Accept: []string{"pool-or-server", "endless-loop", "unknown"}, Mark: "fleet-pause", By: 18,
				Note: "Eighteen vans drove out this morning and each has its loop, which a context ends. One look can't tell them from vans that never come back."},
			Before: repeat(6, out), Between: repeat(18, out),
		},
		{
			ID: "eta-ticker-per-stream", Title: "a ticker for every stream, ranged over when the stream has ended", Seed: "002 ticker", Twin: "eta-ticker-per-stream-stopped",
			Growth: leak("ticker-not-stopped", "eta-ticker", 22, "The handler ends with its client, the estimate doesn't; a ticker's channel is never closed.", "chan-receive", "range-never-closed"),
			Before: drop(3, "/eta"), Between: drop(22, "/eta"),
		},
		{
			ID: "eta-ticker-per-stream-stopped", Title: "the same ticker, stopped with its stream", Seed: "002 ticker", Twin: "eta-ticker-per-stream",
			Growth: nothing("Nothing grows."),
			Before: drop(3, "/eta-stopped"), Between: drop(22, "/eta-stopped"),
		},
		{
			ID: "eta-streams-watched", Title: "streams that somebody watches", Seed: "003 some services naturally have many", Twin: "eta-ticker-per-stream",
			Growth: healthy("pool-or-server", "eta-send", 22, "Their clients are connected, and leaving would end them.", "burst"),
			Also:   []harness.Growth{healthy("pool-or-server", "eta-ticker-until", 22, "Their estimates, one each.", "burst")},
			Before: stay(3, "/eta-stopped"), Between: stay(22, "/eta-stopped"), Served: true,
		},
		{
			ID: "sorting-bulky-parcels", Title: "a WaitGroup that counts what is skipped", Seed: "002 pattern 5", Twin: "sorting-bulky-parcels-counted",
			Growth: leak("waitgroup", "sorting-wait", 17, "A bulky parcel is counted in Add but continue skips its goroutine, so that Done is one short."),
			Before: all(visit(40, "/sort"), drop(2, "/sort?bulky")), Between: all(visit(40, "/sort"), drop(17, "/sort?bulky")), Go: "go1.21.13",
		},
		{
			ID: "sorting-bulky-parcels-counted", Title: "a WaitGroup that counts what is started", Seed: "002 pattern 5", Twin: "sorting-bulky-parcels",
			Growth: nothing("Nothing grows."),
			Before: visit(42, "/sort-counted?bulky"), Between: visit(57, "/sort-counted?bulky"), Go: "go1.21.13",
		},
		{
			ID: "batch-step-not-cancelled", Title: "contexts derived from one of the program's own making, not cancelled", Twin: "batch-step-cancelled",
			Growth: library(harness.Leak, "context-not-cancelled", propagate, 39, "The parent is not the standard library's, so a goroutine watches it for each child; cancel was thrown away.", "select-no-exit"),
			Before: repeat(4, func() { batch.Step(job, idle) }), Between: repeat(39, func() { batch.Step(job, idle) }),
		},
		{
			ID: "batch-step-cancelled", Title: "the same contexts, cancelled", Twin: "batch-step-not-cancelled",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, func() { batch.StepCancelled(job, idle) }), Between: repeat(39, func() { batch.StepCancelled(job, idle) }),
		},
	}
}
