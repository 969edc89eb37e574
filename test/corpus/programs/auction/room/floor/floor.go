// Package floor passes what happens in the room on to whoever follows it.
package floor

import (
	"context"
	"sync"
)

// A Topic hands events of one kind to its subscribers.
type Topic[E any] struct {
	mu   sync.Mutex
	subs map[int]chan E
	next int
}

// Subscribe returns a channel of events and the function that ends it.
func (t *Topic[E]) Subscribe(room int) (events <-chan E, cancel func()) {
	ch := make(chan E, room)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.subs == nil {
		t.subs = make(map[int]chan E)
	}
	id := t.next
	t.next++
	t.subs[id] = ch
	return ch, func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		delete(t.subs, id)
	}
}

// Publish hands an event to all who have room for it.
func (t *Topic[E]) Publish(e E) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, ch := range t.subs {
		select {
		case ch <- e:
		default:
		}
	}
}

// Follow calls do for each event, in the background, until the returned
// function is called.
func Follow[E any](t *Topic[E], do func(E)) (stop func()) {
	events, cancel := t.Subscribe(8)
	go func() {
		for e := range events { // mark: floor-follow
			do(e)
		}
	}()
	return cancel
}

// FollowContext calls do for each event, in the background, while ctx lasts.
func FollowContext[E any](ctx context.Context, t *Topic[E], do func(E)) {
	events, cancel := t.Subscribe(8)
	go func() {
		defer cancel()
		for {
			select { // mark: floor-follow-context
			case e := <-events:
				do(e)
			case <-ctx.Done():
				return
			}
		}
	}()
}

// Rooms are channels to the stewards of the sale rooms.
type Rooms struct {
	mu    sync.RWMutex
	calls map[string]chan string
}

// Staff gives a room a steward, who sees to what is called for.
func (r *Rooms) Staff(room string, see func(string)) {
	calls := make(chan string)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.calls == nil {
		r.calls = make(map[string]chan string)
	}
	r.calls[room] = calls
	go func() {
		for call := range calls { // mark: floor-steward
			see(call)
		}
	}()
}

// Call calls a room's steward without waiting for him.
func (r *Rooms) Call(room, what string) {
	go func() {
		r.steward(room) <- what // mark: floor-call
	}()
}

// CallStaffed is Call that says whether the room has a steward at all.
func (r *Rooms) CallStaffed(room, what string) bool {
	steward := r.steward(room)
	if steward == nil {
		return false
	}
	go func() { steward <- what }()
	return true
}

func (r *Rooms) steward(room string) chan string {
	r.mu.RLock()
	defer r.mu.RUnlock()
	return r.calls[room]
}
