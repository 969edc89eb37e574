package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"google.golang.org/grpc"

	"harness"

	"github.com/northbridge/clinic/internal/beds"
	"github.com/northbridge/clinic/internal/devices"
	"github.com/northbridge/clinic/internal/samples"
	"github.com/northbridge/clinic/internal/tunnels"
)

const grpcReader = "google.golang.org/grpc/internal/transport.(*http2Client).reader"

func queueCases() []harness.Case {
	redis, natsServer, broker := upstream("redis"), upstream("nats"), upstream("mqtt")
	fridge := sync.OnceValue(func() *samples.Fridge { return samples.NewFridge(redis()) })
	courier := sync.OnceValue(func() samples.Courier { return samples.Courier{Conn: value(nats.Connect(natsServer()))} })
	next := func() { fridge().Next("rare") }
	nextWithin := func() { fridge().NextWithin("rare", time.Second) }
	connected := func() { courier().Flush() }
	track := func(track func(samples.Courier, string, func(string)) (func() error, error)) func() {
		return func() { must(value(track(courier(), "s-1", func(string) {}))()) }
	}
	number := 0
	device := func(configure func(broker, device, settings string) error) func() {
		return func() {
			number++
			must(configure(broker(), fmt.Sprint("pump-", number), "slow"))
		}
	}

	leaving, staying := sync.OnceValue(bedServer), sync.OnceValue(bedServer)
	upstreamBeds := upstream("beds")
	cache := new(beds.Cache)
	type request struct{ id int }
	count := func(conn func(*beds.Cache, context.Context, string) (*grpc.ClientConn, error)) func() {
		return func() {
			number++
			ctx, cancel := context.WithCancel(context.WithValue(context.Background(), request{}, number))
			defer cancel()
			value(beds.Count(ctx, value(conn(cache, ctx, upstreamBeds()))))
		}
	}
	branch := upstream("branch")
	tunnel := func(ask func(string) (string, error)) func() { return func() { value(ask(branch())) } }

	return []harness.Case{
		{
			ID: "samples-pop-for-good", Title: "a blocking Redis command without a timeout", Twin: "samples-pop-within",
			Growth: at(leak, "io-no-deadline", "samples-pop", 26, "BLPOP with 0 waits until a sample of a kind comes that is never taken; on context.Background."),
			Before: all(start(3, next), pause), Between: all(start(26, next), pause),
		},
		{
			ID: "samples-pop-within", Title: "the same command for a second", Twin: "samples-pop-for-good",
			Growth: nothing("Nothing grows."),
			Before: all(start(3, nextWithin), pause, pauses(2)), Between: all(start(26, nextWithin), pauses(2)),
		},
		{
			ID: "samples-technicians-come", Title: "consumers that wait for work in Redis, started once", Seed: "003 some services naturally have many", Twin: "samples-pop-for-good",
			Growth:  at(expected, "pool-or-server", "samples-pop", 4, "Four consumers for the process's life. Their wait is the same as a leak's; their number isn't.", "io-no-deadline"),
			Between: func() { fridge().Technicians(4, func(string) {}); pause() },
		},
		{
			ID: "samples-channel-unsubscribed", Title: "a NATS subscription to a channel that is ranged over", Twin: "samples-channel-closed",
			Growth: at(leak, "range-never-closed", "samples-relay", 30, "Unsubscribe does not close the channel of ChanSubscribe; the relay ranges on.", "chan-receive"),
			Before: repeat(4, track(samples.Courier.Track)), Between: repeat(30, track(samples.Courier.Track)), Hold: minutes,
		},
		{
			ID: "samples-channel-closed", Title: "the same channel, closed by its owner", Twin: "samples-channel-unsubscribed",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(4, track(samples.Courier.TrackClosed)), pause), Between: all(repeat(30, track(samples.Courier.TrackClosed)), pause),
		},
		{
			ID: "devices-not-disconnected", Title: "an MQTT client for every device, left connected", Twin: "devices-disconnected",
			Growth: in(leak, "client-not-closed", "github.com/eclipse/paho%2emqtt%2egolang.keepalive", 11, "Each client has a keep-alive and others of its own; nobody disconnects it."),
			Before: repeat(2, device(devices.Configure)), Between: repeat(11, device(devices.Configure)),
		},
		{
			ID: "devices-disconnected", Title: "the same clients, disconnected", Twin: "devices-not-disconnected",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, device(devices.ConfigureDisconnected)), pause), Between: all(repeat(11, device(devices.ConfigureDisconnected)), pause),
		},
		{
			ID: "beds-watchers-left", Title: "gRPC stream handlers whose clients left", Twin: "beds-watchers-left-context",
			Growth: at(leak, "range-never-closed", "beds-updates", 24, "The handler ranges over its updates and does not look at the stream's context; nothing closes the channel.", "chan-receive"),
			Before: against(leaving, "wards-leave"), Between: all(against(leaving, "wards-leave"), against(leaving, "wards-leave")),
		},
		{
			ID: "beds-watchers-left-context", Title: "the same handlers, looking at the stream's context", Twin: "beds-watchers-left",
			Growth: nothing("Nothing grows."),
			Before: all(against(leaving, "wards-leave-context"), pauses(1)), Between: all(against(leaving, "wards-leave-context"), pauses(1)),
		},
		{
			ID: "beds-watchers-there", Title: "gRPC stream handlers whose clients are there", Seed: "003 some services naturally have many", Twin: "beds-watchers-left",
			Growth: at(expected, "pool-or-server", "beds-updates-context", 24, "Twenty-four streams on two open connections; the stream's context ends them.", "select-no-exit"),
			Also:   []harness.Growth{in(expected, "pool-or-server", "google.golang.org/grpc/internal/transport.(*http2Server).HandleStreams", 2, "The connections.")},
			Before: against(staying, "wards-stay"), Between: all(against(staying, "wards-stay"), against(staying, "wards-stay")), Hold: minutes,
		},
		{
			ID: "beds-cache-always-misses", Title: "a cache of gRPC connections whose key has the request's context in it", Twin: "beds-cache-hits",
			Growth: in(leak, "client-not-closed", grpcReader, 20, "Each request makes a connection that the cache keeps for a context that does not come again."),
			Before: repeat(2, count((*beds.Cache).For)), Between: repeat(20, count((*beds.Cache).For)),
		},
		{
			ID: "beds-cache-hits", Title: "the same cache by address", Twin: "beds-cache-always-misses",
			Growth:  in(expected, "pool-or-server", grpcReader, 1, "One connection, made for the first request."),
			Between: repeat(60, count((*beds.Cache).ForAddr)),
		},
		{
			ID: "tunnels-not-closed", Title: "a yamux session for every question", Twin: "tunnels-closed",
			Growth: in(leak, "client-not-closed", "github.com/hashicorp/yamux.(*Session).recv", 16, "The stream is closed, its session isn't: a reader, a writer and a keep-alive each.", "io-no-deadline"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/hashicorp/yamux.(*Session).send", 16, "The writers of the same sessions."),
				in(leak, "client-not-closed", "github.com/hashicorp/yamux.(*Session).keepalive", 16, "Their keep-alives."),
			},
			Before: repeat(2, tunnel(tunnels.Ask)), Between: repeat(16, tunnel(tunnels.Ask)), Trimpath: true,
		},
		{
			ID: "tunnels-closed", Title: "the same sessions, closed", Twin: "tunnels-not-closed",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, tunnel(tunnels.AskClosed)), pause), Between: all(repeat(16, tunnel(tunnels.AskClosed)), pause), Trimpath: true,
		},
		{
			ID: "clinic-clients-connect", Title: "the clinic's shared clients connect", Seed: "003 some services naturally have many",
			Growth: in(expected, "pool-or-server", "github.com/nats-io/nats%2ego.(*Conn).readLoop", 1, "One NATS connection, one gRPC connection, one tunnel, each when it is first used."),
			Also: []harness.Growth{
				in(expected, "pool-or-server", grpcReader, 1, "The gRPC connection."),
				in(expected, "pool-or-server", "github.com/hashicorp/yamux.(*Session).recv", 1, "The tunnel."),
			},
			Between: all(connected, repeat(9, count((*beds.Cache).ForAddr)), repeat(1, tunnel(tunnels.Ask))),
		},
	}
}

// pauses returns what waits for n seconds and a moment.
func pauses(n int) func() {
	return func() { time.Sleep(time.Duration(n)*time.Second + 200*time.Millisecond) }
}
