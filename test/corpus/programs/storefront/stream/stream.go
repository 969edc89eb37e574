// Package stream sends a shopper the events of her order as they happen.
package stream

import (
	"fmt"
	"net/http"
)

// Hub makes events.
type Hub struct{ Next func() string }

// Handle streams until the client leaves; the events go on being made.
func (h *Hub) Handle(w http.ResponseWriter, r *http.Request) {
	events := make(chan string)
	go func() {
		for {
			events <- h.Next() // mark: stream-send
		}
	}()
	h.copy(w, r, events)
}

// HandleContext is Handle whose events end with the request.
func (h *Hub) HandleContext(w http.ResponseWriter, r *http.Request) {
	events := make(chan string)
	go func() {
		defer close(events)
		for {
			event := h.Next()
			select {
			case events <- event:
			case <-r.Context().Done():
				return
			}
		}
	}()
	h.copy(w, r, events)
}

func (h *Hub) copy(w http.ResponseWriter, r *http.Request, events <-chan string) {
	for {
		select {
		case event := <-events:
			fmt.Fprintln(w, event)
			w.(http.Flusher).Flush()
		case <-r.Context().Done():
			return
		}
	}
}
