// Package feed publishes typed events to one subscriber each.
package feed

// Feed carries events of one type.
type Feed[T any] struct{ events chan T }

// New returns a feed with room for n events.
func New[T any](n int) *Feed[T] { return &Feed[T]{events: make(chan T, n)} }

// Publish sends without making its caller wait.
func (f *Feed[T]) Publish(event T) { go f.send(event) }

// Next takes an event.
func (f *Feed[T]) Next() T { return <-f.events }

func (f *Feed[T]) send(event T) {
	f.events <- event // mark: feed-send
}
