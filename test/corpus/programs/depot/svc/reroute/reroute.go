// Package reroute finds another way for a parcel.
package reroute

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Router asks planners; each plans for itself.
type Router struct{ Planners int }

type plan struct{ hops int }

// Client calls a router from where a caller may lose patience.
type Client struct{ Router *Router }

// fetch asks for a plan.
func (c *Client) fetch(parcel string) (*plan, error) {
	plans := make(chan *plan)
	go c.Router.compute(parcel, plans)
	return <-plans, nil // mark: reroute-fetch
}

// Best returns the best plan, or none when ctx ends first.
func (c *Client) Best(ctx context.Context, parcel string) (int, error) {
	hops := make(chan int)
	var once sync.Once
	go func() {
		p, err := c.fetch(parcel)
		if err != nil {
			once.Do(func() { close(hops) })
			return
		}
		hops <- p.hops // mark: reroute-hops
	}()
	select {
	case n, ok := <-hops:
		if !ok {
			return 0, errors.New("no way")
		}
		return n, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

// BestBuffered does so, and lets the planner finish.
func (c *Client) BestBuffered(ctx context.Context, parcel string) (int, error) {
	hops := make(chan int, 1)
	go func() {
		if p, err := c.fetch(parcel); err == nil {
			hops <- p.hops
		}
	}()
	select {
	case n := <-hops:
		return n, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (r *Router) compute(parcel string, plans chan<- *plan) {
	time.Sleep(60 * time.Millisecond)
	plans <- &plan{hops: len(parcel)}
}
