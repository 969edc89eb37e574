// Package calendar publishes what was planned for a time.
package calendar

import (
	"sync"
	"time"
)

// Calendar publishes stories at their time, and never two at once.
type Calendar struct {
	mu      sync.Mutex
	approve func(slug string) bool
	front   []string
}

// New returns a calendar whose stories need approval.
func New(approve func(slug string) bool) *Calendar { return &Calendar{approve: approve} }

// Plan publishes a story after d.
func (c *Calendar) Plan(slug string, d time.Duration) *time.Timer {
	return time.AfterFunc(d, func() { c.publish(slug) })
}

func (c *Calendar) publish(slug string) {
	c.mu.Lock() // mark: calendar-lock
	defer c.mu.Unlock()
	if c.approve(slug) { // mark: calendar-approve
		c.front = append(c.front, slug)
	}
}

// Approvals asks the editor on duty.
type Approvals struct{ Answers chan bool }

// Ask waits for the editor's answer.
func (a *Approvals) Ask(string) bool {
	return <-a.Answers // mark: calendar-answer
}

// AskFor waits for so long.
func (a *Approvals) AskFor(d time.Duration) func(string) bool {
	return func(string) bool {
		select {
		case answer := <-a.Answers:
			return answer
		case <-time.After(d):
			return false
		}
	}
}
