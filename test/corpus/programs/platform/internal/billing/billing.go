// Package billing validates and charges orders in groups of steps.
package billing

import (
	"context"

	"golang.org/x/sync/errgroup"
)

// Step is one check of an order.
type Step func(ctx context.Context, order string) error

// Service runs an order's steps side by side.
type Service struct {
	Risk, Inventory, Promotions Step
}

// Validate waits for all three steps.
func (s *Service) Validate(ctx context.Context, order string) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(3)
	for _, step := range []Step{s.Risk, s.Inventory, s.Promotions} {
		g.Go(func() error { return step(ctx, order) })
	}
	return g.Wait() // mark: billing-wait
}

// Remote is a step that waits for an answer and knows of its context.
type Remote struct{ Answers chan error }

// Ask ends with the answer or the context.
func (r *Remote) Ask(ctx context.Context, order string) error {
	select {
	case err := <-r.Answers:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// AskAlone ends with the answer only.
func (r *Remote) AskAlone(_ context.Context, order string) error {
	return <-r.Answers // mark: billing-ask
}

// Charger charges orders in the background, so many at a time.
type Charger struct {
	group  errgroup.Group
	Charge func(order string) error
}

// NewCharger returns a charger with a limit.
func NewCharger(limit int, charge func(order string) error) *Charger {
	c := &Charger{Charge: charge}
	c.group.SetLimit(limit)
	return c
}

// Submit waits for its turn and leaves the charge to the background.
func (c *Charger) Submit(order string) {
	c.group.Go(func() error { // mark: billing-submit
		return c.Charge(order)
	})
}
