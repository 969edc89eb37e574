// Package twin keeps an image of the home that all parts of the hub look at.
package twin

import "sync"

// Twin is the image of a home.
type Twin[V any] struct {
	mu      sync.RWMutex
	values  map[string]V
	changes chan string
}

// New returns an empty image; who watches it receives its changes.
func New[V any](changes chan string) *Twin[V] {
	return &Twin[V]{values: map[string]V{}, changes: changes}
}

// Set changes a value and tells.
func (t *Twin[V]) Set(name string, value V) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.values[name] = value
	t.changes <- name // mark: twin-changes
}

// SetThen changes a value, and tells when the lock is free, if anybody listens.
func (t *Twin[V]) SetThen(name string, value V) {
	t.mu.Lock()
	t.values[name] = value
	t.mu.Unlock()
	select {
	case t.changes <- name:
	default:
	}
}

// Get returns a value.
func (t *Twin[V]) Get(name string) V {
	t.mu.RLock() // mark: twin-get
	defer t.mu.RUnlock()
	return t.values[name]
}
