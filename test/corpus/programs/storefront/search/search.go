// Package search answers search requests from a slow database.
package search

import (
	"context"
	"net/http"
	"time"
)

// Server answers searches.
type Server struct {
	Timeout time.Duration
	Query   func(ctx context.Context) string
}

// Handle answers, or gives up after the timeout.
func (s *Server) Handle(w http.ResponseWriter, r *http.Request) {
	result := make(chan string)
	go func() {
		data := s.Query(context.Background())
		result <- data // mark: search-send
	}()
	select {
	case data := <-result:
		w.Write([]byte(data))
	case <-time.After(s.Timeout):
		http.Error(w, "timeout", http.StatusRequestTimeout)
	}
}

// HandleFixed is Handle with a query that ends with the request.
func (s *Server) HandleFixed(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), s.Timeout)
	defer cancel()
	result := make(chan string, 1)
	go func() {
		data := s.Query(ctx)
		select {
		case result <- data:
		case <-ctx.Done():
		}
	}()
	select {
	case data := <-result:
		w.Write([]byte(data))
	case <-ctx.Done():
		http.Error(w, "timeout", http.StatusRequestTimeout)
	}
}
