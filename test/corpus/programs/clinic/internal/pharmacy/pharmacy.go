// Package pharmacy dispenses, as many grams at a time as there are scales.
package pharmacy

import (
	"context"
	"errors"
	"net/http"
	"strconv"

	"golang.org/x/sync/semaphore"
)

// Counter is where prescriptions are handed in.
type Counter struct {
	scales   *semaphore.Weighted
	deferred bool
}

// New returns a counter with so many scales, which are freed by defer or by
// hand.
func New(scales int64, deferred bool) *Counter {
	return &Counter{semaphore.NewWeighted(scales), deferred}
}

// ServeHTTP dispenses what grams says.
func (c *Counter) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	dispense := c.dispense
	if c.deferred {
		dispense = c.dispenseDeferred
	}
	if err := dispense(r.URL.Query().Get("grams")); err != nil {
		http.Error(w, err.Error(), http.StatusUnprocessableEntity)
	}
}

func (c *Counter) dispense(grams string) error {
	if err := c.scales.Acquire(context.Background(), 1); err != nil { // mark: pharmacy-acquire
		return err
	}
	n, err := strconv.Atoi(grams)
	if err != nil {
		return errors.New("illegible")
	}
	weigh(n)
	c.scales.Release(1)
	return nil
}

func (c *Counter) dispenseDeferred(grams string) error {
	if err := c.scales.Acquire(context.Background(), 1); err != nil {
		return err
	}
	defer c.scales.Release(1)
	n, err := strconv.Atoi(grams)
	if err != nil {
		return errors.New("illegible")
	}
	weigh(n)
	return nil
}

func weigh(int) {}
