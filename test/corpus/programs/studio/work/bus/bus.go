// Package bus tells the parts of the studio what happened to each other, in
// this process and in others.
package bus

import (
	"context"
	"time"

	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/cskr/pubsub"
	"github.com/nats-io/nats.go"
	"github.com/segmentio/kafka-go"
)

// Watch waits for the first event of a film and returns it.
func Watch(events *pubsub.PubSub, film string, within time.Duration) (event any, ok bool) {
	ch := events.Sub(film)
	select {
	case event = <-ch:
		return event, true
	case <-time.After(within):
		return nil, false
	}
}

// WatchOnce is Watch that leaves again, reading what came meanwhile.
func WatchOnce(events *pubsub.PubSub, film string, within time.Duration) (event any, ok bool) {
	ch := events.Sub(film)
	defer func() {
		go events.Unsub(ch, film)
		for range ch {
		}
	}()
	select {
	case event = <-ch:
		return event, true
	case <-time.After(within):
		return nil, false
	}
}

// Tell publishes an event in the background.
func Tell(events *pubsub.PubSub, film string, event any) {
	go func() {
		events.Pub(event, film) // mark: bus-tell
	}()
}

// Preview counts the messages of a topic for a preview that is open.
func Preview(ctx context.Context, sub message.Subscriber, topic string, count func()) error {
	messages, err := sub.Subscribe(ctx, topic)
	if err != nil {
		return err
	}
	go func() {
		for msg := range messages { // mark: bus-preview
			count()
			msg.Ack()
		}
	}()
	return nil
}

// Ingest handles what cameras send, until the returned function is called.
func Ingest(nc *nats.Conn, camera string, handle func(*nats.Msg)) (stop func() error, err error) {
	clips := make(chan *nats.Msg, 32)
	sub, err := nc.ChanSubscribe("clips."+camera, clips)
	if err != nil {
		return nil, err
	}
	go func() {
		for clip := range clips { // mark: bus-clips
			handle(clip)
		}
	}()
	return sub.Unsubscribe, nil
}

// IngestClosed is Ingest that closes what nobody sends on any more.
func IngestClosed(nc *nats.Conn, camera string, handle func(*nats.Msg)) (stop func() error, err error) {
	clips := make(chan *nats.Msg, 32)
	sub, err := nc.ChanSubscribe("clips."+camera, clips)
	if err != nil {
		return nil, err
	}
	go func() {
		for clip := range clips {
			handle(clip)
		}
	}()
	return func() error {
		defer close(clips)
		if err := sub.Unsubscribe(); err != nil {
			return err
		}
		return nc.Flush()
	}, nil
}

// Last returns the last message of a partition, if it comes in time.
func Last(ctx context.Context, broker, topic string) (kafka.Message, error) {
	return reader(broker, topic).ReadMessage(ctx)
}

// LastClosed is Last that closes its reader.
func LastClosed(ctx context.Context, broker, topic string) (kafka.Message, error) {
	r := reader(broker, topic)
	defer r.Close()
	return r.ReadMessage(ctx)
}

func reader(broker, topic string) *kafka.Reader {
	return kafka.NewReader(kafka.ReaderConfig{Brokers: []string{broker}, Topic: topic, MaxWait: time.Minute})
}
