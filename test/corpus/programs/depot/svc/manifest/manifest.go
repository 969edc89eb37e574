// Package manifest checks what a truck says it carries.
package manifest

import (
	"errors"
	"time"
)

// Manifest is a truck's list of parcels.
type Manifest struct {
	Truck   string
	Parcels []string
	Weight  int
}

type check func(Manifest) error

var checks = []check{Manifest.truck, Manifest.parcels, Manifest.weight, Manifest.truck}

// known looks something up in the office's books.
func known() { time.Sleep(2 * time.Millisecond) }

func (m Manifest) truck() error {
	known()
	if m.Truck == "" {
		return errors.New("no truck")
	}
	return nil
}

func (m Manifest) parcels() error {
	known()
	if len(m.Parcels) == 0 {
		return errors.New("no parcels")
	}
	return nil
}

func (m Manifest) weight() error {
	if m.Weight > 24_000 {
		return errors.New("too heavy")
	}
	return nil
}

// Verify runs all checks at once and returns the first error.
func Verify(m Manifest) error {
	verdicts := make(chan error)
	for _, c := range checks {
		c := c
		go func() {
			verdicts <- c(m) // mark: manifest-verdict
		}()
	}
	for range checks {
		if err := <-verdicts; err != nil {
			return err
		}
	}
	return nil
}

// VerifyAll runs all checks at once and returns all their errors.
func VerifyAll(m Manifest) error {
	verdicts := make(chan error)
	for _, c := range checks {
		c := c
		go func() { verdicts <- c(m) }()
	}
	var all []error
	for range checks {
		all = append(all, <-verdicts)
	}
	return errors.Join(all...)
}
