// Package fleet keeps track of the vans that are out.
package fleet

import (
	"context"
	"sync"
	"time"
)

// Board knows when each van was last heard of.
type Board struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

// Out registers a van.
func (b *Board) Out(van string) {
	b.mark(van)
	go func() {
		for {
			b.ping(van)
			time.Sleep(45 * time.Second) // mark: fleet-sleep
		}
	}()
}

// OutUntil registers a van until ctx ends.
func (b *Board) OutUntil(ctx context.Context, van string) {
	b.mark(van)
	go func() {
		pause := time.NewTimer(0)
		defer pause.Stop()
		for {
			select { // mark: fleet-pause
			case <-pause.C:
				b.ping(van)
				pause.Reset(45 * time.Second)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// Back takes a van off the board.
func (b *Board) Back(van string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.seen, van)
}

func (b *Board) mark(van string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.seen == nil {
		b.seen = map[string]time.Time{}
	}
	b.seen[van] = time.Now()
}

func (b *Board) ping(van string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if _, out := b.seen[van]; out {
		b.seen[van] = time.Now()
	}
}
