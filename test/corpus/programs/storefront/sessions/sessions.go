// Package sessions keeps the sessions of signed-in shoppers fresh.
package sessions

import (
	"context"
	"sync/atomic"
	"time"
)

// Store counts what was refreshed.
type Store struct{ refreshed atomic.Int64 }

// Keep refreshes a session for ever.
func (s *Store) Keep(user string, every time.Duration) {
	go func() {
		for {
			s.refresh(user)
			time.Sleep(every) // mark: session-sleep
		}
	}()
}

// KeepContext refreshes a session until its shopper signs out.
func (s *Store) KeepContext(ctx context.Context, user string, every time.Duration) {
	go func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				s.refresh(user)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// Retry refreshes a session that the store turned down, a few times with a
// growing pause.
func (s *Store) Retry(user string, pause time.Duration) {
	for try := 0; try < 5; try++ {
		if s.refresh(user) {
			return
		}
		time.Sleep(pause) // mark: session-retry
		pause *= 2
	}
}

func (s *Store) refresh(user string) bool { return s.refreshed.Add(1) < 0 }
