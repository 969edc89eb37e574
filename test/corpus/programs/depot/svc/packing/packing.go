// Package packing has packers who are hired when there is more to do.
package packing

import "sync"

// Hall has packers, up to a number.
type Hall struct {
	mu      sync.Mutex
	packers int
	most    int
	orders  chan func()
}

// New returns a hall of at most so many packers.
func New(most int) *Hall { return &Hall{most: most, orders: make(chan func())} }

// Pack has an order packed: by who is idle, by someone new, or when somebody
// gets to it.
func (h *Hall) Pack(order func()) {
	select {
	case h.orders <- order:
		return
	default:
	}
	if h.hire(order) {
		return
	}
	h.orders <- order
}

func (h *Hall) hire(first func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.packers == h.most {
		return false
	}
	h.packers++
	go h.packer(first)
	return true
}

func (h *Hall) packer(order func()) {
	order()
	for order := range h.orders { // mark: packing-packer
		order()
	}
}

// Close sends the packers home.
func (h *Hall) Close() { close(h.orders) }
