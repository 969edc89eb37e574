package main

import (
	"context"
	"errors"
	"time"

	"github.com/alitto/pond/v2"
	"golang.org/x/time/rate"

	"git.lumenworks.tv/studio/work/encode"
	"git.lumenworks.tv/studio/work/farm"
	"harness"
)

// workCases are about jobs and who runs them.
func workCases() []harness.Case {
	process := context.Background()
	segments := [][]int{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}, {10, 11, 12}, {13, 14, 15}, {16, 17, 18}}
	broken := func(int) error { return errors.New("disk full") }
	transcode := func() { encode.Transcode(segments, broken) }
	transcodeContext := func() { encode.TranscodeContext(process, segments, broken) }

	encoders, released, busy := encode.NewEncoders(8), encode.NewEncoders(8), encode.NewEncoders(8)
	run := func() { time.Sleep(time.Millisecond) }
	encodes := func(codec string) func() { return func() { encoders.Encode(process, codec, 4, run) } }
	encodesReleased := func(codec string) func() { return func() { released.EncodeReleased(process, codec, 4, run) } }
	slowly := func() { busy.EncodeReleased(process, "av1", 4, func() { time.Sleep(25 * time.Second) }) }
	partner := rate.NewLimiter(rate.Every(25*time.Second), 1)
	upload := func() { encode.Upload(process, partner, 1, func(int) {}) }

	frames := []func(){run, run, run, run}
	render := func() { farm.Render(frames) }
	renderStopped := func() { farm.RenderStopped(frames) }
	idle := func() { time.Sleep(5 * time.Second) }

	never := make(chan struct{})
	mix := func() { farm.Mix(never, 4) }
	mixContext := func() {
		ctx, cancel := context.WithTimeout(process, 100*time.Millisecond)
		defer cancel()
		farm.MixContext(ctx, never, 4)
	}
	shared := pond.NewPool(10)
	proxies := func() { farm.Proxies(shared, 40, func() { time.Sleep(15 * time.Second) }) }

	tidy := func() {}
	plan := func() { value(farm.Plan(tidy)) }
	planShutdown := func() { must(value(farm.Plan(tidy)).Shutdown()) }

	verdict := make(chan error)
	inspect := func() { farm.Inspect(20*time.Millisecond, verdict) }
	inspectStopped := func() { farm.InspectStopped(20*time.Millisecond, verdict) }

	unplugged := make(chan struct{})
	close(unplugged)
	levels := make(chan float64)
	record := func() { farm.Record(unplugged, levels) }
	recordInterrupted := func() { farm.RecordInterrupted(unplugged, levels) }

	publish := func() { farm.Night(never, "publish", "cutaway") }
	publishApproved := func() { farm.Night(unplugged, "publish", "cutaway") }

	const (
		dispatch = "github.com/gammazero/workerpool.(*WorkerPool).dispatch"
		executor = "github.com/go-co-op/gocron/v2.(*executor).start"
	)
	return []harness.Case{
		{
			ID: "encode-mux-fails", Title: "decoders whose muxer returned with an error", Twin: "encode-mux-fails-context",
			Growth: at(leak, "chan-send", "encode-frame", 66, "Six decoders a reel send frames to nobody: the muxer left at the first error."),
			Also:   []harness.Growth{at(leak, "waitgroup", "encode-wait", 11, "What would close the channel waits for the decoders.")},
			Before: all(repeat(2, transcode), pause), Between: all(repeat(11, transcode), pause), Hold: minutes,
		},
		{
			ID: "encode-mux-fails-context", Title: "the same decoders in one group with the muxer", Twin: "encode-mux-fails",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, transcodeContext), pause), Between: all(repeat(11, transcodeContext), pause),
		},
		{
			ID: "encode-encoders-lost", Title: "a weighted semaphore that an error keeps", Twin: "encode-encoders-released",
			Growth: at(leak, "semaphore", "encode-acquire", 21, "Two reels with an unknown codec kept four encoders each, of eight."),
			Before: all(repeat(2, encodes("vp9")), start(2, encodes("av1")), pause), Between: all(start(21, encodes("av1")), pause), Go: "go1.27.1",
		},
		{
			ID: "encode-encoders-released", Title: "the same semaphore, always released", Twin: "encode-encoders-lost",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, encodesReleased("vp9")), start(2, encodesReleased("av1")), pause), Between: all(start(21, encodesReleased("av1")), pause),
		},
		{
			ID: "encode-encoders-busy", Title: "reels that wait for encoders that are at work", Twin: "encode-encoders-lost",
			Growth: at(suspect, "semaphore", "encode-acquire-released", 8, "Two encode, eight wait for their turn. From the stacks alone a slow encoder and a lost one look alike.", "burst", "select-no-exit", "pool-or-server", "unknown"),
			Before: nil, Between: all(start(10, slowly), pause),
		},
		{
			ID: "encode-uploads-limited", Title: "uploads that wait for a rate limiter",
			Growth: at(expected, "burst", "encode-limit", 11, "One has gone out, eleven wait for a token, which each will get.", "select-no-exit", "semaphore", "endless-loop", "pool-or-server"),
			Before: nil, Between: all(start(12, upload), pause),
		},
		{
			ID: "farm-render-pool-per-job", Title: "a workerpool for every job", Twin: "farm-render-stopped",
			Growth: in(leak, "client-not-closed", dispatch, 14, "Its workers go home when they have nothing to do, its dispatcher does not, until Stop.", "select-no-exit"),
			Before: all(repeat(2, render), idle), Between: all(repeat(14, render), idle),
		},
		{
			ID: "farm-render-stopped", Title: "the same pools, stopped", Twin: "farm-render-pool-per-job",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, renderStopped), pause), Between: all(repeat(14, renderStopped), pause),
		},
		{
			ID: "farm-mix-never-locked", Title: "tasks in a conc pool that wait for a picture lock", Twin: "farm-mix-context",
			Growth: at(leak, "chan-receive", "farm-mix", 36, "Nobody locks the picture; the tasks can't be told that the day is over."),
			Also:   []harness.Growth{at(leak, "waitgroup", "farm-mix-wait", 9, "Nine who wait for four tasks each.")},
			Before: all(start(1, mix), pause), Between: all(start(9, mix), pause),
		},
		{
			ID: "farm-mix-context", Title: "the same tasks with a context", Twin: "farm-mix-never-locked",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, mixContext), pause), Between: all(start(9, mixContext), pause),
		},
		{
			ID: "farm-proxies-at-work", Title: "a pond at its bound, at work",
			Growth:  at(expected, "burst", "farm-scale", 10, "Ten workers for forty tasks; each takes fifteen seconds and the workers go when there are no more.", "pool-or-server", "endless-loop"),
			Between: all(proxies, pause), Trimpath: true,
		},
		{
			ID: "farm-plan-per-reload", Title: "a gocron scheduler for every reload", Twin: "farm-plan-shut-down",
			Growth: in(leak, "client-not-closed", executor, 9, "Each scheduler and its executor run until Shutdown, and every night all of them would tidy.", "select-no-exit"),
			Before: all(repeat(1, plan), pause), Between: all(repeat(9, plan), pause), Served: true,
		},
		{
			ID: "farm-plan-shut-down", Title: "the same schedulers, shut down", Twin: "farm-plan-per-reload",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, planShutdown), pause), Between: all(repeat(9, planShutdown), pause),
		},
		{
			ID: "farm-inspect-ignores-deadline", Title: "a deadline that the checker does not look at", Twin: "farm-inspect-stopped",
			Growth: at(leak, "chan-receive", "farm-verdict", 20, "The deadline passed and its caller was told so; the checker still waits for a verdict.", "orphaned-work"),
			Before: repeat(3, inspect), Between: repeat(20, inspect),
		},
		{
			ID: "farm-inspect-stopped", Title: "the same deadline, looked at", Twin: "farm-inspect-ignores-deadline",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, inspectStopped), Between: repeat(20, inspectStopped),
		},
		{
			ID: "farm-record-meter-goes-on", Title: "an actor that can't be interrupted", Twin: "farm-record-interrupted",
			Growth: at(leak, "range-never-closed", "farm-levels", 8, "The recorder was unplugged; the meter's interrupt does nothing and nobody closes the levels.", "chan-receive"),
			Also:   []harness.Growth{at(leak, "chan-receive", "farm-record", 8, "The groups that wait for the meters.", "range-never-closed")},
			Before: all(start(1, record), pause), Between: all(start(8, record), pause),
		},
		{
			ID: "farm-record-interrupted", Title: "the same actor with an interrupt", Twin: "farm-record-meter-goes-on",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, recordInterrupted), pause), Between: all(start(8, recordInterrupted), pause),
		},
		{
			ID: "farm-publish-not-approved", Title: "commands of the night shift that wait for an approval", Twin: "farm-publish-approved",
			Growth: at(leak, "chan-receive", "farm-approved", 11, "Nobody approves at night, and the command has no time limit."),
			Before: all(repeat(2, publish), pause), Between: all(repeat(11, publish), pause), Trimpath: true,
		},
		{
			ID: "farm-publish-approved", Title: "the same commands, approved", Twin: "farm-publish-not-approved",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, publishApproved), pause), Between: all(repeat(11, publishApproved), pause), Trimpath: true,
		},
	}
}
