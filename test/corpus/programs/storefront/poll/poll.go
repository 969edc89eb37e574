// Package poll lets browsers wait for the next change of an order.
package poll

import "net/http"

// Server hands out changes.
type Server struct{ changes chan string }

// NewServer returns a server without changes.
func NewServer() *Server { return &Server{changes: make(chan string)} }

// Wait answers with the next change, whether the browser is still there or not.
func (s *Server) Wait(w http.ResponseWriter, r *http.Request) {
	change := <-s.changes // mark: poll-receive
	w.Write([]byte(change))
}

// WaitContext is Wait that ends when the browser leaves.
func (s *Server) WaitContext(w http.ResponseWriter, r *http.Request) {
	select { // mark: poll-select
	case change := <-s.changes:
		w.Write([]byte(change))
	case <-r.Context().Done():
	}
}
