// Package docks unloads trucks, as many at a time as there are docks.
package docks

import (
	"errors"
	"time"
)

// Docks is the number of docks, as slots.
type Docks struct{ slots chan struct{} }

// New returns n free docks.
func New(n int) *Docks { return &Docks{make(chan struct{}, n)} }

func (d *Docks) enter() { d.slots <- struct{}{} } // mark: docks-enter
func (d *Docks) leave() { <-d.slots }

// Unload unloads a truck.
func (d *Docks) Unload(pallets int) error {
	d.enter()
	if pallets == 0 {
		return errors.New("an empty truck")
	}
	unload(pallets)
	d.leave()
	return nil
}

// UnloadDeferred unloads a truck and frees the dock in any case.
func (d *Docks) UnloadDeferred(pallets int) error {
	d.enter()
	defer d.leave()
	if pallets == 0 {
		return errors.New("an empty truck")
	}
	unload(pallets)
	return nil
}

func unload(pallets int) {
	time.Sleep(time.Duration(pallets) * time.Millisecond) // mark: docks-unload
}
