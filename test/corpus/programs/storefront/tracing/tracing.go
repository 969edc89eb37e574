// Package tracing carries a trace through contexts of its own making.
package tracing

import (
	"context"
	"time"
)

// Context is a context that ends when its trace does. As it is none of the
// standard library's, the library watches it with a goroutine for every child.
type Context struct {
	ID   string
	done chan struct{}
}

// New returns the context of a new trace.
func New(id string) *Context { return &Context{ID: id, done: make(chan struct{})} }

// Deadline, Done, Err and Value make it a context.Context.
func (c *Context) Deadline() (time.Time, bool) { return time.Time{}, false }
func (c *Context) Done() <-chan struct{}       { return c.done }
func (c *Context) Value(key any) any           { return nil }
func (c *Context) Err() error {
	select {
	case <-c.done:
		return context.Canceled
	default:
		return nil
	}
}

// Span runs step in a context of its own, which it leaves to the collector.
func Span(parent context.Context, step func(context.Context)) {
	ctx, cancel := context.WithCancel(parent) // mark: tracing-cancel
	_ = cancel
	step(ctx)
}

// SpanCancelled is Span that cancels.
func SpanCancelled(parent context.Context, step func(context.Context)) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	step(ctx)
}
