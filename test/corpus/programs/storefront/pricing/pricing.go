// Package pricing keeps prices up to date.
package pricing

import (
	"context"
	"math"
	"sync/atomic"
	"time"
)

// Board shows prices.
type Board struct {
	refreshes atomic.Int64
	stopped   atomic.Bool
}

// Follow refreshes a currency every so often.
func (b *Board) Follow(currency string, every time.Duration) {
	ticker := time.NewTicker(every)
	go func() {
		for range ticker.C { // mark: ticker-range
			b.refresh(currency)
		}
	}()
}

// Track is Follow with the ticker in the goroutine.
func (b *Board) Track(currency string) { go b.refreshLoop(currency) }

func (b *Board) refreshLoop(currency string) {
	ticker := time.NewTicker(time.Minute)
	defer ticker.Stop()
	for range ticker.C { // mark: ticker-range-inside
		b.refresh(currency)
	}
}

// FollowContext is Follow until ctx ends.
func (b *Board) FollowContext(ctx context.Context, currency string, every time.Duration) {
	go func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				b.refresh(currency)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// Recompute works through the discounts of one shop until Stop.
func (b *Board) Recompute(seed float64) float64 {
	for !b.stopped.Load() {
		for i := 0; i < 1000; i++ {
			seed = math.Sqrt(seed*1.07 + float64(i))
		}
	}
	return seed
}

// Stop ends Recompute.
func (b *Board) Stop() { b.stopped.Store(true) }

func (b *Board) refresh(currency string) { b.refreshes.Add(1) }
