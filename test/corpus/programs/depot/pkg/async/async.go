// Package async runs work beside its caller.
package async

import "context"

// Future is work under way, whose result can be awaited once.
type Future[T any] struct{ result chan outcome[T] }

type outcome[T any] struct {
	value T
	err   error
}

// Start runs work.
func Start[T any](work func() (T, error)) *Future[T] {
	f := &Future[T]{result: make(chan outcome[T])}
	go f.run(work)
	return f
}

// StartDetached runs work whose result need not be awaited.
func StartDetached[T any](work func() (T, error)) *Future[T] {
	f := &Future[T]{result: make(chan outcome[T], 1)}
	go f.run(work)
	return f
}

func (f *Future[T]) run(work func() (T, error)) {
	value, err := work()
	f.result <- outcome[T]{value, err} // mark: future-run
}

// Await returns the result, or ctx's error.
func (f *Future[T]) Await(ctx context.Context) (value T, err error) {
	select {
	case o := <-f.result:
		return o.value, o.err
	case <-ctx.Done():
		return value, ctx.Err()
	}
}
