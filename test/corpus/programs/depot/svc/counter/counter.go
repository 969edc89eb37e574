// Package counter calls the next customer to the counter.
package counter

import (
	"io"
	"net/http"
	"sync"
	"time"
)

// Display shows whose turn it is.
type Display struct {
	mu   sync.Mutex
	turn chan struct{}
}

func (d *Display) next() <-chan struct{} {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.turn == nil {
		d.turn = make(chan struct{})
	}
	return d.turn
}

// ServeHTTP answers when the next customer is called, or after a quarter of an
// hour.
func (d *Display) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	patience := time.NewTimer(15 * time.Minute)
	defer patience.Stop()
	select { // mark: counter-turn
	case <-d.next():
		io.WriteString(w, "your turn\n")
	case <-patience.C:
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

// Call calls the next customer.
func (d *Display) Call() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.turn != nil {
		close(d.turn)
		d.turn = nil
	}
}
