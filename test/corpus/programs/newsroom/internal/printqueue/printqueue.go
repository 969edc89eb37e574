// Package printqueue holds pages back while the paper roll is changed.
package printqueue

import "sync"

// Queue lets pages through to the press.
type Queue struct {
	mu      sync.Mutex
	running *sync.Cond
	paused  bool
	printed int
}

// New returns a queue that runs.
func New() *Queue {
	q := &Queue{}
	q.running = sync.NewCond(&q.mu)
	return q
}

// Print prints a page, when the press runs.
func (q *Queue) Print() {
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.paused {
		q.running.Wait() // mark: printqueue-wait
	}
	q.printed++
}

// Pause stops the press.
func (q *Queue) Pause() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.paused = true
}

// Resume lets the press run.
func (q *Queue) Resume() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.paused = false
}

// ResumeAll lets the press run and wakes who waits.
func (q *Queue) ResumeAll() {
	q.Resume()
	q.running.Broadcast()
}
