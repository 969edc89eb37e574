// Package registry knows the depot's customers.
package registry

import (
	"errors"
	"sync"
)

// Registry is read often and written seldom.
type Registry struct {
	mu    sync.RWMutex
	names map[int]string
}

// New returns a registry of so many customers.
func New(n int) *Registry {
	r := &Registry{names: map[int]string{}}
	for id := 0; id < n; id++ {
		r.names[id] = "customer"
	}
	return r
}

// Name returns a customer's name.
func (r *Registry) Name(id int) (string, error) {
	r.mu.RLock() // mark: registry-rlock
	name, ok := r.names[id]
	if !ok {
		return "", errors.New("no such customer")
	}
	r.mu.RUnlock()
	return name, nil
}

// NameDeferred returns a customer's name.
func (r *Registry) NameDeferred(id int) (string, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if name, ok := r.names[id]; ok {
		return name, nil
	}
	return "", errors.New("no such customer")
}

// Rename changes a customer's name.
func (r *Registry) Rename(id int, name string) {
	r.mu.Lock() // mark: registry-lock
	defer r.mu.Unlock()
	r.names[id] = name
}
