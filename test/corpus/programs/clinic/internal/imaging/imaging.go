// Package imaging serves pictures when the scanner is ready.
package imaging

import (
	"net/http"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
)

// Scanner makes pictures.
type Scanner struct{ ready chan struct{} }

// Routes serves /now and /soon, and gives up after patience.
func Routes(patience time.Duration) http.Handler {
	s := &Scanner{ready: make(chan struct{})}
	r := chi.NewRouter()
	r.Use(middleware.RequestID, middleware.Recoverer)
	r.Use(func(next http.Handler) http.Handler {
		return http.TimeoutHandler(next, patience, "the scanner is cold\n")
	})
	r.Route("/scanner", func(r chi.Router) {
		r.Get("/picture", s.picture)
		r.Get("/picture-context", s.pictureContext)
	})
	return r
}

func (s *Scanner) picture(w http.ResponseWriter, r *http.Request) {
	<-s.ready // mark: imaging-ready
	w.WriteHeader(http.StatusOK)
}

func (s *Scanner) pictureContext(w http.ResponseWriter, r *http.Request) {
	select {
	case <-s.ready:
		w.WriteHeader(http.StatusOK)
	case <-r.Context().Done():
	}
}
