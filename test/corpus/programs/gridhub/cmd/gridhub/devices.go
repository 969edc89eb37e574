package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"net"
	"net/http"
	"sync"
	"time"

	"harness"

	"github.com/nats-io/nats.go"
	"github.com/wattline/gridhub/internal/ask"
	"github.com/wattline/gridhub/internal/firmware"
	"github.com/wattline/gridhub/internal/mesh"
	"github.com/wattline/gridhub/internal/modbus"
	"github.com/wattline/gridhub/internal/remote"
)

// deviceCases are about the devices in a home, and who gets at them.
func deviceCases() []harness.Case {
	bus := sync.OnceValue(func() *nats.Conn { return value(nats.Connect(harness.Upstream("nats"))) })
	inverter := func() { ask.Inverter(context.Background(), bus(), "sn-1") }
	inverterWithin := func() {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		ask.Inverter(ctx, bus(), "sn-1")
	}
	connect := func() { bus() }

	broker := sync.OnceValue(func() *ask.Broker { return value(ask.Connect(harness.Upstream("broker"))) })
	login := func() { broker() }
	set := func() { broker().Set("lamp", "on") }
	setWithin := func() { broker().SetWithin("lamp", "on", 50*time.Millisecond) }

	hub := 0
	join := func(leave func(*mesh.Street) error) func() {
		return func() {
			hub++
			must(leave(value(mesh.Join(fmt.Sprint("hub-", hub)))))
		}
	}
	const memberlist = "github.com/hashicorp/memberlist.(*Memberlist)."
	heard := func(net.Addr, []byte) {}
	discover := func() { must(mesh.Discover(heard)) }
	discoverFor := func() { must(mesh.DiscoverFor(50*time.Millisecond, heard)) }

	read := func(_ *modbus.Line, register string) (int, error) {
		if register == "noisy" {
			return 0, modbus.ErrChecksum
		}
		return 230, nil
	}
	lines := served(http.HandlerFunc(modbus.NewLines(4, read).Register))
	sound := served(http.HandlerFunc(modbus.NewLines(4, read).RegisterDeferred))
	edge := func() { modbus.Edge(value(modbus.Pin())) }
	edgeWithin := func() { modbus.EdgeWithin(value(modbus.Pin()), 50*time.Millisecond) }

	door := func(limit time.Duration) func() string {
		return sync.OnceValue(func() string {
			listener := listen()
			config := &tls.Config{Certificates: []tls.Certificate{value(remote.Certificate())}}
			go (&remote.Door{Config: config, Limit: limit}).Serve(listener)
			return listener.Addr().String()
		})
	}
	patient, strict := door(0), door(100*time.Millisecond)
	knock := func(door func() string, n int) func() {
		return all(repeat(n, func() { harness.Browse(door()) }), pause, pause)
	}

	rollout := firmware.NewRollout(14)
	update := func() { rollout.Update(make([]string, 40), 25*time.Second) }
	quick := func() {
		r := firmware.NewRollout(14)
		r.Update(make([]string, 40), time.Millisecond)
		r.Wait()
	}

	return []harness.Case{
		{
			ID: "ask-inverter-never-answers", Title: "a question over NATS, whose answer is waited for on context.Background", Seed: "003 context.Background", Twin: "ask-inverter-within",
			Growth: at(leak, "select-no-exit", "ask-next", 24, "Nobody answers for that inverter, and the context never ends.", "chan-receive", "io-no-deadline", "unknown"),
			Before: all(connect, start(3, inverter), pause), Between: all(start(24, inverter), pause),
		},
		{
			ID: "ask-inverter-within", Title: "the same question with a deadline", Seed: "003 context.Background", Twin: "ask-inverter-never-answers",
			Growth: nothing("Nothing grows."),
			Before: all(connect, start(3, inverterWithin), pause), Between: all(start(24, inverterWithin), pause),
		},
		{
			ID: "ask-broker-does-not-confirm", Title: "settings that a broker takes and does not confirm", Twin: "ask-broker-within",
			Growth: at(leak, "chan-receive", "ask-token", 15, "Wait has no limit; the broker hangs, with the connection up.", "io-no-deadline"),
			Before: all(login, start(2, set), pause), Between: all(start(15, set), pause),
		},
		{
			ID: "ask-broker-within", Title: "the same settings, waited for so long", Twin: "ask-broker-does-not-confirm",
			Growth: nothing("Nothing grows."),
			Before: all(login, start(2, setWithin), pause), Between: all(start(15, setWithin), pause),
		},
		{
			ID: "mesh-left-not-shut-down", Title: "a member of a cluster that leaves, and is not shut down", Twin: "mesh-shut-down",
			Growth: in(leak, "client-not-closed", memberlist+"packetHandler", 6, "Leave tells the others; the listeners and loops of every membership stay.", "select-no-exit", "orphaned-work"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", memberlist+"streamListen", 6, "The same memberships.", "select-no-exit"),
				in(leak, "client-not-closed", memberlist+"packetListen", 6, "The same memberships.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/hashicorp/memberlist.(*NetTransport).udpListen", 6, "The same memberships' sockets.", "io-no-deadline"),
				in(leak, "client-not-closed", "github.com/hashicorp/memberlist.(*NetTransport).tcpListen", 6, "The same memberships.", "io-no-deadline"),
				in(leak, "client-not-closed", "github.com/hashicorp/memberlist.(*Memberlist).checkBroadcastQueueDepth", 6, "The same memberships.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/hashicorp/memberlist.(*Memberlist).triggerFunc", 12, "The same memberships: probes and gossip.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/hashicorp/memberlist.(*Memberlist).pushPullTrigger", 6, "The same memberships.", "select-no-exit"),
			},
			Before: repeat(1, join((*mesh.Street).Leave)), Between: repeat(6, join((*mesh.Street).Leave)),
		},
		{
			ID: "mesh-shut-down", Title: "the same member, shut down", Twin: "mesh-left-not-shut-down",
			Growth: nothing("Nothing grows."),
			Before: repeat(1, join((*mesh.Street).Shutdown)), Between: repeat(6, join((*mesh.Street).Shutdown)),
		},
		{
			ID: "mesh-discovery-never-ends", Title: "a UDP socket for every discovery, read for good", Twin: "mesh-discovery-for-a-moment",
			Growth: at(leak, "io-no-deadline", "mesh-hear", 31, "No deadline, and nobody closes the socket: each discovery goes on hearing.", "orphaned-work"),
			Before: repeat(4, discover), Between: repeat(31, discover),
		},
		{
			ID: "mesh-discovery-for-a-moment", Title: "the same discoveries with a deadline", Twin: "mesh-discovery-never-ends",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(4, discoverFor), pause), Between: all(repeat(31, discoverFor), pause),
		},
		{
			ID: "modbus-lines-lost-to-noise", Title: "a pool of connections, kept in a channel, that errors empty", Twin: "modbus-lines-deferred",
			Growth: at(leak, "semaphore", "modbus-line", 26, "Four noisy answers kept the four lines; every later request receives from an empty channel.", "chan-receive"),
			Before: all(visit(lines, "/?n=noisy", 4), abandon(lines, "/?n=1", 2)), Between: abandon(lines, "/?n=1", 26),
		},
		{
			ID: "modbus-lines-deferred", Title: "the same pool, whose lines come back by defer", Twin: "modbus-lines-lost-to-noise",
			Growth: nothing("Nothing grows."),
			Before: all(visit(sound, "/?n=noisy", 4), visit(sound, "/?n=1", 2)), Between: visit(sound, "/?n=1", 26),
		},
		{
			ID: "modbus-edge-never-comes", Title: "pins that are read in the kernel without a limit", Twin: "modbus-edge-within",
			Growth: at(leak, "syscall", "modbus-edge", 9, "A blocking read of a pin that nothing moves: a thread each.", "io-no-deadline"),
			Before: all(start(1, edge), pause), Between: all(start(9, edge), pause),
		},
		{
			ID: "modbus-edge-within", Title: "the same pins with a deadline", Twin: "modbus-edge-never-comes",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, edgeWithin), pause), Between: all(start(9, edgeWithin), pause),
		},
		{
			ID: "remote-silent-visitors", Title: "TLS handshakes without a deadline", Twin: "remote-silent-visitors-cut",
			Growth: at(leak, "io-no-deadline", "remote-handshake", 36, "Scanners connect and say nothing; the handshake waits for as long as they like."),
			Before: knock(patient, 3), Between: knock(patient, 36),
		},
		{
			ID: "remote-silent-visitors-cut", Title: "the same handshakes with a deadline", Twin: "remote-silent-visitors",
			Growth: nothing("Nothing grows."),
			Before: knock(strict, 3), Between: knock(strict, 36),
		},
		{
			ID: "firmware-rollout-under-way", Title: "a bounded pool at work on a rollout", Seed: "003 some services naturally have many",
			Growth: at(expected, "burst", "firmware-flash", 14, "Fourteen at a time, each done within half a minute; the rest is queued without goroutines.", "pool-or-server", "endless-loop"),
			Before: quick, Between: all(update, pause),
		},
	}
}
