// Package gate opens barriers and waits until they say that they are open.
package gate

import (
	"errors"
	"sync"
	"time"
)

// Controller talks to the barriers over a line that may lose answers.
type Controller struct {
	mu      sync.Mutex
	next    int
	pending map[int]chan bool
}

// Open asks a barrier to open. The truck is waved through meanwhile.
func (c *Controller) Open(onDone func(open bool)) (id int) {
	answer := c.expect(&id)
	go func() {
		open := <-answer // mark: gate-answer
		onDone(open)
	}()
	return id
}

// OpenWithin is Open for so long.
func (c *Controller) OpenWithin(d time.Duration, onDone func(open bool)) (id int) {
	answer := c.expect(&id)
	go func() {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case open := <-answer:
			onDone(open)
		case <-timer.C:
			c.forget(id)
			onDone(false)
		}
	}()
	return id
}

// Answered is called when a barrier answers.
func (c *Controller) Answered(id int, open bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	answer, ok := c.pending[id]
	if !ok {
		return errors.New("nobody asked")
	}
	delete(c.pending, id)
	answer <- open
	return nil
}

func (c *Controller) expect(id *int) chan bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.pending == nil {
		c.pending = map[int]chan bool{}
	}
	c.next++
	*id = c.next
	c.pending[*id] = make(chan bool, 1)
	return c.pending[*id]
}

func (c *Controller) forget(id int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.pending, id)
}
