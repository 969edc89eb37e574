// Package eta streams when a parcel will arrive.
package eta

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Stream is the handler of /eta.
func Stream(w http.ResponseWriter, r *http.Request) {
	minutes := make(chan int, 1)
	go estimate(minutes)
	send(r.Context(), w, minutes)
}

func estimate(minutes chan<- int) {
	ticker := time.NewTicker(15 * time.Second)
	left := 90
	for range ticker.C { // mark: eta-ticker
		left--
		select {
		case minutes <- left:
		default:
		}
	}
}

// StreamStopped is Stream with an end.
func StreamStopped(w http.ResponseWriter, r *http.Request) {
	minutes := make(chan int, 1)
	go estimateUntil(r.Context(), minutes)
	send(r.Context(), w, minutes)
}

func estimateUntil(ctx context.Context, minutes chan<- int) {
	ticker := time.NewTicker(15 * time.Second)
	defer ticker.Stop()
	for left := 90; ; left-- {
		select { // mark: eta-ticker-until
		case <-ticker.C:
			select {
			case minutes <- left:
			default:
			}
		case <-ctx.Done():
			return
		}
	}
}

func send(ctx context.Context, w http.ResponseWriter, minutes <-chan int) {
	fmt.Fprintln(w, 90)
	w.(http.Flusher).Flush()
	for {
		select { // mark: eta-send
		case left := <-minutes:
			fmt.Fprintln(w, left)
			w.(http.Flusher).Flush()
		case <-ctx.Done():
			return
		}
	}
}
