// Package porter carries things about: a bounded shelf between those who bring
// and those who fetch.
package porter

import "sync"

// A Shelf has room for so many things.
type Shelf[T any] struct {
	mu       sync.Mutex
	notFull  sync.Cond
	notEmpty sync.Cond
	things   []T
	room     int
	shut     bool
}

// NewShelf returns an empty shelf.
func NewShelf[T any](room int) *Shelf[T] {
	s := &Shelf[T]{room: room}
	s.notFull.L, s.notEmpty.L = &s.mu, &s.mu
	return s
}

// Put waits for room and puts a thing there.
func (s *Shelf[T]) Put(thing T) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.things) == s.room && !s.shut {
		s.notFull.Wait() // mark: porter-put
	}
	if s.shut {
		return false
	}
	s.things = append(s.things, thing)
	s.notEmpty.Signal()
	return true
}

// Get waits for a thing and takes it.
func (s *Shelf[T]) Get() (thing T, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.things) == 0 && !s.shut {
		s.notEmpty.Wait() // mark: porter-get
	}
	if len(s.things) == 0 {
		return thing, false
	}
	thing, s.things = s.things[0], s.things[1:]
	s.notFull.Signal()
	return thing, true
}

// Shut sends the porters home.
func (s *Shelf[T]) Shut() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.shut = true
	s.notEmpty.Broadcast()
}

// ShutAll sends the porters home, and those who bring things too.
func (s *Shelf[T]) ShutAll() {
	s.Shut()
	s.notFull.Broadcast()
}

// Porters are n goroutines that carry what is on the shelf.
func (s *Shelf[T]) Porters(n int, carry func(T)) {
	for range n {
		go func() {
			for {
				thing, ok := s.Get()
				if !ok {
					return
				}
				carry(thing)
			}
		}()
	}
}

// Bring puts each thing on the shelf from a goroutine of its own.
func (s *Shelf[T]) Bring(things ...T) {
	for _, thing := range things {
		go s.Put(thing)
	}
}
