// Package checkout is a small shop service with the goroutine leaks that such
// services really have, and the same service without them.
package checkout

import (
	"encoding/json"
	"errors"
	"log"
	"net/http"
	"strconv"
	"time"

	"checkout/audit"
	"checkout/catalog"
	"checkout/receipts"
)

// Server answers the shop's requests.
type Server struct {
	risk     RiskClient
	catalog  *catalog.Client
	receipts *receipts.Pool
}

// New returns a server that asks risk about orders, catalog about products,
// and hands accepted orders to receipts.
func New(risk RiskClient, catalog *catalog.Client, receipts *receipts.Pool) *Server {
	return &Server{risk: risk, catalog: catalog, receipts: receipts}
}

// Routes returns the service's handlers: the leaking ones, or with fixed the
// repaired ones, at the same addresses.
func (s *Server) Routes(fixed bool) http.Handler {
	mux := http.NewServeMux()
	if fixed {
		mux.HandleFunc("POST /checkout", s.CheckoutFixed)
		mux.HandleFunc("GET /products/{id}", s.ProductFixed)
		mux.HandleFunc("POST /refund", s.RefundFixed)
	} else {
		mux.HandleFunc("POST /checkout", s.Checkout)
		mux.HandleFunc("GET /products/{id}", s.Product)
		mux.HandleFunc("POST /refund", s.Refund)
	}
	return mux
}

// Product shows one product of the catalogue.
func (s *Server) Product(w http.ResponseWriter, r *http.Request) {
	product, err := s.catalog.Fetch(r.PathValue("id"))
	writeProduct(w, product, err)
}

// ProductFixed is Product for a client that stops with the request.
func (s *Server) ProductFixed(w http.ResponseWriter, r *http.Request) {
	product, err := s.catalog.FetchContext(r.Context(), r.PathValue("id"))
	writeProduct(w, product, err)
}

// Refund LEAKS: a refund that is turned down leaves its audit trail open.
func (s *Server) Refund(w http.ResponseWriter, r *http.Request) {
	trail := audit.Open(r.FormValue("id"))
	trail.Record("requested")
	if r.FormValue("receipt") == "" {
		trail.Record("turned down")
		http.Error(w, "no receipt", http.StatusBadRequest)
		return
	}
	trail.Record("paid")
	trail.Close()
}

// RefundFixed closes its trail on every way out.
func (s *Server) RefundFixed(w http.ResponseWriter, r *http.Request) {
	trail := audit.Open(r.FormValue("id"))
	defer trail.Close()
	trail.Record("requested")
	if r.FormValue("receipt") == "" {
		trail.Record("turned down")
		http.Error(w, "no receipt", http.StatusBadRequest)
		return
	}
	trail.Record("paid")
}

func parseOrder(r *http.Request) Order {
	total, _ := strconv.ParseInt(r.FormValue("total"), 10, 64)
	return Order{ID: r.FormValue("id"), UserID: r.FormValue("user"), Total: total}
}

func (s *Server) answer(w http.ResponseWriter, order Order, res riskResponse, started time.Time) {
	switch {
	case res.err != nil:
		http.Error(w, "risk check failed", http.StatusBadGateway)
	case !res.result.Approved:
		http.Error(w, res.result.Reason, http.StatusForbidden)
	default:
		s.receipts.Send(receipts.Receipt{OrderID: order.ID, Total: order.Total})
		writeJSON(w, map[string]string{"status": "accepted", "took": time.Since(started).String()})
	}
}

func writeProduct(w http.ResponseWriter, product *catalog.Product, err error) {
	switch {
	case errors.Is(err, catalog.ErrTimeout):
		http.Error(w, err.Error(), http.StatusGatewayTimeout)
	case err != nil:
		http.Error(w, err.Error(), http.StatusBadGateway)
	default:
		writeJSON(w, product)
	}
}

func writeJSON(w http.ResponseWriter, v any) {
	w.Header().Set("Content-Type", "application/json")
	if err := json.NewEncoder(w).Encode(v); err != nil {
		log.Printf("answer: %v", err)
	}
}
