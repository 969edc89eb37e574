package main

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"sync"
	"time"

	"harness"
	"parcelworks.io/depot/svc/batch"
	"parcelworks.io/depot/svc/belt"
	"parcelworks.io/depot/svc/counter"
	"parcelworks.io/depot/svc/eta"
	"parcelworks.io/depot/svc/fleet"
	"parcelworks.io/depot/svc/gate"
	"parcelworks.io/depot/svc/gateway"
	"parcelworks.io/depot/svc/manifest"
	"parcelworks.io/depot/svc/packing"
	"parcelworks.io/depot/svc/tracking"
)

// growthCases are about growth that is healthy, alone or beside a leak.
func growthCases() []harness.Case {
	moment := upstream("moment")
	proxy := sync.OnceValue(func() string { return serve(gateway.New(moment())) })
	through := func(n int) func() {
		return func() {
			for _, b := range harness.Crowd(proxy(), "/", n) {
				b.Answer()
			}
		}
	}
	turn := &counter.Display{}
	display := served(turn)
	queue := func(n int) func() {
		return func() { harness.Crowd(display(), "/turn", n); time.Sleep(200 * time.Millisecond) }
	}
	gone := func(n int) func() { return func() { abandon(display(), "/turn", n) } }

	hall := packing.New(24)
	orders := func(h *packing.Hall, n int) func() {
		return func() {
			var packed sync.WaitGroup
			packed.Add(n)
			for i := 0; i < n; i++ {
				go h.Pack(func() { time.Sleep(20 * time.Millisecond); packed.Done() })
			}
			packed.Wait()
		}
	}
	bigHall := packing.New(90)
	shifts := func() {
		shift := packing.New(30)
		orders(shift, 60)()
		lastShift, shift = shift, lastShift
		if shift != nil {
			shift.Close()
		}
	}
	greet := served(http.HandlerFunc(hello))
	keep := func(n int) func() {
		return func() {
			for _, b := range harness.Crowd(greet(), "/", n) {
				b.Answer()
			}
		}
	}
	control := &gate.Controller{}
	lost := func() { control.Open(func(bool) {}) }
	streams := served(http.HandlerFunc(eta.Stream))
	heavy := manifest.Manifest{Truck: "OS-42", Parcels: []string{"a"}, Weight: 30_000}
	deadline := func() time.Time { return time.Now().Add(40 * time.Second) }

	morning, night := context.WithCancel(context.Background())
	follow := func() { tracking.FollowContext(morning, "p-1", io.Discard).Moved(1, 2) }

	return []harness.Case{
		{
			ID: "gateway-keep-alive-both-sides", Title: "a reverse proxy whose connections stay open on both sides", Seed: "003 some services naturally have many",
			Growth: library(harness.Expected, "pool-or-server", connServe, 32, "Browsers that may ask again."),
			Also: []harness.Growth{
				library(harness.Expected, "pool-or-server", readLoop, 24, "The proxy's own connections to the service, idle; eight were there."),
				library(harness.Expected, "pool-or-server", writeLoop, 24, "The other half of the same connections."),
			},
			Before: through(8), Between: through(32), Hold: minutes,
		},
		{
			ID: "gateway-requests-in-flight", Title: "requests on their way through a reverse proxy", Twin: "gateway-keep-alive-both-sides",
			Growth: library(harness.Expected, "burst", "net/http/httputil.(*ReverseProxy).ServeHTTP", 25, "Their clients are connected and the service is at work.", "pool-or-server"),
			Also: []harness.Growth{
				library(harness.Expected, "pool-or-server", readLoop, 25, "Their connections to the service.", "burst", "io-no-deadline"),
				library(harness.Expected, "pool-or-server", writeLoop, 25, "Their connections to the service.", "burst", "io-no-deadline"),
			},
			Before: func() { slowProxy() }, Between: func() { harness.Crowd(slowProxy(), "/", 25); time.Sleep(300 * time.Millisecond) },
		},
		{
			ID: "counter-customers-waiting", Title: "long polls whose customers are there", Twin: "counter-customers-gone",
			Growth: healthy("pool-or-server", "counter-turn", 34, "Each select ends with its client, with a timer, or when the next is called; the clients are connected.", "burst"),
			Before: queue(6), Between: queue(34), Served: true, Hold: minutes,
		},
		{
			ID: "counter-customers-gone", Title: "long polls whose customers left", Twin: "counter-customers-waiting",
			Growth: nothing("Nothing grows: the handlers see it and return."),
			Before: gone(6), Between: gone(34), Served: true,
		},
		{
			ID: "packing-hall-fills", Title: "a pool that hires up to its bound", Seed: "003 some services naturally have many",
			Growth: healthy("pool-or-server", "packing-packer", 19, "From five packers to the twenty-four that fit; they wait for orders.", "range-never-closed"),
			Before: orders(hall, 5), Between: orders(hall, 200), Hold: minutes, Trimpath: true,
		},
		{
			ID: "packing-hall-full", Title: "the same pool at its bound", Twin: "packing-hall-fills",
			Growth: nothing("Nothing grows."),
			Before: orders(hall, 100), Between: orders(hall, 300),
		},
		{
			ID: "packing-shifts", Title: "one shift of packers goes, the next comes",
			Growth: nothing("As many as before, none of them the same."),
			Before: shifts, Between: shifts,
		},
		{
			ID: "batch-resend-retries", Title: "papers sent again, up to three times",
			Growth: healthy("burst", "batch-retry", 45, "Forty-five bounded retries, two minutes at most; the next look will not see them.", "endless-loop", "orphaned-work"),
			Before: func() { batch.Resend(nil) }, Between: func() { batch.Resend(make([]string, 45)) },
		},
		{
			ID: "batch-checksums", Title: "a burst of work on the processor",
			Growth:  library(harness.Expected, "burst", "parcelworks.io/depot/svc/batch.Checksum", 10, "They run and will be done; none waits for anything."),
			Between: start(10, func() { batch.Checksum(1<<40, deadline()) }), Trimpath: true,
		},
		{
			ID: "depot-opens", Title: "the depot starts up", Seed: "003 some services naturally have many",
			Growth: healthy("pool-or-server", "belt-wait", 5, "One belt's staff, started once.", "cond"),
			Also: []harness.Growth{
				healthy("pool-or-server", "packing-packer", 12, "The packing hall's packers.", "range-never-closed"),
				healthy("pool-or-server", "fleet-pause", 2, "The two vans that are always out.", "select-no-exit"),
			},
			Between: func() {
				serve(http.HandlerFunc(hello))
				serve(http.NotFoundHandler())
				belt.New[string]().Staff(5, func(string) {})
				orders(packing.New(12), 60)()
				board := &fleet.Board{}
				board.OutUntil(context.Background(), "shuttle")
				board.OutUntil(context.Background(), "spare")
			},
		},
		{
			ID: "depot-three-lost-answers-in-rush-hour", Title: "a small leak beside many keep-alive connections",
			Growth: leak("chan-receive", "gate-answer", 4, "Four barriers' answers were lost while the shop was busy."),
			Also:   []harness.Growth{library(harness.Expected, "pool-or-server", connServe, 110, "Browsers that may ask again.")},
			Before: all(keep(20), repeat(2, lost)), Between: all(keep(110), repeat(4, lost)), Served: true,
		},
		{
			ID: "depot-leak-behind-closing-hall", Title: "a pool is closed while something leaks: the total falls",
			Growth:  leak("ticker-not-stopped", "eta-ticker", 21, "Streams leave their tickers' loops behind while ninety packers go home.", "chan-receive", "range-never-closed"),
			Also:    []harness.Growth{healthy("pool-or-server", "packing-packer", -90, "The hall was closed.")},
			Before:  func() { orders(bigHall, 200)(); abandon(streams(), "/eta", 2) },
			Between: func() { bigHall.Close(); abandon(streams(), "/eta", 21) },
		},
		{
			ID: "depot-two-leaks", Title: "two leaks at once",
			Growth: leak("chan-send", "manifest-verdict", 24, "Three senders for each manifest that is too heavy."),
			Also:   []harness.Growth{leak("chan-receive", "gate-answer", 19, "And answers that were lost at the gate.")},
			Before: all(repeat(3, lost), repeat(2, func() { manifest.Verify(heavy) })), Between: all(repeat(19, lost), repeat(8, func() { manifest.Verify(heavy) })), Hold: minutes,
		},
		{
			ID: "depot-followers-sent-home", Title: "what had piled up goes when its context ends",
			Growth: healthy("", "tracking-pump-context", -52, "They were waiting at the first look and are gone at the second."),
			Before: repeat(52, follow), Between: night,
		},
		{
			ID: "depot-more-counters", Title: "one listener more, and one loop", Twin: "depot-opens",
			Growth:  library(harness.Expected, "pool-or-server", "net/http.(*Server).Serve", 1, "A second port for the counter's display."),
			Between: func() { display(); new(fleet.Board).OutUntil(context.Background(), fmt.Sprint("van")) },
		},
	}
}

// lastShift is who works now.
var lastShift *packing.Hall

// slowProxy passes requests on to a service that is at work.
var slowProxy = sync.OnceValue(func() string { return serve(gateway.New(harness.Upstream("long"))) })
