// Package render makes reports, once the warehouse has closed its books.
package render

import (
	"encoding/json"
	"net/http"
	"time"
)

// Report is what a report says.
type Report struct{ Orders int }

// Renderer renders reports.
type Renderer struct {
	BooksClose time.Duration // how long until the books are closed
	Patience   time.Duration // how long a request waits
}

// Handle answers with a report, or with a timeout when the books stay open too
// long; the rendering goes on regardless.
func (rr *Renderer) Handle(w http.ResponseWriter, r *http.Request) {
	results := make(chan Report)
	go func() {
		time.Sleep(rr.BooksClose) // mark: render-sleep
		results <- rr.compute()
	}()
	select {
	case result := <-results:
		json.NewEncoder(w).Encode(result)
	case <-time.After(rr.Patience):
		http.Error(w, "try later", http.StatusRequestTimeout)
	}
}

// HandleContext is Handle whose rendering ends with the request.
func (rr *Renderer) HandleContext(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	results := make(chan Report, 1)
	go func() {
		select {
		case <-time.After(rr.BooksClose):
			results <- rr.compute()
		case <-ctx.Done():
		}
	}()
	select {
	case result := <-results:
		json.NewEncoder(w).Encode(result)
	case <-time.After(rr.Patience):
		http.Error(w, "try later", http.StatusRequestTimeout)
	}
}

func (rr *Renderer) compute() Report { return Report{Orders: 17} }
