// Package lease has one hub at a time do a thing, by a key in Redis.
package lease

import (
	"context"
	"time"

	"github.com/redis/go-redis/v9"
)

// Leases are kept in Redis.
type Leases struct {
	Redis *redis.Client
	Every time.Duration
}

// Hold waits until nobody else has a lease, and takes it. It is given back by
// whoever lives to do so.
func (l *Leases) Hold(ctx context.Context, name string) (release func(), err error) {
	for {
		won, err := l.Redis.SetNX(ctx, "lease:"+name, 1, 0).Result()
		if err != nil {
			return nil, err
		}
		if won {
			return func() { l.Redis.Del(ctx, "lease:"+name) }, nil
		}
		time.Sleep(l.Every) // mark: lease-again
	}
}

// HoldFor does so for at most d, and waits for as long as ctx.
func (l *Leases) HoldFor(ctx context.Context, name string, d time.Duration) (release func(), err error) {
	again := time.NewTicker(l.Every)
	defer again.Stop()
	for {
		won, err := l.Redis.SetNX(ctx, "lease:"+name, 1, d).Result()
		if err != nil {
			return nil, err
		}
		if won {
			return func() { l.Redis.Del(context.WithoutCancel(ctx), "lease:"+name) }, nil
		}
		select {
		case <-again.C:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}
