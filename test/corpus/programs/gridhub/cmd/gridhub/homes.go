package main

import (
	"context"
	"net/http"
	"sync"
	"time"

	"harness"

	"github.com/wattline/gridhub/internal/charging"
	"github.com/wattline/gridhub/internal/dispatch"
	"github.com/wattline/gridhub/internal/forecast"
	"github.com/wattline/gridhub/internal/scenes"
	"github.com/wattline/gridhub/internal/twin"
)

// homeCases are about what goes on in a home.
func homeCases() []harness.Case {
	relays := new(dispatch.Relays)
	grid := func(look bool) func() string {
		return sync.OnceValue(func() string {
			listener := listen()
			go dispatch.NewServer(relays, look).Serve(listener)
			return listener.Addr().String()
		})
	}
	careless, careful := grid(false), grid(true)

	garage := new(charging.Garage)
	mux := http.NewServeMux()
	mux.HandleFunc("/charge", garage.Charge)
	mux.HandleFunc("/charge-now", garage.ChargeNow)
	plugs := served(mux)

	night := charging.Plug(context.Background())
	warm := func(context.Context) error { return nil }
	prepare := func() { charging.Prepare(night, warm, warm) }
	prepareAll := func() { must(charging.PrepareAll(night, warm, warm)) }

	play := func(play func(*scenes.Scene, func())) func() {
		return func() { play(scenes.New(5), func() {}) }
	}
	settle := func() { new(scenes.Device).Settle() }
	settled := func() {
		d := new(scenes.Device)
		d.Ready()
		d.Settle()
	}

	image, imageThen := twin.New[float64](make(chan string)), twin.New[float64](make(chan string))
	look := func() { image.Get("roof") }

	mute := upstream("mute")
	sun := func(timeout time.Duration) func() {
		service := sync.OnceValue(func() *forecast.Service {
			return &forecast.Service{URL: "http://" + mute(), HTTP: &http.Client{Transport: &http.Transport{}, Timeout: timeout}, Limit: 20 * time.Millisecond}
		})
		return func() { service().Sun("bonn") }
	}
	sunAlways, sunWithin := sun(0), sun(100*time.Millisecond)

	return []harness.Case{
		{
			ID: "dispatch-utility-gives-up", Title: "gRPC handlers that do not look at their context, whose caller gave up", Twin: "dispatch-utility-gives-up-context",
			Growth: at(leak, "chan-receive", "dispatch-acked", 36, "The relay never acknowledges; the calls' deadlines have passed and the handlers wait on.", "orphaned-work"),
			Before: against(careless, "utility-gives-up"), Between: all(against(careless, "utility-gives-up"), against(careless, "utility-gives-up")),
		},
		{
			ID: "dispatch-utility-gives-up-context", Title: "the same handlers, looking at their context", Twin: "dispatch-utility-gives-up",
			Growth: nothing("Nothing grows."),
			Before: against(careful, "utility-gives-up"), Between: all(against(careful, "utility-gives-up"), against(careful, "utility-gives-up")),
		},
		{
			ID: "dispatch-utility-waits", Title: "the same handlers, their caller waiting", Twin: "dispatch-utility-gives-up",
			Growth: at(expected, "pool-or-server", "dispatch-acked-context", 18, "Calls in flight, whose caller is connected and whose context would end them.", "burst", "select-no-exit"),
			Before: func() { careful() }, Between: against(careful, "utility-waits"),
		},
		{
			ID: "charging-driver-gone", Title: "a handler that leaves a negotiation behind on context.Background", Seed: "003 context.Background", Twin: "charging-driver-leaves",
			Growth: at(leak, "orphaned-work", "charging-answer", 32, "The car does not answer; the context that would end it is context.Background.", "select-no-exit"),
			Before: visit(plugs, "/charge?car=a", 4), Between: visit(plugs, "/charge?car=a", 32),
		},
		{
			ID: "charging-driver-leaves", Title: "the same negotiation on the request's context", Seed: "003 context.Background", Twin: "charging-driver-gone",
			Growth: nothing("Nothing grows."),
			Before: abandon(plugs, "/charge-now?car=a", 4), Between: abandon(plugs, "/charge-now?car=a", 32),
		},
		{
			ID: "charging-drivers-wait", Title: "the same negotiation, its drivers waiting", Seed: "003 context.Background", Twin: "charging-driver-gone",
			Growth: at(expected, "pool-or-server", "charging-answer", 13, "Requests whose drivers are connected; leaving ends them.", "burst", "select-no-exit"),
			Before: stay(plugs, "/charge-now?car=a", 2), Between: stay(plugs, "/charge-now?car=a", 13), Served: true,
		},
		{
			ID: "charging-group-not-waited-for", Title: "an errgroup with a context of the program's own, not waited for", Seed: "003 errgroup", Twin: "charging-group-waited-for",
			Growth: in(leak, "context-not-cancelled", "context.(*cancelCtx).propagateCancel.func2", 30, "Wait would cancel the group's context; without it a goroutine watches the session for each.", "select-no-exit"),
			Before: all(repeat(3, prepare), pause), Between: all(repeat(30, prepare), pause),
		},
		{
			ID: "charging-group-waited-for", Title: "the same errgroup, waited for", Seed: "003 errgroup", Twin: "charging-group-not-waited-for",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, prepareAll), Between: repeat(30, prepareAll),
		},
		{
			ID: "scenes-waits-for-itself", Title: "a WaitGroup that is waited for by one of its own", Seed: "002 pattern 5", Twin: "scenes-waits-beside",
			Growth: at(leak, "waitgroup", "scenes-wait", 19, "The goroutine that waits counts itself."),
			Before: all(repeat(2, play((*scenes.Scene).Play)), pause), Between: all(repeat(19, play((*scenes.Scene).Play)), pause),
		},
		{
			ID: "scenes-waits-beside", Title: "the same WaitGroup, waited for from beside", Seed: "002 pattern 5", Twin: "scenes-waits-for-itself",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, play((*scenes.Scene).PlayThen)), pause), Between: all(repeat(19, play((*scenes.Scene).PlayThen)), pause),
		},
		{
			ID: "scenes-device-never-ready", Title: "devices that are asked whether they are ready without a pause", Seed: "002 pattern 4", Twin: "scenes-device-ready",
			Growth: in(leak, "endless-loop", "github.com/wattline/gridhub/internal/scenes.(*Device).Settle", 3, "Nobody calls Ready; three goroutines take turns on the processor.", "burst"),
			Before: pause, Between: all(start(3, settle), pause),
		},
		{
			ID: "scenes-device-ready", Title: "the same devices, ready", Seed: "002 pattern 4", Twin: "scenes-device-never-ready",
			Growth: nothing("Nothing grows."),
			Before: pause, Between: all(start(3, settled), pause),
		},
		{
			ID: "twin-told-under-lock", Title: "a write lock that is held over a send, and its readers", Twin: "twin-told-after",
			Growth: at(leak, "chan-send", "twin-changes", 1, "Who watched has gone; the write lock is held until somebody receives. The cause."),
			Also:   []harness.Growth{at(leak, "rwmutex", "twin-get", 64, "Everybody who looks: an effect.", "mutex")},
			Before: pause, Between: all(start(1, func() { image.Set("roof", 4.2) }), pause, start(64, look), pause),
		},
		{
			ID: "twin-told-after", Title: "the same change, told when the lock is free", Twin: "twin-told-under-lock",
			Growth: nothing("Nothing grows."),
			Before: pause, Between: all(start(1, func() { imageThen.SetThen("roof", 4.2) }), start(64, func() { imageThen.Get("roof") }), pause),
		},
		{
			ID: "forecast-flights-forgotten", Title: "flights that are forgotten when they are late, each with a request of its own", Twin: "forecast-flights-limited",
			Growth: at(leak, "io-no-deadline", "forecast-get", 22, "The service takes requests and is silent; the client has no timeout, and Forget starts a new leader each time."),
			Also: []harness.Growth{
				in(leak, "io-no-deadline", "net/http.(*persistConn).readLoop", 22, "Their connections.", "pool-or-server", "client-not-closed"),
				in(leak, "io-no-deadline", "net/http.(*persistConn).writeLoop", 22, "Their connections.", "pool-or-server", "client-not-closed"),
			},
			Before: all(repeat(2, sunAlways), pause), Between: all(repeat(22, sunAlways), pause),
		},
		{
			ID: "forecast-flights-limited", Title: "the same flights with a timeout", Twin: "forecast-flights-forgotten",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, sunWithin), pause), Between: all(repeat(22, sunWithin), pause),
		},
	}
}
