// Package samples moves blood samples over Redis and NATS.
package samples

import (
	"context"
	"errors"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/redis/go-redis/v9"
)

// Fridge is a list in Redis.
type Fridge struct{ *redis.Client }

// NewFridge returns the fridge at addr.
func NewFridge(addr string) *Fridge {
	return &Fridge{redis.NewClient(&redis.Options{Addr: addr, PoolSize: 200, Protocol: 2, DisableIdentity: true})}
}

// Next waits for the next sample of a kind.
func (f *Fridge) Next(kind string) (string, error) {
	return f.next(kind, 0)
}

// NextWithin waits for so long.
func (f *Fridge) NextWithin(kind string, d time.Duration) (string, error) {
	return f.next(kind, d)
}

func (f *Fridge) next(kind string, d time.Duration) (string, error) {
	answer, err := f.BLPop(context.Background(), d, "samples:"+kind).Result() // mark: samples-pop
	if err != nil {
		return "", err
	}
	return answer[1], nil
}

// Technicians take samples from the fridge for as long as the lab is open.
func (f *Fridge) Technicians(n int, examine func(string)) {
	for range n {
		go func() {
			for {
				sample, err := f.next("all", 0)
				if errors.Is(err, redis.ErrClosed) {
					return
				}
				examine(sample)
			}
		}()
	}
}

// Courier follows a sample's way on NATS.
type Courier struct{ *nats.Conn }

// Track calls seen for each place that a sample passes, until it arrives.
func (c Courier) Track(sample string, seen func(place string)) (arrived func() error, err error) {
	places := make(chan *nats.Msg, 16)
	sub, err := c.ChanSubscribe("way."+sample, places)
	if err != nil {
		return nil, err
	}
	go relay(places, seen)
	return sub.Unsubscribe, nil
}

// TrackClosed does so and ends its relay.
func (c Courier) TrackClosed(sample string, seen func(place string)) (arrived func() error, err error) {
	places := make(chan *nats.Msg, 16)
	sub, err := c.ChanSubscribe("way."+sample, places)
	if err != nil {
		return nil, err
	}
	go relay(places, seen)
	return func() error {
		err := sub.Unsubscribe()
		close(places)
		return err
	}, nil
}

func relay(places <-chan *nats.Msg, seen func(string)) {
	for place := range places { // mark: samples-relay
		seen(string(place.Data))
	}
}
