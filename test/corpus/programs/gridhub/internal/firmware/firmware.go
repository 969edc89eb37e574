// Package firmware brings devices up to date, a few at a time.
package firmware

import (
	"time"

	"github.com/alitto/pond/v2"
)

// Rollout updates devices.
type Rollout struct{ pool pond.Pool }

// NewRollout updates so many devices at a time.
func NewRollout(most int) *Rollout { return &Rollout{pond.NewPool(most)} }

// Update updates devices; flashing one takes a while and then ends.
func (r *Rollout) Update(devices []string, flash time.Duration) {
	for range devices {
		r.pool.Submit(func() {
			time.Sleep(flash) // mark: firmware-flash
		})
	}
}

// Wait waits until all are done.
func (r *Rollout) Wait() { r.pool.StopAndWait() }
