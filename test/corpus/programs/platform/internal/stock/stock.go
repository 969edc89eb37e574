// Package stock reserves articles, with a bound on the weight of it all.
package stock

import (
	"context"
	"errors"

	"golang.org/x/sync/semaphore"
)

// ErrUnknown is returned for an article that nobody knows.
var ErrUnknown = errors.New("unknown article")

// Store reserves.
type Store struct{ room *semaphore.Weighted }

// NewStore returns a store with room for so many pieces under way.
func NewStore(room int64) *Store { return &Store{semaphore.NewWeighted(room)} }

// Reserve keeps the room of an unknown article.
func (s *Store) Reserve(ctx context.Context, article string, pieces int64) error {
	if err := s.room.Acquire(ctx, pieces); err != nil { // mark: stock-acquire
		return err
	}
	if article == "" {
		return ErrUnknown
	}
	s.room.Release(pieces)
	return nil
}

// ReserveDeferred gives the room back on every way out.
func (s *Store) ReserveDeferred(ctx context.Context, article string, pieces int64) error {
	if err := s.room.Acquire(ctx, pieces); err != nil {
		return err
	}
	defer s.room.Release(pieces)
	if article == "" {
		return ErrUnknown
	}
	return nil
}
