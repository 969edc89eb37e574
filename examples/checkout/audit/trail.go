// Package audit keeps a trail of what was done to an order.
package audit

import "log"

// Trail is the open trail of one order. Whoever opens it closes it.
type Trail struct {
	orderID string
	events  chan string
}

// Open starts a trail; its goroutine lives until Close.
func Open(orderID string) *Trail {
	t := &Trail{orderID: orderID, events: make(chan string, 8)}
	go t.write()
	return t
}

// Record adds an event to the trail.
func (t *Trail) Record(event string) { t.events <- event }

// Close ends the trail after what was recorded is written.
func (t *Trail) Close() { close(t.events) }

func (t *Trail) write() {
	for event := range t.events {
		log.Printf("audit: order %s %s", t.orderID, event)
	}
}
