package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"harness"
	"parcelworks.io/depot/svc/carrier"
	"parcelworks.io/depot/svc/gate"
	"parcelworks.io/depot/svc/manifest"
	"parcelworks.io/depot/svc/reroute"
	"parcelworks.io/depot/svc/scanlog"
	"parcelworks.io/depot/svc/tariff"
	"parcelworks.io/depot/svc/tracking"
)

func channelCases() []harness.Case {
	quotes := func(detached bool) func(n int) func() {
		desk := &tariff.Desk{Patience: 30 * time.Millisecond, Detached: detached}
		addr := served(http.HandlerFunc(desk.Quote))
		return func(n int) func() {
			return func() { harness.Visit(addr(), "/quote?to=Oslo", n); time.Sleep(300 * time.Millisecond) }
		}
	}
	patience, detached := quotes(false), quotes(true)

	light := manifest.Manifest{Truck: "OS-42", Parcels: []string{"a"}}
	heavy := manifest.Manifest{Truck: "OS-42", Parcels: []string{"a"}, Weight: 30_000}
	verify := func(m manifest.Manifest, verify func(manifest.Manifest) error) func() {
		return func() { verify(m); time.Sleep(5 * time.Millisecond) }
	}

	var control gate.Controller
	opened := func(bool) {}
	lost := func() { control.Open(opened) }
	answered := func() { must(control.Answered(control.Open(opened), true)) }
	within := func() { control.OpenWithin(200*time.Millisecond, opened) }

	var hub scanlog.Hub
	scan := func(next func(lanes ...string) scanlog.Scan) func() {
		return func() {
			go func() {
				time.Sleep(10 * time.Millisecond)
				hub.Scanned(scanlog.Scan{Parcel: "p", Lane: "2"})
			}()
			next("1", "2", "3")
		}
	}
	nextContext := func(lanes ...string) scanlog.Scan { return hub.NextContext(context.Background(), lanes...) }

	client := &reroute.Client{Router: &reroute.Router{}}
	route := func(best func(context.Context, string) (int, error)) func() {
		return func() {
			ctx, cancel := context.WithTimeout(context.Background(), 5*time.Millisecond)
			defer cancel()
			best(ctx, "p-1")
		}
	}
	settled := func() { time.Sleep(200 * time.Millisecond) }

	resume := func() { carrier.Resume("north", nil).Start(func([]string) {}) }
	fresh := func() {
		s := carrier.New("north")
		s.Start(func([]string) {})
		s.Stop()
	}
	follow := func() { tracking.Follow("p-1", io.Discard).Moved(1, 2) }
	look := func() {
		ctx, cancel := context.WithCancel(context.Background())
		tracking.FollowContext(ctx, "p-1", io.Discard).Moved(1, 2)
		cancel()
	}
	open, _ := context.WithCancel(context.Background())
	watch := func() { tracking.FollowContext(open, "p-1", io.Discard).Moved(1, 2) }

	return []harness.Case{
		{
			ID: "tariff-future-given-up", Title: "a generic future whose caller times out", Seed: "002 real handler", Twin: "tariff-future-detached",
			Growth: leak("chan-send", "future-run", 31, "Await returns at the deadline; the result then has no receiver, and the channel no buffer."),
			Before: patience(6), Between: patience(31),
		},
		{
			ID: "tariff-future-detached", Title: "the same future with a buffer", Seed: "002 real handler", Twin: "tariff-future-given-up",
			Growth: nothing("Nothing grows: the send finds room."),
			Before: detached(6), Between: detached(31),
		},
		{
			ID: "manifest-first-error", Title: "checks side by side, of which the first error is returned", Seed: "002 pattern 1", Twin: "manifest-all-errors",
			Growth:  leak("chan-send", "manifest-verdict", 21, "Verify returns at the first error, which the quick check has; the other three of four stay in their send."),
			Before:  repeat(4, verify(light, manifest.Verify)),
			Between: repeat(7, verify(heavy, manifest.Verify)),
		},
		{
			ID: "manifest-all-errors", Title: "checks side by side, all received", Seed: "002 pattern 1", Twin: "manifest-first-error",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, verify(heavy, manifest.VerifyAll)), Between: repeat(30, verify(heavy, manifest.VerifyAll)),
		},
		{
			ID: "gate-answer-lost", Title: "a wait for an answer that was lost on the line", Seed: "002 pattern 2", Twin: "gate-answer-within",
			Growth: leak("chan-receive", "gate-answer", 37, "The barrier's answer never came; nobody sends, and nothing gives up."),
			Before: all(repeat(20, answered), repeat(3, lost)), Between: all(repeat(90, answered), repeat(37, lost)), Hold: minutes,
		},
		{
			ID: "gate-answer-within", Title: "the same wait, for so long", Seed: "002 pattern 2", Twin: "gate-answer-lost",
			Growth: nothing("Nothing grows: a timer ends the wait."),
			Before: all(repeat(20, answered), repeat(3, within), settled), Between: all(repeat(90, answered), repeat(37, within), settled),
		},
		{
			ID: "scanlog-merge-left", Title: "a generic merge of channels that are unsubscribed, not closed", Seed: "003 receiving from a channel nobody will close", Twin: "scanlog-merge-context",
			Growth: leak("range-never-closed", "merge-source", 48, "Unsubscribe takes the channel out of the hub without closing it; the merge ranges on, three a call.", "chan-receive"),
			Also:   []harness.Growth{leak("waitgroup", "merge-wait", 16, "Would close the merged channel when the three are done: an effect.")},
			Before: repeat(2, scan(hub.Next)), Between: repeat(16, scan(hub.Next)),
		},
		{
			ID: "scanlog-merge-context", Title: "the same merge with a context", Seed: "003 receiving from a channel nobody will close", Twin: "scanlog-merge-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, scan(nextContext)), Between: repeat(16, scan(nextContext)),
		},
		{
			ID: "reroute-caller-gave-up", Title: "a client's fetch behind a caller with a deadline", Seed: "004", Twin: "reroute-caller-gave-up-buffered",
			Growth: leak("chan-send", "reroute-hops", 44, "Fetch ends, but who asked for it has left; one for each timeout.", "orphaned-work"),
			Before: all(repeat(5, route(client.Best)), settled), Between: all(repeat(44, route(client.Best)), settled), Go: "go1.24.13",
		},
		{
			ID: "reroute-caller-gave-up-buffered", Title: "the same client with a buffer", Seed: "004", Twin: "reroute-caller-gave-up",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(5, route(client.BestBuffered)), settled), Between: all(repeat(44, route(client.BestBuffered)), settled), Go: "go1.24.13",
		},
		{
			ID: "carrier-resumed-nil-done", Title: "a session made by the constructor that forgets the channel", Twin: "carrier-new-done",
			Growth: leak("nil-chan", "carrier-stopped", 13, "Resume leaves stopped nil; a receive from nil never ends, and Stop is silent about it."),
			Before: all(repeat(40, fresh), repeat(2, resume)), Between: all(repeat(40, fresh), repeat(13, resume)), Go: "go1.21.13",
		},
		{
			ID: "carrier-new-done", Title: "sessions made by the other constructor", Twin: "carrier-resumed-nil-done",
			Growth: nothing("Nothing grows."),
			Before: repeat(40, fresh), Between: repeat(53, fresh),
		},
		{
			ID: "tracking-pump-left", Title: "a method value, started by a helper, that selects on two channels for good", Seed: "002 pattern 6", Twin: "tracking-pump-context",
			Growth: leak("select-no-exit", "tracking-pump", 29, "Neither case can come once the follower is dropped, and there is no third."),
			Before: repeat(4, follow), Between: repeat(29, follow), Trimpath: true,
		},
		{
			ID: "tracking-pump-context", Title: "the same pump with a context", Seed: "002 pattern 6", Twin: "tracking-pump-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, look), Between: repeat(29, look), Trimpath: true,
		},
		{
			ID: "tracking-customers-looking", Title: "the same pump, its customers looking on", Twin: "tracking-pump-left",
			Growth: harness.Growth{Verdict: harness.Suspect, Pattern: "select-no-exit", Accept: []string{"pool-or-server", "unknown"}, Mark: "tracking-pump-context", By: 29,
				Note: "Healthy, as every select has a context that ends with its customer; but nothing in a dump shows a customer. With the source: expected."},
			Before: repeat(4, watch), Between: repeat(29, watch),
		},
	}
}
