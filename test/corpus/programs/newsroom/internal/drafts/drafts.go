// Package drafts keeps what reporters write from getting lost.
package drafts

import (
	"context"
	"sync"
	"time"
)

// Store is where drafts are kept.
type Store struct {
	mu    sync.Mutex
	texts map[string]string
}

// NewStore returns an empty store.
func NewStore() *Store { return &Store{texts: map[string]string{}} }

func (s *Store) save(slug, text string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.texts[slug] = text
}

// Draft is a text somebody writes.
type Draft struct {
	Slug string

	mu     sync.Mutex
	text   string
	store  *Store
	ticker *time.Ticker
	cancel context.CancelFunc
}

// Edit opens a draft, which is then saved every so often.
func (s *Store) Edit(slug string, every time.Duration) *Draft {
	d := &Draft{Slug: slug, store: s, ticker: time.NewTicker(every)}
	go d.autosave()
	return d
}

func (d *Draft) autosave() {
	for range d.ticker.C { // mark: drafts-autosave
		d.mu.Lock()
		d.store.save(d.Slug, d.text)
		d.mu.Unlock()
	}
}

// Close ends the editing.
func (d *Draft) Close() {
	d.ticker.Stop()
	d.store.save(d.Slug, d.text)
	if d.cancel != nil {
		d.cancel()
	}
}

// EditContext opens a draft for as long as ctx, or until Close.
func (s *Store) EditContext(ctx context.Context, slug string, every time.Duration) *Draft {
	ctx, cancel := context.WithCancel(ctx)
	d := &Draft{Slug: slug, store: s, ticker: time.NewTicker(every), cancel: cancel}
	go func() {
		for {
			select { // mark: drafts-autosave-context
			case <-d.ticker.C:
				d.mu.Lock()
				s.save(slug, d.text)
				d.mu.Unlock()
			case <-ctx.Done():
				return
			}
		}
	}()
	return d
}
