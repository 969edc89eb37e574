// Package scanlog gives out what the hand scanners read.
package scanlog

import (
	"context"
	"sync"

	"parcelworks.io/depot/pkg/fanin"
)

// Scan is one beep.
type Scan struct{ Parcel, Lane string }

// Hub has a channel for each lane and listener.
type Hub struct {
	mu        sync.Mutex
	listeners map[chan Scan]string
}

// Subscribe returns the scans of a lane and what ends them.
func (h *Hub) Subscribe(lane string) (scans <-chan Scan, unsubscribe func()) {
	channel := make(chan Scan, 16)
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.listeners == nil {
		h.listeners = map[chan Scan]string{}
	}
	h.listeners[channel] = lane
	return channel, func() {
		h.mu.Lock()
		defer h.mu.Unlock()
		delete(h.listeners, channel)
	}
}

// Scanned gives a scan to all who listen to its lane.
func (h *Hub) Scanned(s Scan) {
	h.mu.Lock()
	defer h.mu.Unlock()
	for channel, lane := range h.listeners {
		if lane == s.Lane {
			channel <- s
		}
	}
}

// Next returns the next scan on any of the lanes.
func (h *Hub) Next(lanes ...string) Scan {
	sources, stop := h.all(lanes)
	defer stop()
	return <-fanin.Merge(sources...)
}

// NextContext is Next, and leaves nothing behind.
func (h *Hub) NextContext(ctx context.Context, lanes ...string) Scan {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	sources, stop := h.all(lanes)
	defer stop()
	return <-fanin.MergeContext(ctx, sources...)
}

func (h *Hub) all(lanes []string) (sources []<-chan Scan, stop func()) {
	var stops []func()
	for _, lane := range lanes {
		source, stop := h.Subscribe(lane)
		sources, stops = append(sources, source), append(stops, stop)
	}
	return sources, func() {
		for _, stop := range stops {
			stop()
		}
	}
}
