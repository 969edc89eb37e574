// Package fanin joins channels.
package fanin

import (
	"context"
	"sync"
)

// Merge sends what comes from any source to the one channel that it returns,
// which is closed when all sources are.
func Merge[T any](sources ...<-chan T) <-chan T {
	merged := make(chan T, len(sources))
	var open sync.WaitGroup
	for _, source := range sources {
		open.Add(1)
		go func(source <-chan T) {
			defer open.Done()
			for item := range source { // mark: merge-source
				merged <- item
			}
		}(source)
	}
	go func() {
		open.Wait() // mark: merge-wait
		close(merged)
	}()
	return merged
}

// MergeContext is Merge until ctx ends.
func MergeContext[T any](ctx context.Context, sources ...<-chan T) <-chan T {
	merged := make(chan T, len(sources))
	var open sync.WaitGroup
	for _, source := range sources {
		open.Add(1)
		go func(source <-chan T) {
			defer open.Done()
			for {
				select {
				case item, ok := <-source:
					if !ok {
						return
					}
					merged <- item
				case <-ctx.Done():
					return
				}
			}
		}(source)
	}
	go func() {
		open.Wait()
		close(merged)
	}()
	return merged
}
