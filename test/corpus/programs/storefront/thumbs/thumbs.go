// Package thumbs makes thumbnails, from pools of workers and under limits.
package thumbs

import (
	"context"
	"errors"
	"sync"
)

// Job is one picture.
type Job struct{ Picture string }

// Resize resizes an upload's pictures on workers of its own, and forgets them.
func Resize(pictures []string, workers int) {
	jobs := make(chan Job)
	for i := 0; i < workers; i++ {
		go work(jobs)
	}
	for _, picture := range pictures {
		jobs <- Job{picture}
	}
}

func work(jobs <-chan Job) {
	for job := range jobs { // mark: thumbs-range
		resize(job)
	}
}

// Pool is a pool of workers with an owner. It starts workers as they are
// needed, up to its bound.
type Pool struct {
	jobs    chan Job
	ctx     context.Context
	cancel  context.CancelFunc
	wg      sync.WaitGroup
	mu      sync.Mutex
	started int
	bound   int
}

// NewPool returns a pool of at most bound workers, none of them started.
func NewPool(bound int) *Pool {
	ctx, cancel := context.WithCancel(context.Background())
	return &Pool{jobs: make(chan Job), ctx: ctx, cancel: cancel, bound: bound}
}

// Submit hands a job to an idle worker, or starts one.
func (p *Pool) Submit(job Job) {
	select {
	case p.jobs <- job:
		return
	default:
	}
	p.mu.Lock()
	p.grow(p.started + 1)
	p.mu.Unlock()
	p.jobs <- job
}

// Warm starts workers until there are n, or as many as the bound allows.
func (p *Pool) Warm(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.grow(n)
}

func (p *Pool) grow(n int) {
	for p.started < n && p.started < p.bound {
		p.started++
		p.wg.Add(1)
		go p.run()
	}
}

// Stop ends the workers and waits for them.
func (p *Pool) Stop() {
	p.cancel()
	p.wg.Wait()
}

func (p *Pool) run() {
	defer p.wg.Done()
	for {
		select { // mark: pool-idle
		case job := <-p.jobs:
			resize(job)
		case <-p.ctx.Done():
			return
		}
	}
}

var errBroken = errors.New("broken picture")

// Limiter resizes at most so many pictures at once.
type Limiter struct {
	slots  chan struct{}
	Decode func(Job) error
}

// NewLimiter returns a limiter with n slots.
func NewLimiter(n int, decode func(Job) error) *Limiter {
	return &Limiter{slots: make(chan struct{}, n), Decode: decode}
}

// Resize waits for a slot. A broken picture keeps its slot.
func (l *Limiter) Resize(job Job) error {
	l.slots <- struct{}{} // mark: slot-acquire
	if err := l.Decode(job); err != nil {
		return errBroken
	}
	resize(job)
	<-l.slots
	return nil
}

// ResizeDeferred is Resize that gives its slot back on every way out.
func (l *Limiter) ResizeDeferred(job Job) error {
	l.slots <- struct{}{} // mark: slot-acquire-deferred
	defer func() { <-l.slots }()
	if err := l.Decode(job); err != nil {
		return errBroken
	}
	resize(job)
	return nil
}

func resize(Job) {}
