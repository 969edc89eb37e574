// Package intake takes in files of patients with a pool of ants.
package intake

import (
	"sync"

	"github.com/panjf2000/ants/v2"
)

// Import has each line read, eight at a time.
func Import(lines []string, read func(string), release bool) error {
	pool, err := ants.NewPool(8, ants.WithDisablePurge(false))
	if err != nil {
		return err
	}
	if release {
		defer pool.Release()
	}
	return Through(pool, lines, read)
}

// Through has each line read by a pool.
func Through(pool *ants.Pool, lines []string, read func(string)) error {
	var done sync.WaitGroup
	for _, line := range lines {
		done.Add(1)
		if err := pool.Submit(func() { defer done.Done(); read(line) }); err != nil {
			return err
		}
	}
	done.Wait()
	return nil
}
