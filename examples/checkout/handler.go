package checkout

import (
	"context"
	"net/http"
	"time"
)

// Order is what the shopper wants to buy; Total is in cents.
type Order struct {
	ID     string
	UserID string
	Total  int64
}

// RiskResult says whether an order may be accepted, and if not, why.
type RiskResult struct {
	Approved bool
	Reason   string
}

// RiskClient judges an order. The real one is a call over the network.
type RiskClient interface {
	Check(ctx context.Context, order Order) (RiskResult, error)
}

type riskResponse struct {
	result RiskResult
	err    error
}

// Checkout LEAKS. The risk check does not know that the request may end before
// it does: when the shopper hangs up first, nobody is left to receive from
// riskCh, and the goroutine that asked stays in its send for good.
func (s *Server) Checkout(w http.ResponseWriter, r *http.Request) {
	ctx, started := r.Context(), time.Now()
	order := parseOrder(r)
	riskCh := make(chan riskResponse)

	go func() {
		result, err := s.risk.Check(context.Background(), order)
		riskCh <- riskResponse{result, err}
	}()

	select {
	case res := <-riskCh:
		s.answer(w, order, res, started)
	case <-ctx.Done():
		http.Error(w, "request cancelled", http.StatusGatewayTimeout)
	}
}
