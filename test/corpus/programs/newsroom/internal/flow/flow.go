// Package flow has the steps that pipelines of articles are made of.
package flow

import "context"

// From sends what it is given.
func From[T any](items ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, item := range items {
			out <- item // mark: flow-from
		}
	}()
	return out
}

// Map changes each of what comes.
func Map[T, U any](in <-chan T, change func(T) U) <-chan U {
	out := make(chan U)
	go func() {
		defer close(out)
		for item := range in {
			out <- change(item) // mark: flow-map
		}
	}()
	return out
}

// Step is Map for as long as ctx.
func Step[T, U any](ctx context.Context, in <-chan T, change func(T) U) <-chan U {
	out := make(chan U)
	go func() {
		defer close(out)
		for item := range in {
			select {
			case out <- change(item):
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

// Source is From for as long as ctx.
func Source[T any](ctx context.Context, items ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, item := range items {
			select {
			case out <- item:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
