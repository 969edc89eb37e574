// Package cache drops what other instances say is stale, told by Redis.
package cache

import (
	"context"

	"github.com/redis/go-redis/v9"
)

// Listen drops keys that are published on a tenant's channel. Nobody closes
// the subscription, so its channel is never closed either.
func Listen(ctx context.Context, client *redis.Client, tenant string, drop func(string)) error {
	sub := client.Subscribe(ctx, "stale:"+tenant)
	if _, err := sub.Receive(ctx); err != nil {
		return err
	}
	go func() {
		for message := range sub.Channel() { // mark: cache-range
			drop(message.Payload)
		}
	}()
	return nil
}

// ListenUntil is Listen with an end.
func ListenUntil(ctx context.Context, client *redis.Client, tenant string, drop func(string)) (stop func() error, err error) {
	sub := client.Subscribe(ctx, "stale:"+tenant)
	if _, err := sub.Receive(ctx); err != nil {
		return nil, err
	}
	go func() {
		for message := range sub.Channel() { // mark: cache-range-until
			drop(message.Payload)
		}
	}()
	return sub.Close, nil
}
