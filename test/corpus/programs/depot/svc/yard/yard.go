// Package yard gives trucks a bay.
package yard

import (
	"errors"
	"net/http"
	"sync"
)

// ErrClosed is returned at night.
var ErrClosed = errors.New("the yard is closed")

type bays struct {
	sync.Mutex
	taken  map[int]string
	closed bool
}

// Yard has bays.
type Yard struct{ bays }

// New returns a yard whose gates may be closed.
func New(closed bool) *Yard { return &Yard{bays{taken: map[int]string{}, closed: closed}} }

// Assign gives truck a bay.
func (y *Yard) Assign(truck string) (int, error) {
	y.Lock() // mark: yard-lock
	if y.closed {
		return 0, ErrClosed
	}
	bay := len(y.taken) + 1
	y.taken[bay] = truck
	y.Unlock()
	return bay, nil
}

// AssignDeferred gives truck a bay, and always the lock back.
func (y *Yard) AssignDeferred(truck string) (int, error) {
	y.Lock()
	defer y.Unlock()
	if y.closed {
		return 0, ErrClosed
	}
	bay := len(y.taken) + 1
	y.taken[bay] = truck
	return bay, nil
}

// Handler serves /bay.
func Handler(assign func(truck string) (int, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if _, err := assign(r.URL.Query().Get("truck")); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
		}
	}
}
