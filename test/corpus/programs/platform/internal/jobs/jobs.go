// Package jobs runs what may be interrupted.
package jobs

import (
	"context"
	"os"
	"os/signal"
)

// Run runs a job that ends with an interrupt.
func Run(ctx context.Context, job func(context.Context)) {
	ctx, _ = signal.NotifyContext(ctx, os.Interrupt)
	job(ctx)
}

// RunStopped is Run that stops listening afterwards.
func RunStopped(ctx context.Context, job func(context.Context)) {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt)
	defer stop()
	job(ctx)
}
