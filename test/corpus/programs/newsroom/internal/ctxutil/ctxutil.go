// Package ctxutil has what context lacks.
package ctxutil

import "context"

// Either returns a context that ends with the first of two.
func Either(a, b context.Context) context.Context {
	ctx, cancel := context.WithCancelCause(context.WithoutCancel(a))
	go func() {
		select { // mark: ctxutil-either
		case <-a.Done():
			cancel(context.Cause(a))
		case <-b.Done():
			cancel(context.Cause(b))
		}
	}()
	return ctx
}

// EitherOf does so, and the caller says when it is not needed.
func EitherOf(a, b context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(a)
	stop := context.AfterFunc(b, func() { cancel(context.Cause(b)) })
	return ctx, func() {
		stop()
		cancel(context.Canceled)
	}
}
