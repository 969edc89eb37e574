// Package quota limits how often an API key may ask.
package quota

import (
	"sync"
	"time"
)

// Limiter has a bucket for every key.
type Limiter struct {
	mu      sync.Mutex
	buckets map[string]chan struct{}
	every   time.Duration
}

// NewLimiter returns a limiter that adds a token to every bucket so often.
func NewLimiter(every time.Duration) *Limiter {
	return &Limiter{buckets: map[string]chan struct{}{}, every: every}
}

// Allow takes a token from a key's bucket.
func (l *Limiter) Allow(key string) bool {
	l.mu.Lock()
	bucket, ok := l.buckets[key]
	if !ok {
		bucket = make(chan struct{}, 5)
		l.buckets[key] = bucket
		go l.fill(bucket)
	}
	l.mu.Unlock()
	select {
	case <-bucket:
		return true
	default:
		return false
	}
}

func (l *Limiter) fill(bucket chan<- struct{}) {
	for {
		select {
		case bucket <- struct{}{}:
		default:
		}
		time.Sleep(l.every) // mark: quota-fill
	}
}

// Lazy is a limiter that counts when it is asked.
type Lazy struct {
	mu    sync.Mutex
	last  map[string]time.Time
	every time.Duration
}

// NewLazy returns a limiter that allows a key to ask so often.
func NewLazy(every time.Duration) *Lazy { return &Lazy{last: map[string]time.Time{}, every: every} }

// Allow says whether a key may ask.
func (l *Lazy) Allow(key string) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if time.Since(l.last[key]) < l.every {
		return false
	}
	l.last[key] = time.Now()
	return true
}
