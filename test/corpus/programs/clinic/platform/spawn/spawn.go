// Package spawn starts the clinic's goroutines, named by their profiler label.
package spawn

import (
	"context"
	"runtime/pprof"
)

// Task runs fn under a name.
func Task(ctx context.Context, name string, fn func(context.Context)) {
	go pprof.Do(ctx, pprof.Labels("task", name), fn)
}
