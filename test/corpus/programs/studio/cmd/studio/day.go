package main

import (
	"context"
	"sync"
	"time"

	"github.com/nats-io/nats.go"

	"git.lumenworks.tv/studio/edge/deliver"
	"git.lumenworks.tv/studio/store/frames"
	"git.lumenworks.tv/studio/work/bus"
	"git.lumenworks.tv/studio/work/encode"
	"git.lumenworks.tv/studio/work/farm"
	"harness"
)

// dayCases are about several things at once.
func dayCases() []harness.Case {
	process := context.Background()
	set := sync.OnceValue(hub(false, 0))
	verdict := make(chan error)
	inspect := func() { farm.Inspect(10*time.Millisecond, verdict) }

	natsAddr := upstream("nats")
	nc := sync.OnceValue(func() *nats.Conn { return value(nats.Connect(natsAddr())) })
	clips := func() { must(value(bus.Ingest(nc(), "a", func(*nats.Msg) {}))()) }
	encoders := encode.NewEncoders(4)
	lose := func() { encoders.Encode(process, "vp9", 4, func() {}) }
	wait := func() { encoders.Encode(process, "av1", 4, func() {}) }

	night, morning := context.WithTimeout(process, time.Hour)
	never := make(chan struct{})
	mix := func() { farm.MixContext(night, never, 5) }

	return []harness.Case{
		{
			ID: "day-three-inspections-beside-screens", Title: "three checkers left behind while screens connect",
			Growth: at(leak, "chan-receive", "farm-verdict", 3, "Their deadlines passed.", "orphaned-work"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "live-listen", 36, "Screens that are there.", "io-no-deadline")},
			Before: all(against(set, "screens-stay-4"), repeat(1, inspect)), Between: all(against(set, "screens-stay-36"), repeat(3, inspect)), Hold: minutes,
		},
		{
			ID: "day-two-leaks", Title: "clips that nobody closes and encoders that nobody gives back",
			Growth: at(leak, "range-never-closed", "bus-clips", 22, "The cameras' channels.", "chan-receive", "ticker-not-stopped"),
			Also:   []harness.Growth{at(leak, "semaphore", "encode-acquire", 15, "All four encoders were lost to one reel.")},
			Before: all(repeat(2, clips), lose, start(1, wait), pause), Between: all(repeat(22, clips), start(15, wait), pause),
		},
		{
			ID: "day-mixers-go-home-checkers-stay", Title: "the total falls while checkers are left behind",
			Growth: at(leak, "chan-receive", "farm-verdict", 12, "Their deadlines passed.", "orphaned-work"),
			Before: all(start(14, mix), repeat(2, inspect), pause), Between: all(morning, repeat(12, inspect), pause),
		},
		{
			ID: "day-opens", Title: "the studio starts up", Seed: "003 some services naturally have many",
			Growth: in(expected, "pool-or-server", "github.com/patrickmn/go-cache.(*janitor).Run", 2, "Two caches.", "select-no-exit", "client-not-closed"),
			Also: []harness.Growth{
				in(expected, "pool-or-server", "github.com/go-co-op/gocron/v2.(*executor).start", 1, "One scheduler.", "select-no-exit", "client-not-closed"),
				in(expected, "pool-or-server", "github.com/hashicorp/memberlist.(*Memberlist).streamListen", 1, "One membership.", "select-no-exit", "client-not-closed"),
				at(expected, "pool-or-server", "bus-clips", 1, "One camera.", "range-never-closed", "chan-receive"),
			},
			Between: func() {
				posters := &frames.Posters{}
				posters.Of("cutaway")
				posters.Of("reshoot")
				opened = append(opened, posters, value(farm.Plan(func() {})), value(deliver.Join("studio")), value(bus.Ingest(nc(), "a", func(*nats.Msg) {})))
				set()
				pause()
			},
		},
	}
}

// opened keeps what the studio started from being collected.
var opened []any
