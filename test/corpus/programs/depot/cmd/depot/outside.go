package main

import (
	"context"
	"net/http"
	"syscall"
	"time"

	"harness"
	"parcelworks.io/depot/svc/partner"
	"parcelworks.io/depot/svc/weighbridge"
)

const (
	readLoop  = "net/http.(*persistConn).readLoop"
	writeLoop = "net/http.(*persistConn).writeLoop"
	connServe = "net/http.(*conn).serve"
)

func outsideCases() []harness.Case {
	ctx := context.Background()
	maintenance, moment, mute := upstream("maintenance"), upstream("moment"), upstream("mute")
	one, two := &partner.API{HTTP: partner.Patient()}, &partner.API{HTTP: partner.Patient()}
	depots := func(api *partner.API, ask func(context.Context) ([]string, error)) func() {
		return func() { api.Base = "http://" + maintenance(); ask(ctx) }
	}
	patient := &partner.API{HTTP: partner.Patient()}
	impatient := &partner.API{HTTP: partner.Impatient(100 * time.Millisecond)}
	warm := &partner.API{HTTP: partner.Impatient(time.Minute)}
	announce := func(api *partner.API, addr func() string, n int) func() {
		return func() {
			api.Base = "http://" + addr()
			repeat(n, func() { api.Announce("p-1") })()
			time.Sleep(time.Second)
		}
	}
	scale := fifo(func(name string) error { return syscall.Mkfifo(name, 0o600) })
	return []harness.Case{
		{
			ID: "partner-retries-drop-bodies", Title: "answers other than 200 that are retried, not closed", Seed: "002 HTTP body", Twin: "partner-retries-drained",
			Growth: library(harness.Leak, "http-body", readLoop, 45, "continue skips the deferred Close; three connections for each question, none of them given back."),
			Also:   []harness.Growth{library(harness.Leak, "http-body", writeLoop, 45, "The other half of the same connections.")},
			Before: repeat(3, depots(one, one.Depots)), Between: repeat(15, depots(one, one.Depots)), Hold: 75 * time.Second,
		},
		{
			ID: "partner-retries-drained", Title: "the same answers, drained and closed", Seed: "002 HTTP body", Twin: "partner-retries-drop-bodies",
			Growth: nothing("Nothing grows: one connection serves all."),
			Before: repeat(3, depots(two, two.DepotsDrained)), Between: repeat(15, depots(two, two.DepotsDrained)),
		},
		{
			ID: "partner-announce-no-timeout", Title: "http.Get in the background, of a partner that says nothing", Twin: "partner-announce-timeout",
			Growth: leak("io-no-deadline", "partner-announce", 20, "A client without a timeout and a request without a context wait as long as the partner likes.", "orphaned-work"),
			Also: []harness.Growth{
				library(harness.Leak, "io-no-deadline", readLoop, 20, "Their connections."),
				library(harness.Leak, "io-no-deadline", writeLoop, 20, "Their connections."),
			},
			Before: announce(patient, mute, 2), Between: announce(patient, mute, 20), Go: "go1.27.0",
		},
		{
			ID: "partner-announce-timeout", Title: "the same with a timeout", Twin: "partner-announce-no-timeout",
			Growth: nothing("Nothing grows."),
			Before: announce(impatient, mute, 2), Between: announce(impatient, mute, 20), Go: "go1.27.0",
		},
		{
			ID: "partner-connections-warm", Title: "a client's connections after a busy minute", Seed: "003 some services naturally have many", Twin: "partner-retries-drop-bodies",
			Growth: library(harness.Expected, "pool-or-server", readLoop, 36, "Idle connections, kept for the next request up to MaxIdleConnsPerHost; every body was closed."),
			Also:   []harness.Growth{library(harness.Expected, "pool-or-server", writeLoop, 36, "The other half of the same connections.")},
			Before: announce(warm, moment, 4), Between: announce(warm, moment, 40), Go: "go1.24.13",
		},
		{
			ID: "weighbridge-open-blocks", Title: "a named pipe opened while its writer is down", Twin: "weighbridge-read-deadline",
			Growth: leak("syscall", "weighbridge-open", 12, "Opening a pipe for reading waits in the kernel for a writer; each holds a thread as well."),
			Before: start(2, func() { weighbridge.Weight(scale) }), Between: start(12, func() { weighbridge.Weight(scale) }),
		},
		{
			ID: "weighbridge-read-deadline", Title: "the same pipe, opened for both ways and read with a deadline", Twin: "weighbridge-open-blocks",
			Growth: nothing("Nothing grows."),
			Before: start(2, func() { weighbridge.WeightWithin(scale, 50*time.Millisecond) }), Between: all(start(12, func() { weighbridge.WeightWithin(scale, 50*time.Millisecond) }), func() { time.Sleep(200 * time.Millisecond) }),
		},
	}
}

func hello(w http.ResponseWriter, r *http.Request) { w.Write([]byte("hello\n")) }
