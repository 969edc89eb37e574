package main

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// slowness is how long a slow service thinks: longer than the shop's own
// timeout, and long enough for a hang-up to reach the shop.
const slowness = 400 * time.Millisecond

// services plays the risk service and the catalogue.
type services struct {
	slow atomic.Bool
	// hangUp maps an order's id to the function that makes its shopper hang
	// up; it is called when the risk check is under way, so that every
	// abandoned order has reached the shop and its goroutine.
	hangUp sync.Map
}

func startServices(addr string) (*services, error) {
	s := &services{}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /risk", s.risk)
	mux.HandleFunc("GET /catalog/{id}", s.product)
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	go http.Serve(listener, mux)
	return s, nil
}

func (s *services) risk(w http.ResponseWriter, r *http.Request) {
	if cancel, ok := s.hangUp.LoadAndDelete(r.FormValue("id")); ok {
		cancel.(context.CancelFunc)()
	}
	s.think()
	json.NewEncoder(w).Encode(map[string]any{"Approved": true})
}

func (s *services) product(w http.ResponseWriter, r *http.Request) {
	s.think()
	json.NewEncoder(w).Encode(map[string]any{"ID": r.PathValue("id"), "Name": "teapot", "Price": 2495})
}

func (s *services) think() {
	if s.slow.Load() {
		time.Sleep(slowness)
	}
}
