// Package embargo keeps stories back until they may be published.
package embargo

import "sync"

// Book has the stories that are under embargo.
type Book struct {
	mu      sync.Mutex
	lifted  map[string]chan struct{}
	publish func(slug string)
}

// NewBook returns a book that publishes what may be published.
func NewBook(publish func(slug string)) *Book {
	return &Book{lifted: map[string]chan struct{}{}, publish: publish}
}

// Hold publishes a story as soon as its embargo is lifted.
func (b *Book) Hold(slug string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	lifted := make(chan struct{})
	b.lifted[slug] = lifted
	go func() {
		<-lifted // mark: embargo-lifted
		if b.forget(slug) {
			b.publish(slug)
		}
	}()
}

// Lift ends the embargo on a story.
func (b *Book) Lift(slug string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if lifted, ok := b.lifted[slug]; ok {
		close(lifted)
	}
}

// Spike throws a story away.
func (b *Book) Spike(slug string) { b.forget(slug) }

// SpikeAndTell throws a story away and tells who waits for it.
func (b *Book) SpikeAndTell(slug string) {
	b.mu.Lock()
	lifted := b.lifted[slug]
	delete(b.lifted, slug)
	b.mu.Unlock()
	close(lifted)
}

func (b *Book) forget(slug string) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, held := b.lifted[slug]
	delete(b.lifted, slug)
	return held
}
