// Package increments says by how much the next bid must be higher. Each sale
// has a table of its own, read by every bid and made again now and then.
package increments

import "sync"

// A Table is one sale's.
type Table struct {
	mu    sync.RWMutex
	steps map[int64]int64
}

// Next returns the next price after a price.
func (t *Table) Next(price int64) int64 {
	t.mu.RLock() // mark: increments-read
	defer t.mu.RUnlock()
	return price + t.steps[price/1000]
}

// Step returns the increment at a price, and learns it where it isn't known.
func (t *Table) Step(price int64, learn func(int64) int64) int64 {
	t.mu.RLock()
	defer t.mu.RUnlock()
	if step, ok := t.steps[price/1000]; ok {
		return step
	}
	step := learn(price)
	t.put(price, step)
	return step
}

// StepUpgraded is Step, but gives up the read lock before it writes.
func (t *Table) StepUpgraded(price int64, learn func(int64) int64) int64 {
	t.mu.RLock()
	step, ok := t.steps[price/1000]
	t.mu.RUnlock()
	if !ok {
		step = learn(price)
		t.put(price, step)
	}
	return step
}

func (t *Table) put(price, step int64) {
	t.mu.Lock() // mark: increments-write
	defer t.mu.Unlock()
	if t.steps == nil {
		t.steps = make(map[int64]int64)
	}
	t.steps[price/1000] = step
}
