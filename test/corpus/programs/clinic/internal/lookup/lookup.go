// Package lookup caches what doctors look up.
package lookup

import (
	"context"
	"time"

	"github.com/allegro/bigcache/v3"
	"github.com/dgraph-io/ristretto/v2"
	"github.com/jellydator/ttlcache/v3"
)

// Session is what one doctor has looked up.
type Session struct{ seen *ttlcache.Cache[string, int] }

// NewSession starts a session.
func NewSession() *Session {
	s := &Session{ttlcache.New(ttlcache.WithTTL[string, int](10 * time.Minute))}
	go s.expire()
	return s
}

func (s *Session) expire() {
	s.seen.Start() // mark: lookup-expire
}

// Close ends the session.
func (s *Session) Close() { s.seen.Stop() }

// Codes returns a cache of codes.
func Codes() (*ristretto.Cache[string, int], error) {
	return ristretto.NewCache(&ristretto.Config[string, int]{NumCounters: 1000, MaxCost: 100, BufferItems: 64})
}

// Images returns a cache of pictures until ctx ends.
func Images(ctx context.Context) (*bigcache.BigCache, error) {
	config := bigcache.DefaultConfig(10 * time.Minute)
	config.Shards, config.MaxEntriesInWindow, config.HardMaxCacheSize, config.Verbose = 4, 100, 1, false
	config.CleanWindow = time.Minute
	return bigcache.New(ctx, config)
}

// Report sorts a day's pictures in a cache of its own.
func Report(ctx context.Context, pictures map[string][]byte) (sorted int, err error) {
	cache, err := Images(ctx)
	if err != nil {
		return 0, err
	}
	for name, picture := range pictures {
		if err := cache.Set(name, picture); err != nil {
			return 0, err
		}
	}
	return cache.Len(), nil
}

// ReportClosed does so and closes its cache.
func ReportClosed(ctx context.Context, pictures map[string][]byte) (sorted int, err error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return Report(ctx, pictures)
}
