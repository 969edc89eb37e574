// Package receipts mails receipts from a fixed number of workers.
package receipts

import (
	"log"
	"sync"
)

// Receipt confirms one accepted order; Total is in cents.
type Receipt struct {
	OrderID string
	Total   int64
}

// Pool is a set of workers that live as long as the service does.
type Pool struct {
	queue chan Receipt
	quit  chan struct{}
	wg    sync.WaitGroup
}

// NewPool starts the workers. Stop ends them.
func NewPool(workers int) *Pool {
	p := &Pool{queue: make(chan Receipt, 64), quit: make(chan struct{})}
	for range workers {
		p.wg.Go(p.work)
	}
	return p
}

// Send queues a receipt; after Stop it is dropped.
func (p *Pool) Send(r Receipt) {
	select {
	case p.queue <- r:
	case <-p.quit:
	}
}

// Stop ends the workers and waits for them.
func (p *Pool) Stop() {
	close(p.quit)
	p.wg.Wait()
}

func (p *Pool) work() {
	for {
		select {
		case r := <-p.queue:
			log.Printf("receipt: order %s, %d.%02d", r.OrderID, r.Total/100, r.Total%100)
		case <-p.quit:
			return
		}
	}
}
