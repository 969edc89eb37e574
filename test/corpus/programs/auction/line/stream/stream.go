// Package stream shows a sale to those who follow it in a browser.
package stream

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// A Viewer is one browser.
type Viewer struct {
	w       io.Writer
	flush   func()
	prices  <-chan int64
	beat    *time.Ticker
	lastErr error
}

func (v *Viewer) show(format string, args ...any) {
	if _, err := fmt.Fprintf(v.w, format, args...); err != nil {
		v.lastErr = err
		return
	}
	v.flush()
}

// pump shows prices, and signs of life between them.
func (v *Viewer) pump() {
	defer v.beat.Stop()
	for {
		select { // mark: stream-pump
		case price := <-v.prices:
			v.show("data: %d\n\n", price)
		case <-v.beat.C:
			v.show(": still here\n\n")
		}
	}
}

// pumpContext is pump for as long as somebody looks.
func (v *Viewer) pumpContext(ctx context.Context) {
	defer v.beat.Stop()
	for {
		select { // mark: stream-pump-context
		case price := <-v.prices:
			v.show("data: %d\n\n", price)
		case <-v.beat.C:
			v.show(": still here\n\n")
		case <-ctx.Done():
			return
		}
	}
}

func viewer(w http.ResponseWriter) *Viewer {
	w.Header().Set("Content-Type", "text/event-stream")
	v := &Viewer{w: w, flush: func() { http.NewResponseController(w).Flush() }, prices: make(chan int64), beat: time.NewTicker(45 * time.Second)}
	v.show("retry: 2000\n\n")
	return v
}

// Live is the handler of /live: it returns when the browser goes.
func Live(w http.ResponseWriter, r *http.Request) {
	v := viewer(w)
	go v.pump()
	<-r.Context().Done()
	v.w, v.flush = io.Discard, func() {}
}

// LiveContext is the handler of /live that takes its pump with it.
func LiveContext(w http.ResponseWriter, r *http.Request) { viewer(w).pumpContext(r.Context()) }

// Countdown is the handler of /countdown: the clock of a timed lot is kept
// running in the background, once for every visit.
func Countdown(w http.ResponseWriter, r *http.Request) {
	go tick(time.Minute, func(time.Time) {})
	io.WriteString(w, "60\n")
}

// CountdownOnce keeps no clock but computes what is left.
func CountdownOnce(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "60\n") }

func tick(every time.Duration, do func(time.Time)) {
	for now := range time.Tick(every) { // mark: stream-tick
		do(now)
	}
}

// Console is the handler of /console: it takes the connection over, and reads
// what the auctioneer types.
func Console(w http.ResponseWriter, r *http.Request) {
	conn, rw, err := http.NewResponseController(w).Hijack()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	go func() {
		defer conn.Close()
		for {
			line, err := rw.ReadString('\n') // mark: stream-console
			if err != nil {
				return
			}
			fmt.Fprintf(rw, "sold: %s", line)
			rw.Flush()
		}
	}()
}
