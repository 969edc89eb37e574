package main

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"time"

	"hammerfall.dev/auction/line/stream"
	"hammerfall.dev/auction/line/telephone"
	"harness"
)

// desks keeps connections from being collected, and closed.
var desks []net.Conn

// lineCases are about those who follow a sale from elsewhere.
func lineCases() []harness.Case {
	exchange := func(patience time.Duration) func() string {
		return sync.OnceValue(func() string {
			listener := listen("unix")
			go (&telephone.Exchange{Patience: patience, History: strings.Repeat("lot ", 512)}).Serve(listener)
			return listener.Addr().String()
		})
	}
	patient, strict := exchange(0), exchange(200*time.Millisecond)
	dial := func(addr func() string, n int, say string) func() {
		return func() {
			for range n {
				conn := value(net.Dial("unix", addr()))
				value(io.WriteString(conn, say))
				desks = append(desks, conn)
			}
			pause()
		}
	}

	lost := &telephone.Caller{Say: func(int, string) {}}
	ask := func() { lost.Ask("raise?") }
	askWithin := func() {
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		lost.AskContext(ctx, "raise?")
	}

	live, liveContext := served(stream.Live), served(stream.LiveContext)
	countdown, countdownOnce := served(stream.Countdown), served(stream.CountdownOnce)
	console := served(stream.Console)

	return []harness.Case{
		{
			ID: "telephone-history-unread", Title: "a desk that asks for much and reads nothing", Twin: "telephone-history-patience",
			Growth: at(leak, "io-no-deadline", "telephone-history", 9, "The socket is full, the desk does not read, and the write has no deadline."),
			Before: dial(patient, 2, "history\n"), Between: dial(patient, 9, "history\n"),
		},
		{
			ID: "telephone-history-patience", Title: "the same desks, with a deadline", Twin: "telephone-history-unread",
			Growth: nothing("Nothing grows: who doesn't read is cut off."),
			Before: all(dial(strict, 2, "history\n"), pause), Between: all(dial(strict, 9, "history\n"), pause, pause),
		},
		{
			ID: "telephone-desks-connected", Title: "desks that are connected and say nothing now", Twin: "telephone-history-unread",
			Growth: at(expected, "pool-or-server", "telephone-line", 24, "A server's connections waiting for the next line. Their clerks are there.", "io-no-deadline"),
			Before: dial(patient, 6, "desk ann\n"), Between: dial(patient, 24, "desk bob\n"), Trimpath: true,
		},
		{
			ID: "telephone-answer-lost", Title: "questions whose answers got lost", Twin: "telephone-answer-within",
			Growth: at(leak, "chan-receive", "telephone-answer", 52, "The line lost the question; who asked waits for an answer with its number."),
			Before: all(start(5, ask), pause), Between: all(start(52, ask), pause), Hold: minutes, Served: true,
		},
		{
			ID: "telephone-answer-within", Title: "the same questions, given up in time", Twin: "telephone-answer-lost",
			Growth: nothing("Nothing grows."),
			Before: all(start(5, askWithin), pause), Between: all(start(52, askWithin), pause),
		},
		{
			ID: "stream-live-pump-left", Title: "an event stream's pump that outlives its handler", Twin: "stream-live-with-handler",
			Growth: at(leak, "select-no-exit", "stream-pump", 38, "The handler returns when its browser goes; the pump has prices and a ticker to wait for, and no end.", "orphaned-work", "ticker-not-stopped"),
			Before: abandon(live, 5), Between: abandon(live, 38),
		},
		{
			ID: "stream-live-with-handler", Title: "the same stream, pumped by the handler, its browsers gone", Twin: "stream-live-pump-left",
			Growth: nothing("Nothing grows."),
			Before: abandon(liveContext, 5), Between: abandon(liveContext, 38),
		},
		{
			ID: "stream-live-watched", Title: "the same stream, its browsers there", Twin: "stream-live-pump-left",
			Growth: at(expected, "pool-or-server", "stream-pump-context", 43, "Handlers whose clients are connected, each with a reader that would see them go.", "burst", "select-no-exit"),
			Before: stay(liveContext, 5), Between: stay(liveContext, 43), Go: "go1.27.1",
		},
		{
			ID: "stream-countdown-per-visit", Title: "a time.Tick for every visit", Twin: "stream-countdown-computed",
			Growth: at(leak, "ticker-not-stopped", "stream-tick", 29, "time.Tick is ranged over for good; the handler returned at once.", "chan-receive", "range-never-closed", "orphaned-work"),
			Before: visit(countdown, 4), Between: visit(countdown, 29), Served: true,
		},
		{
			ID: "stream-countdown-computed", Title: "the same page without a clock", Twin: "stream-countdown-per-visit",
			Growth: nothing("Nothing grows."),
			Before: visit(countdownOnce, 4), Between: visit(countdownOnce, 29),
		},
		{
			ID: "stream-consoles-connected", Title: "hijacked connections of consoles that are there",
			Growth: at(expected, "pool-or-server", "stream-console", 13, "Each reads what an auctioneer types next; the connections are open.", "io-no-deadline"),
			Before: stay(console, 2), Between: stay(console, 13),
		},
	}
}
