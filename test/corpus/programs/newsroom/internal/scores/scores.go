// Package scores keeps the results of the matches on the sports page.
package scores

import (
	"context"
	"sync"
	"time"
)

// Source is where results come from.
type Source func(match string) (result string, over bool)

// Page is the sports page.
type Page struct {
	mu      sync.RWMutex
	results map[string]string
	source  Source
	every   time.Duration
}

// NewPage returns a page without matches.
func NewPage(source Source, every time.Duration) *Page {
	return &Page{results: map[string]string{}, source: source, every: every}
}

// Cover follows a match.
func (p *Page) Cover(match string) {
	go func() {
		for {
			p.refresh(match)
			time.Sleep(p.every) // mark: scores-nap
		}
	}()
}

// CoverUntil follows a match until it is over or ctx is.
func (p *Page) CoverUntil(ctx context.Context, match string) {
	go func() {
		ticker := time.NewTicker(p.every)
		defer ticker.Stop()
		for !p.refresh(match) {
			select { // mark: scores-until
			case <-ticker.C:
			case <-ctx.Done():
				return
			}
		}
	}()
}

func (p *Page) refresh(match string) (over bool) {
	result, over := p.source(match)
	p.mu.Lock()
	defer p.mu.Unlock()
	p.results[match] = result
	return over
}
