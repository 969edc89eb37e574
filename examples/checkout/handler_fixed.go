package checkout

import (
	"net/http"
	"time"
)

// CheckoutFixed is Checkout with its goroutine given an end: the risk check
// stops with the request, the channel has room for the one result there will
// be, and the send gives way to the cancellation.
func (s *Server) CheckoutFixed(w http.ResponseWriter, r *http.Request) {
	ctx, started := r.Context(), time.Now()
	order := parseOrder(r)
	riskCh := make(chan riskResponse, 1)

	go func() {
		result, err := s.risk.Check(ctx, order)
		select {
		case riskCh <- riskResponse{result, err}:
		case <-ctx.Done():
		}
	}()

	select {
	case res := <-riskCh:
		s.answer(w, order, res, started)
	case <-ctx.Done():
		http.Error(w, "request cancelled", http.StatusGatewayTimeout)
	}
}
