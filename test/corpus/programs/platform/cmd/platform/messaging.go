package main

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/redis/go-redis/v9"

	"example.com/platform/internal/cache"
	"example.com/platform/internal/events"
	"harness"
)

// minutes is how long a case holds so that waits are shown.
const minutes = 125 * time.Second

func messagingCases() []harness.Case {
	ctx := context.Background()
	url := sync.OnceValue(func() string { return harness.Upstream("nats") })
	conn := sync.OnceValue(func() *nats.Conn {
		conn, err := nats.Connect(url())
		must(err)
		return conn
	})
	publish := func(n int, publish func(url, subject string, event []byte) error) func() {
		return func() {
			times(n, func(i int) error { return publish(url(), "orders", []byte("packed")) })
		}
	}
	ignore := func([]byte) {}
	follow := func(n int) func() {
		return func() {
			times(n, func(i int) error { return events.Follow(conn(), fmt.Sprint(i), ignore) })
		}
	}
	followUntil := func(n int) func() {
		return func() {
			times(n, func(i int) error {
				stop, err := events.FollowUntil(conn(), fmt.Sprint(i), ignore)
				if err != nil {
					return err
				}
				return stop()
			})
		}
	}
	client := sync.OnceValue(func() *redis.Client {
		return redis.NewClient(&redis.Options{Addr: harness.Upstream("redis")})
	})
	listen := func(n int) func() {
		return func() {
			times(n, func(i int) error { return cache.Listen(ctx, client(), fmt.Sprint(i), func(string) {}) })
		}
	}
	var stops []func() error
	listenUntil := func(n int) func() {
		return func() {
			for _, stop := range stops {
				must(stop())
			}
			stops = nil
			times(n, func(i int) error {
				stop, err := cache.ListenUntil(ctx, client(), fmt.Sprint(i), func(string) {})
				stops = append(stops, stop)
				return err
			})
		}
	}
	return []harness.Case{
		{
			ID: "events-nats-not-closed", Title: "a NATS connection for every event", Twin: "events-nats-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Func: "github.com/nats-io/nats%2ego.(*Conn).readLoop", By: 22,
				Note: "A reader and a flusher for each connection that nobody closes."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "client-not-closed", Func: "github.com/nats-io/nats%2ego.(*Conn).flusher", By: 22,
				Note: "The flushers of the same connections."}},
			Before: publish(3, events.Publish), Between: publish(22, events.Publish),
		},
		{
			ID: "events-nats-closed", Title: "a NATS connection for every event, closed", Twin: "events-nats-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: publish(3, events.PublishClosed), Between: publish(22, events.PublishClosed),
		},
		{
			ID: "events-nats-subscriptions", Title: "a NATS subscription for every order, kept for ever", Twin: "events-nats-unsubscribed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Accept: []string{"cond"}, Func: "github.com/nats-io/nats%2ego.(*Conn).waitForMsgs", By: 57,
				Note: "Each asynchronous subscription waits for messages until it is unsubscribed."},
			Before: follow(8), Between: follow(57),
		},
		{
			ID: "events-nats-unsubscribed", Title: "a NATS subscription for every order, with an end", Twin: "events-nats-subscriptions",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: followUntil(8), Between: followUntil(57),
		},
		{
			ID: "cache-redis-pubsub-not-closed", Title: "a Redis subscription for every tenant, kept for ever", Twin: "cache-redis-pubsub-exchanged",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Accept: []string{"range-never-closed", "chan-receive"}, Mark: "cache-range", By: 30,
				Note: "The PubSub is never closed, so neither is its channel: the loop, and go-redis's reader and health check below it, stay."},
			Before: listen(4), Between: listen(30),
		},
		{
			ID: "cache-redis-pubsub-exchanged", Title: "subscriptions that are closed, and as many others", Twin: "cache-redis-pubsub-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Churn: 18 before, 18 others after."},
			Before: listenUntil(18), Between: listenUntil(18),
		},
	}
}
