// Package orders confirms orders and cancels the ones that are not paid.
package orders

import (
	"time"

	"storefront/safego"
)

// Service confirms orders.
type Service struct{ confirmed chan string }

// NewService returns a service whose confirmations nobody reads yet.
func NewService(room int) *Service { return &Service{confirmed: make(chan string, room)} }

// Place confirms a shopper's order.
func (s *Service) Place(id string) { go s.confirm(id) }

// Import confirms a partner's order.
func (s *Service) Import(id string) { go s.confirm(id) }

// PlaceSafely is Place by way of safego.
func (s *Service) PlaceSafely(id string) {
	safego.Go(func() { s.confirm(id) })
}

// PlaceLater confirms an order after a pause.
func (s *Service) PlaceLater(id string, pause time.Duration) {
	time.AfterFunc(pause, func() { s.confirm(id) })
}

// Confirmed returns the next confirmation.
func (s *Service) Confirmed() string { return <-s.confirmed }

func (s *Service) confirm(id string) {
	s.confirmed <- id // mark: orders-send
}
