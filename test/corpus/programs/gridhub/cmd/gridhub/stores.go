package main

import (
	"context"
	"iter"
	"path/filepath"
	"sync"
	"time"

	"harness"

	"github.com/redis/go-redis/v9"
	"github.com/wattline/gridhub/internal/history"
	"github.com/wattline/gridhub/internal/lease"
	"github.com/wattline/gridhub/internal/meters"
)

// storeCases are about where the hub keeps things.
func storeCases() []harness.Case {
	process, cancel := context.WithCancel(context.Background())
	_ = cancel // the process's own context
	open := func(conns int) func() *meters.Store {
		return sync.OnceValue(func() *meters.Store { return value(meters.Open(scratch("meters.db"), conns)) })
	}
	few, many := open(3), open(200)
	imports := func(load func(*meters.Store, context.Context, int, []int) error) func() {
		return func() { must(load(few(), context.Background(), 7, []int{1, 2})) }
	}
	peak := func() { few().Peak(context.Background(), 1) }
	above := func(readings func(*meters.Store, context.Context, int) iter.Seq2[int, error]) func() {
		return func() { value(meters.Above(100, readings(many(), process, 1))) }
	}

	leases := sync.OnceValue(func() *lease.Leases {
		client := redis.NewClient(&redis.Options{Addr: harness.Upstream("redis"), PoolSize: 200, Protocol: 2, DisableIdentity: true})
		return &lease.Leases{Redis: client, Every: 45 * time.Second}
	})
	crash := func() { value(leases().Hold(process, "boiler")) }
	hold := func() { leases().Hold(process, "boiler") }
	holdFor := func() {
		ctx, cancel := context.WithTimeout(process, 100*time.Millisecond)
		defer cancel()
		leases().HoldFor(ctx, "boiler", time.Minute)
	}

	yesterday := func(yesterday func(string) (string, error)) func() {
		return func() { value(yesterday(filepath.Join(scratch("home"), "history"))) }
	}
	drained := func() { time.Sleep(3 * time.Second) } // so long does LevelDB drain its buffers
	plan := func() *history.Plan { return value(history.Follow(time.Hour, func() {})) }

	return []harness.Case{
		{
			ID: "meters-import-keeps-connection", Title: "a connection taken from the pool for settings, and kept", Seed: "002 checklist", Twin: "meters-import-closed",
			Growth: at(leak, "semaphore", "meters-peak", 28, "Three imports kept the three connections; who asks now waits for one on context.Background.", "select-no-exit", "rows-not-closed"),
			Before: all(repeat(3, imports((*meters.Store).Import)), start(2, peak), pause), Between: all(start(28, peak), pause),
		},
		{
			ID: "meters-import-closed", Title: "the same connection, given back", Seed: "002 checklist", Twin: "meters-import-keeps-connection",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, imports((*meters.Store).ImportClosed)), repeat(2, peak), pause), Between: all(repeat(28, peak), pause),
		},
		{
			ID: "meters-iterator-left", Title: "an iterator over rows that closes them at its end, and is left before", Twin: "meters-iterator-closed",
			Growth: in(leak, "rows-not-closed", "database/sql.(*Rows).awaitDone", 16, "The loop stops at the first reading that is too high; the iterator returns without Close."),
			Before: repeat(2, above((*meters.Store).Readings)), Between: repeat(16, above((*meters.Store).Readings)), Hold: minutes,
		},
		{
			ID: "meters-iterator-closed", Title: "the same iterator, with a deferred Close", Twin: "meters-iterator-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, above((*meters.Store).ReadingsClosed)), Between: repeat(16, above((*meters.Store).ReadingsClosed)),
		},
		{
			ID: "lease-without-end", Title: "a lock in Redis without an expiry, whose holder crashed", Twin: "lease-for-a-minute",
			Growth: at(leak, "endless-loop", "lease-again", 20, "The key stays; everybody tries again for good, on the process's context, and does not look at it between.", "orphaned-work"),
			Before: all(crash, start(2, hold), pause), Between: all(start(20, hold), pause),
		},
		{
			ID: "lease-for-a-minute", Title: "the same lock with an expiry and a deadline for who waits", Twin: "lease-without-end",
			Growth: nothing("Nothing grows."),
			Before: all(holdFor, start(2, holdFor), pause), Between: all(start(20, holdFor), pause, pause),
		},
		{
			ID: "history-database-left-open", Title: "an embedded database that an early return leaves open", Twin: "history-database-closed",
			Growth: in(leak, "client-not-closed", "github.com/syndtr/goleveldb/leveldb.(*DB).tCompaction", 8, "A home without a yesterday returns before Close: several goroutines for each database.", "select-no-exit", "orphaned-work"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/syndtr/goleveldb/leveldb.(*DB).mCompaction", 8, "The same databases.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/syndtr/goleveldb/leveldb.(*DB).compactionError", 8, "The same databases.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/syndtr/goleveldb/leveldb.(*DB).mpoolDrain", 8, "The same databases.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/syndtr/goleveldb/leveldb/util.(*BufferPool).drain", 8, "The same databases.", "select-no-exit"),
			},
			Before: repeat(1, yesterday(history.Yesterday)), Between: repeat(8, yesterday(history.Yesterday)),
		},
		{
			ID: "history-database-closed", Title: "the same databases, closed", Twin: "history-database-left-open",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, yesterday(history.YesterdayClosed)), drained), Between: all(repeat(8, yesterday(history.YesterdayClosed)), drained),
		},
		{
			ID: "history-plan-per-change", Title: "a scheduler for every change of a plan", Twin: "history-plan-closed",
			Growth: in(leak, "client-not-closed", "github.com/go-co-op/gocron/v2.NewScheduler.func1", 12, "The old plan's scheduler is not shut down.", "select-no-exit", "orphaned-work"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/go-co-op/gocron/v2.(*executor).start", 12, "The same schedulers.", "select-no-exit"),
			},
			Before: repeat(2, func() { plan() }), Between: repeat(12, func() { plan() }),
		},
		{
			ID: "history-plan-closed", Title: "the same plans, closed", Twin: "history-plan-per-change",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, func() { must(plan().Close()) }), Between: repeat(12, func() { must(plan().Close()) }),
		},
	}
}
