package main

import (
	"fmt"
	"io"
	"net/http"
	"time"

	"harness"

	"github.com/nats-io/nats.go"
	"github.com/wattline/gridhub/internal/charging"
	"github.com/wattline/gridhub/internal/history"
	"github.com/wattline/gridhub/internal/mesh"
	"github.com/wattline/gridhub/internal/outlets"
	"github.com/wattline/gridhub/internal/remote"
)

// mixedCases are about growth that is healthy, alone or beside a leak.
func mixedCases() []harness.Case {
	panel := served(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "230 W\n") }))
	keep := func(n int) func() {
		return func() {
			for _, b := range harness.Crowd(panel(), "/", n) {
				b.Answer()
			}
		}
	}
	n := 0
	home := func() string { n++; return fmt.Sprint("home-", n) }
	bridge := func() { remote.Bridge(home(), func(string) error { return nil }) }
	audit := func() { outlets.Audit(io.Discard, home(), "switched") }
	var logs []io.Closer
	log := func() { logs = append(logs, outlets.Audit(io.Discard, home(), "switched")) }
	closeAll := func() {
		for _, l := range logs {
			must(l.Close())
		}
		logs = nil
	}
	garage := new(charging.Garage)
	plugs := served(http.HandlerFunc(garage.Charge))
	const serve, poll = "net/http.(*conn).serve", "github.com/rs/zerolog/diode.Writer.poll"

	return []harness.Case{
		{
			ID: "gridhub-boots", Title: "the hub's clients start, once each", Seed: "003 some services naturally have many",
			Growth: in(expected, "pool-or-server", "github.com/nats-io/nats%2ego.(*Conn).readLoop", 1, "One connection to NATS.", "client-not-closed", "io-no-deadline"),
			Also: []harness.Growth{
				in(expected, "pool-or-server", "github.com/hashicorp/memberlist.(*Memberlist).packetHandler", 1, "One membership.", "client-not-closed", "select-no-exit"),
				in(expected, "pool-or-server", "github.com/go-co-op/gocron/v2.NewScheduler.func1", 1, "One scheduler.", "client-not-closed", "select-no-exit"),
				in(expected, "pool-or-server", poll, 1, "One log.", "client-not-closed", "cond"),
			},
			Between: func() {
				booted = append(booted, value(nats.Connect(harness.Upstream("nats"))), value(mesh.Join("hub")), value(history.Follow(time.Hour, func() {})))
				log()
				panel()
			},
		},
		{
			ID: "gridhub-bridges-among-panels", Title: "a leak of four beside many connections of panels",
			Growth: at(leak, "select-forever", "remote-bridge", 4, "Each reload brings the bridges up again and lets none go."),
			Also:   []harness.Growth{in(expected, "pool-or-server", serve, 140, "Panels on the walls that may ask again.")},
			Before: all(keep(30), repeat(4, bridge)), Between: all(keep(140), repeat(4, bridge)), Served: true,
		},
		{
			ID: "gridhub-logs-closed-while-drivers-go", Title: "logs are closed while something leaks: the total falls",
			Growth: at(leak, "orphaned-work", "charging-answer", 10, "Negotiations whose drivers have gone.", "select-no-exit"),
			Also:   []harness.Growth{in(expected, "pool-or-server", poll, -80, "Logs that had piled up were closed.", "client-not-closed", "cond")},
			Before: all(repeat(80, log), visit(plugs, "/?car=a", 2)), Between: all(closeAll, visit(plugs, "/?car=a", 10)),
		},
		{
			ID: "gridhub-logs-closed", Title: "logs that had piled up are closed",
			Growth: harness.Growth{Verdict: expected, Func: poll, By: -80, Note: "They were there at the first look and are gone at the second."},
			Before: repeat(80, log), Between: all(closeAll, pause),
		},
		{
			ID: "gridhub-two-leaks", Title: "a log for every entry and negotiations without an end",
			Growth: in(leak, "client-not-closed", poll, 35, "Logs that nobody closes.", "cond", "orphaned-work"),
			Also: []harness.Growth{
				at(leak, "orphaned-work", "charging-answer", 12, "Negotiations whose drivers have gone.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/rs/zerolog/diode/internal/diodes.NewWaiter.func1", 35, "The same logs.", "chan-receive", "context-not-cancelled"),
			},
			Before: all(repeat(3, audit), visit(plugs, "/?car=a", 2)), Between: all(repeat(35, audit), visit(plugs, "/?car=a", 12)),
		},
		{
			ID: "gridhub-panels-leave", Title: "panels that were switched off",
			Growth: nothing("Nothing grows."),
			Before: visit(panel, "/", 20), Between: visit(panel, "/", 120),
		},
	}
}

// booted keeps what runs as long as the hub.
var booted []any
