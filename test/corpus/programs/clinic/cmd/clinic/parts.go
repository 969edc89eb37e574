package main

import (
	"context"
	"io"
	"os"
	"sync"
	"time"

	"github.com/panjf2000/ants/v2"
	"github.com/robfig/cron/v3"
	"go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/sdk/trace/tracetest"

	"harness"

	"github.com/northbridge/clinic/internal/audit"
	"github.com/northbridge/clinic/internal/intake"
	"github.com/northbridge/clinic/internal/lookup"
	"github.com/northbridge/clinic/internal/nightly"
	"github.com/northbridge/clinic/internal/rosters"
	"github.com/northbridge/clinic/internal/spans"
)

// partCases are about parts of libraries that run goroutines of their own.
func partCases() []harness.Case {
	process := context.Background()
	nobody := func() {}
	dir := sync.OnceValue(func() string {
		dir := scratch("rosters")
		must(os.Mkdir(dir, 0o755))
		return dir
	})
	load := func() { value(rosters.Load(dir(), nobody)) }
	reload := func() { must(value(rosters.Load(dir(), nobody)).Close()) }

	look := func() { audit.Look(io.Discard, "dr. no", "ann") }
	lookStopped := func() { audit.LookStopped(io.Discard, "dr. no", "ann") }

	exporter := tracetest.NewInMemoryExporter()
	shared := sync.OnceValue(func() *trace.TracerProvider { return trace.NewTracerProvider(trace.WithBatcher(exporter)) })
	work := func(context.Context) {}
	traced := func() { spans.Traced(process, exporter, work) }
	tracedBy := func() { spans.TracedBy(process, shared(), work) }

	session := func() { lookup.NewSession() }
	closed := func() {
		s := lookup.NewSession()
		time.Sleep(time.Millisecond)
		s.Close()
	}
	pictures := map[string][]byte{"a": []byte("x")}
	report := func() { value(lookup.Report(process, pictures)) }
	reportClosed := func() { value(lookup.ReportClosed(process, pictures)) }

	lines := make([]string, 8)
	read := func(string) { time.Sleep(10 * time.Millisecond) }
	imports := func(release bool) func() {
		return func() { must(intake.Import(lines, read, release)) }
	}
	pool := sync.OnceValue(func() *ants.Pool { return value(ants.NewPool(20, ants.WithDisablePurge(true))) })
	through := func(n int) func() { return func() { must(intake.Through(pool(), make([]string, n), read)) } }

	timetable := func() { value(nightly.Timetable(nobody, nobody)) }
	timetableStopped := func() { value(nightly.Timetable(nobody, nobody)).Stop() }
	delivery := &nightly.Delivery{Confirmed: make(chan struct{})}
	confirmed := &nightly.Delivery{Confirmed: make(chan struct{})}
	close(confirmed.Confirmed)
	table := sync.OnceValue(func() *cron.Cron { return value(nightly.Timetable()) })
	deliver := func(d *nightly.Delivery, n int) func() {
		return func() { nightly.Plan(table(), n, d); time.Sleep(time.Second) }
	}

	const (
		readEvents = "github.com/fsnotify/fsnotify.(*inotify).readEvents"
		flushLoop  = "go.uber.org/zap/zapcore.(*BufferedWriteSyncer).flushLoop"
		spanQueue  = "go.opentelemetry.io/otel/sdk/trace.(*batchSpanProcessor).processQueue"
		bigcache   = "github.com/allegro/bigcache/v3.newBigCache.func1"
		purge      = "github.com/panjf2000/ants/v2.(*poolCommon).purgeStaleWorkers"
		cronRun    = "github.com/robfig/cron/v3.(*Cron).run"
	)
	return []harness.Case{
		{
			ID: "rosters-watcher-per-load", Title: "a watcher for every load of a file", Twin: "rosters-watcher-closed",
			Growth: at(leak, "client-not-closed", "rosters-loop", 19, "Each load starts a watcher and a loop over its channels, which end at Close; a new load forgets the old.", "select-no-exit"),
			Also:   []harness.Growth{in(leak, "client-not-closed", readEvents, 19, "fsnotify's readers of the same watchers.")},
			Before: repeat(1, load), Between: repeat(19, load),
		},
		{
			ID: "rosters-watcher-closed", Title: "the same watchers, closed by the next load", Twin: "rosters-watcher-per-load",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, reload), pause), Between: all(repeat(19, reload), pause),
		},
		{
			ID: "audit-buffer-not-stopped", Title: "a buffered zap logger for every line", Twin: "audit-buffer-stopped",
			Growth: in(leak, "client-not-closed", flushLoop, 46, "The buffer's flush loop starts with the first line and ends at Stop; Sync is not Stop.", "select-no-exit"),
			Before: repeat(5, look), Between: repeat(46, look), Trimpath: true,
		},
		{
			ID: "audit-buffer-stopped", Title: "the same logger, its buffer stopped", Twin: "audit-buffer-not-stopped",
			Growth: nothing("Nothing grows."),
			Before: repeat(5, lookStopped), Between: repeat(46, lookStopped),
		},
		{
			ID: "spans-provider-per-request", Title: "a trace provider for every request", Twin: "spans-provider-shared",
			Growth: in(leak, "client-not-closed", spanQueue, 32, "Each provider's batcher has a goroutine that ends at Shutdown, which nobody calls.", "select-no-exit"),
			Before: repeat(3, traced), Between: repeat(32, traced),
		},
		{
			ID: "spans-provider-shared", Title: "one trace provider for all", Twin: "spans-provider-per-request",
			Growth:  in(expected, "pool-or-server", spanQueue, 1, "The one batcher, started by the first request."),
			Between: repeat(70, tracedBy),
		},
		{
			ID: "lookup-janitor-per-session", Title: "a cache with a janitor for every session", Twin: "lookup-janitor-closed",
			Growth: at(leak, "client-not-closed", "lookup-expire", 35, "Start runs until Stop; the session is dropped, not closed.", "select-no-exit", "orphaned-work"),
			Before: repeat(4, session), Between: repeat(35, session),
		},
		{
			ID: "lookup-janitor-closed", Title: "the same cache, stopped with its session", Twin: "lookup-janitor-per-session",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(4, closed), pause), Between: all(repeat(35, closed), pause),
		},
		{
			ID: "lookup-cache-per-report", Title: "a bigcache for every report", Twin: "lookup-cache-per-report-closed",
			Growth: in(leak, "client-not-closed", bigcache, 23, "bigcache cleans up in a goroutine until its context ends or Close; the context is the process's.", "select-no-exit", "ticker-not-stopped"),
			Before: repeat(2, report), Between: repeat(23, report),
		},
		{
			ID: "lookup-cache-per-report-closed", Title: "the same cache with a context of its own", Twin: "lookup-cache-per-report",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, reportClosed), pause), Between: all(repeat(23, reportClosed), pause),
		},
		{
			ID: "lookup-caches-start", Title: "the caches and their janitors start, once each", Seed: "003 some services naturally have many",
			Growth: at(expected, "pool-or-server", "lookup-expire", 1, "A janitor each for three caches."),
			Also:   []harness.Growth{in(expected, "pool-or-server", bigcache, 1, "The second.")},
			Between: func() {
				session()
				value(lookup.Images(process))
				value(lookup.Codes())
			},
		},
		{
			ID: "intake-pool-per-import", Title: "a pool of ants for every import", Twin: "intake-pool-released",
			Growth: in(leak, "client-not-closed", purge, 9, "Each pool has a purger and a clock, and workers for a second, until Release.", "select-no-exit"),
			Before: all(repeat(2, imports(false)), pauses(2)), Between: all(repeat(9, imports(false)), pauses(2)),
		},
		{
			ID: "intake-pool-released", Title: "the same pools, released", Twin: "intake-pool-per-import",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, imports(true)), pauses(2)), Between: all(repeat(9, imports(true)), pauses(2)),
		},
		{
			ID: "intake-pool-fills", Title: "one pool of ants grows to its bound", Seed: "003 some services naturally have many", Twin: "intake-pool-per-import",
			Growth: in(expected, "pool-or-server", "github.com/panjf2000/ants/v2.(*goWorker).run.func1", 16, "From four idle workers to the pool's twenty.", "chan-receive", "range-never-closed"),
			Before: through(4), Between: all(through(200), pause),
		},
		{
			ID: "nightly-timetable-per-reload", Title: "a cron for every reload of the configuration", Twin: "nightly-timetable-stopped",
			Growth: in(leak, "client-not-closed", cronRun, 13, "Each timetable runs until Stop, and would run its jobs at half past two, all of them.", "select-no-exit"),
			Before: repeat(1, timetable), Between: repeat(13, timetable), Hold: minutes,
		},
		{
			ID: "nightly-timetable-stopped", Title: "the same timetables, stopped", Twin: "nightly-timetable-per-reload",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, timetableStopped), pause), Between: all(repeat(13, timetableStopped), pause),
		},
		{
			ID: "nightly-deliveries-pile-up", Title: "cron jobs that each wait for a confirmation", Twin: "nightly-deliveries-confirmed",
			Growth: at(leak, "chan-receive", "nightly-confirmed", 21, "Cron starts a job again while the last still waits; nobody ever confirms."),
			Before: deliver(delivery, 2), Between: deliver(delivery, 21),
		},
		{
			ID: "nightly-deliveries-confirmed", Title: "the same jobs, confirmed", Twin: "nightly-deliveries-pile-up",
			Growth: nothing("Nothing grows."),
			Before: deliver(confirmed, 2), Between: deliver(confirmed, 21),
		},
	}
}
