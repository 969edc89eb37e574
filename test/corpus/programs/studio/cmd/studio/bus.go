package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	"github.com/cskr/pubsub"
	"github.com/nats-io/nats.go"

	"git.lumenworks.tv/studio/work/bus"
	"harness"
)

// busCases are about messages.
func busCases() []harness.Case {
	process := context.Background()
	films := make([]*pubsub.PubSub, 5)
	openBuses := func() {
		for i := range films {
			films[i] = pubsub.New(0)
		}
	}
	watch := func(watch func(*pubsub.PubSub, string, time.Duration) (any, bool), films []*pubsub.PubSub) func() {
		return func() {
			for _, events := range films {
				watch(events, "cut", 10*time.Millisecond)
				for i := range 8 {
					bus.Tell(events, "cut", i)
				}
			}
			pause()
		}
	}

	events := gochannel.NewGoChannel(gochannel.Config{}, watermill.NopLogger{})
	preview := func() { must(bus.Preview(process, events, "cuts", func() {})) }
	previewClosed := func() {
		ctx, cancel := context.WithCancel(process)
		must(bus.Preview(ctx, events, "cuts", func() {}))
		cancel()
	}

	natsAddr := upstream("nats")
	nc := sync.OnceValue(func() *nats.Conn { return value(nats.Connect(natsAddr())) })
	camera := 0
	ingest := func(ingest func(*nats.Conn, string, func(*nats.Msg)) (func() error, error)) func() {
		return func() {
			camera++
			stop := value(ingest(nc(), fmt.Sprint(camera), func(*nats.Msg) {}))
			must(stop())
		}
	}

	broker := upstream("mute")
	last := func(last func(context.Context, string, string) error) func() {
		return func() {
			ctx, cancel := context.WithTimeout(process, 50*time.Millisecond)
			defer cancel()
			last(ctx, broker(), "grades")
		}
	}
	left := last(func(ctx context.Context, broker, topic string) error {
		_, err := bus.Last(ctx, broker, topic)
		return err
	})
	closed := last(func(ctx context.Context, broker, topic string) error {
		_, err := bus.LastClosed(ctx, broker, topic)
		return err
	})

	const (
		hubSend   = "github.com/cskr/pubsub.(*registry).send"
		subscribe = "github.com/ThreeDotsLabs/watermill/pubsub/gochannel.(*GoChannel).Subscribe.func1"
		kafkaRun  = "github.com/segmentio/kafka-go.(*reader).run"
	)
	return []harness.Case{
		{
			ID: "bus-watcher-gone", Title: "a bus that sends to a watcher who gave up", Twin: "bus-watcher-unsubscribed",
			Growth: at(leak, "chan-send", "bus-tell", 28, "The bus of each film stands in a send to a watcher who left without unsubscribing; who tells it anything stands behind."),
			Also:   []harness.Growth{in(leak, "chan-send", hubSend, 4, "The cause: the four buses themselves.")},
			Before: all(openBuses, func() { watch(bus.Watch, films[:1])() }), Between: func() { watch(bus.Watch, films[1:])() },
		},
		{
			ID: "bus-watcher-unsubscribed", Title: "the same bus, unsubscribed from", Twin: "bus-watcher-gone",
			Growth: nothing("Nothing grows."),
			Before: all(openBuses, func() { watch(bus.WatchOnce, films[:1])() }), Between: func() { watch(bus.WatchOnce, films[1:])() },
		},
		{
			ID: "bus-previews-without-end", Title: "subscriptions with a context that does not end", Twin: "bus-previews-end",
			Growth: at(leak, "range-never-closed", "bus-preview", 23, "The preview was closed long ago; its subscription has the process's context, so the messages never close.", "chan-receive", "client-not-closed", "context-not-cancelled"),
			Also:   []harness.Growth{in(leak, "context-not-cancelled", subscribe, 23, "What would close them.", "client-not-closed", "select-no-exit", "range-never-closed")},
			Before: repeat(2, preview), Between: repeat(23, preview),
		},
		{
			ID: "bus-previews-end", Title: "the same subscriptions, cancelled", Twin: "bus-previews-without-end",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, previewClosed), pause), Between: all(repeat(23, previewClosed), pause),
		},
		{
			ID: "bus-clips-unsubscribed", Title: "unsubscribing does not close a channel of one's own", Twin: "bus-clips-closed",
			Growth: at(leak, "range-never-closed", "bus-clips", 34, "The NATS subscription is gone; the channel was made here and is closed by nobody.", "chan-receive", "ticker-not-stopped"),
			Before: all(repeat(4, ingest(bus.Ingest)), pause), Between: all(repeat(34, ingest(bus.Ingest)), pause), Go: "go1.27.1",
		},
		{
			ID: "bus-clips-closed", Title: "the same channel, closed", Twin: "bus-clips-unsubscribed",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(4, ingest(bus.IngestClosed)), pause), Between: all(repeat(34, ingest(bus.IngestClosed)), pause),
		},
		{
			ID: "bus-reader-not-closed", Title: "a Kafka reader for every question", Twin: "bus-reader-closed",
			Growth: in(leak, "client-not-closed", kafkaRun, 6, "The question's time is over; its reader goes on asking the broker until Close.", "io-no-deadline", "endless-loop", "orphaned-work"),
			Before: repeat(1, left), Between: repeat(6, left),
		},
		{
			ID: "bus-reader-closed", Title: "the same readers, closed", Twin: "bus-reader-not-closed",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, closed), pause), Between: all(repeat(6, closed), pause),
		},
	}
}
