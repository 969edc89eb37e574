package main

import (
	"context"
	"io"
	"net/http"
	"time"

	"hammerfall.dev/auction/house/porter"
	"hammerfall.dev/auction/house/viewing"
	"hammerfall.dev/auction/line/stream"
	"hammerfall.dev/auction/line/telephone"
	"hammerfall.dev/auction/outside/journal"
	"hammerfall.dev/auction/room/floor"
	"harness"
)

// eveningCases are about several things at once.
func eveningCases() []harness.Case {
	process := context.Background()
	live, liveLeft := served(stream.LiveContext), served(stream.Live)
	rooms := &floor.Rooms{}
	call := func() { rooms.Call("noth", "water") }
	caller := &telephone.Caller{Say: func(int, string) {}}
	ask := func() { caller.Ask("raise?") }
	topic := &floor.Topic[string]{}
	follow := func(ctx context.Context) func() {
		return func() { floor.FollowContext(ctx, topic, func(string) {}) }
	}
	morning, noon := context.WithCancel(process)
	loupes := viewing.NewLoupes(2)
	appraise := func() { loupes.Appraise("fake", func(string) bool { return false }) }

	slow := served(func(w http.ResponseWriter, r *http.Request) {
		time.Sleep(20 * time.Second) // mark: evening-slow
		io.WriteString(w, "sold\n")
	})
	hello := served(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "welcome\n") })

	return []harness.Case{
		{
			ID: "evening-few-lost-calls", Title: "three lost calls beside a full house of viewers",
			Growth: at(leak, "nil-chan", "floor-call", 3, "Calls to a room that the map does not know.", "chan-send"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "stream-pump-context", 140, "Viewers whose browsers are connected.", "burst", "select-no-exit")},
			Before: all(stay(live, 20), repeat(1, call)), Between: all(stay(live, 140), repeat(3, call)), Served: true,
		},
		{
			ID: "evening-followers-leave-while-answers-are-lost", Title: "the total falls while questions pile up",
			Growth: at(leak, "chan-receive", "telephone-answer", 14, "Fourteen wait for answers that got lost."),
			Also:   []harness.Growth{at(expected, "", "floor-follow-context", -75, "Subscriptions of the morning, ended.")},
			Before: all(repeat(75, follow(morning)), start(2, ask), pause), Between: all(noon, start(14, ask), pause), Trimpath: true,
		},
		{
			ID: "evening-two-leaks", Title: "pumps without viewers, and experts without loupes",
			Growth: at(leak, "select-no-exit", "stream-pump", 25, "Their handlers returned.", "orphaned-work", "ticker-not-stopped"),
			Also:   []harness.Growth{at(leak, "semaphore", "viewing-loupe", 18, "The two loupes are lost.", "chan-receive")},
			Before: all(abandon(liveLeft, 3), repeat(2, appraise), start(2, appraise)), Between: all(abandon(liveLeft, 25), start(18, appraise)), Hold: minutes,
		},
		{
			ID: "evening-audiences-change", Title: "one audience goes, as many come",
			Growth:  nothing("As many as before, none of them the same."),
			Before:  all(repeat(45, follow(morning)), pause),
			Between: all(noon, pause, repeat(45, follow(process)), pause),
		},
		{
			ID: "evening-doors-open", Title: "the house starts up",
			Growth: at(expected, "pool-or-server", "porter-get", 6, "Six porters, hired once.", "cond"),
			Also: []harness.Growth{
				at(expected, "pool-or-server", "journal-write", 2, "Two logs.", "range-never-closed", "chan-receive"),
				at(expected, "pool-or-server", "floor-steward", 3, "A steward for each of three rooms.", "range-never-closed", "chan-receive"),
				at(expected, "pool-or-server", "journal-reload-context", 1, "What waits for signals.", "select-no-exit"),
			},
			Between: func() {
				serve(http.NotFoundHandler())
				porter.NewShelf[int](10).Porters(6, func(int) {})
				journal.New(io.Discard, 10)
				journal.New(io.Discard, 10)
				for _, room := range []string{"east", "west", "cellar"} {
					rooms.Staff(room, func(string) {})
				}
				journal.ReloadContext(process, func() {})
				go (&telephone.Exchange{}).Serve(listen("unix"))
				pause()
			},
		},
		{
			ID: "evening-payments-in-flight", Title: "requests that take twenty seconds, their clients there",
			Growth: at(expected, "burst", "evening-slow", 55, "Handlers at work; each will answer.", "pool-or-server", "endless-loop"),
			Before: func() { slow() }, Between: stay(slow, 55),
		},
		{
			ID: "evening-keep-alives", Title: "browsers that may ask again", Seed: "003 some services naturally have many",
			Growth: in(expected, "pool-or-server", connServe, 320, "Connections between requests; the server has no idle timeout, their browsers are there.", "io-no-deadline"),
			Before: keep(hello, 15), Between: keep(hello, 320), Trimpath: true,
		},
	}
}
