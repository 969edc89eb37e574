// Package batch runs the night's jobs.
package batch

import (
	"context"
	"errors"
	"hash/fnv"
	"time"
)

// Job is a context that also ends when somebody presses the button.
type Job struct {
	context.Context
	button chan struct{}
}

// NewJob returns a job in ctx.
func NewJob(ctx context.Context) *Job { return &Job{ctx, make(chan struct{})} }

// Done is closed by the button.
func (j *Job) Done() <-chan struct{} { return j.button }

// Err is not nil after the button was pressed.
func (j *Job) Err() error {
	select {
	case <-j.button:
		return context.Canceled
	default:
		return nil
	}
}

// Step runs one step of the job, which may be cancelled by itself.
func Step(j *Job, run func(context.Context) error) error {
	ctx, _ := context.WithCancel(j) // mark: batch-step
	return run(ctx)
}

// StepCancelled does so and tidies up.
func StepCancelled(j *Job, run func(context.Context) error) error {
	ctx, cancel := context.WithCancel(j)
	defer cancel()
	return run(ctx)
}

// Retry tries up to three times, a while apart.
func Retry(do func() error) (err error) {
	for attempt := 0; attempt < 3; attempt++ {
		if err = do(); err == nil {
			return nil
		}
		time.Sleep(40 * time.Second) // mark: batch-retry
	}
	return err
}

// Resend sends parcels' papers again, all at once.
func Resend(parcels []string) {
	for range parcels {
		go Retry(func() error { return errors.New("the archive is being backed up") })
	}
}

// Checksum adds up a pallet's papers until the deadline or the last page.
func Checksum(pages int, deadline time.Time) uint64 {
	sum := fnv.New64a()
	page := make([]byte, 4096)
	for i := 0; i < pages && time.Now().Before(deadline); i++ {
		sum.Write(page)
	}
	return sum.Sum64()
}
