// Package belt is a queue between people and machines.
package belt

import "sync"

// Belt is a queue without an end, until it is stopped.
type Belt[T any] struct {
	mu      sync.Mutex
	changed *sync.Cond
	items   []T
	stopped bool
}

// New returns an empty belt.
func New[T any]() *Belt[T] {
	b := &Belt[T]{}
	b.changed = sync.NewCond(&b.mu)
	return b
}

// Put adds an item.
func (b *Belt[T]) Put(item T) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.items = append(b.items, item)
	b.changed.Signal()
}

// Take waits for an item; not ok means that the belt has stopped.
func (b *Belt[T]) Take() (item T, ok bool) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.items) == 0 && !b.stopped {
		b.changed.Wait() // mark: belt-wait
	}
	if len(b.items) == 0 {
		return item, false
	}
	item, b.items = b.items[0], b.items[1:]
	return item, true
}

// Halt stops the belt.
func (b *Belt[T]) Halt() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.stopped = true
}

// HaltAll stops the belt and tells everybody.
func (b *Belt[T]) HaltAll() {
	b.Halt()
	b.changed.Broadcast()
}

// Staff has people take from the belt until it stops.
func (b *Belt[T]) Staff(people int, handle func(T)) {
	for i := 0; i < people; i++ {
		go b.work(handle)
	}
}

func (b *Belt[T]) work(handle func(T)) {
	for {
		item, ok := b.Take()
		if !ok {
			return
		}
		handle(item)
	}
}
