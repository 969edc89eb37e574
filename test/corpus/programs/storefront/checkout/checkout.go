// Package checkout accepts orders after a risk check.
package checkout

import (
	"context"
	"net/http"
)

// RiskClient judges an order.
type RiskClient interface {
	Check(ctx context.Context, order string) (bool, error)
}

type riskResponse struct {
	approved bool
	err      error
}

// Server accepts orders.
type Server struct{ Risk RiskClient }

// Checkout waits for the risk check or the end of the request.
func (s *Server) Checkout(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	order := r.FormValue("id")
	riskCh := make(chan riskResponse)
	go func() {
		approved, err := s.Risk.Check(context.Background(), order)
		riskCh <- riskResponse{approved, err} // mark: checkout-send
	}()
	select {
	case res := <-riskCh:
		answer(w, res)
	case <-ctx.Done():
		http.Error(w, "request cancelled", http.StatusGatewayTimeout)
	}
}

// CheckoutFixed is Checkout with an end for its goroutine.
func (s *Server) CheckoutFixed(w http.ResponseWriter, r *http.Request) {
	ctx := r.Context()
	order := r.FormValue("id")
	riskCh := make(chan riskResponse, 1)
	go func() {
		approved, err := s.Risk.Check(ctx, order)
		select {
		case riskCh <- riskResponse{approved, err}:
		case <-ctx.Done():
		}
	}()
	select {
	case res := <-riskCh:
		answer(w, res)
	case <-ctx.Done():
		http.Error(w, "request cancelled", http.StatusGatewayTimeout)
	}
}

// CheckoutInline is Checkout without a goroutine.
func (s *Server) CheckoutInline(w http.ResponseWriter, r *http.Request) {
	approved, err := s.Risk.Check(r.Context(), r.FormValue("id"))
	answer(w, riskResponse{approved, err})
}

func answer(w http.ResponseWriter, res riskResponse) {
	switch {
	case res.err != nil:
		http.Error(w, "risk check failed", http.StatusBadGateway)
	case !res.approved:
		http.Error(w, "not approved", http.StatusForbidden)
	}
}
