// Package approvals holds orders that a person must approve.
package approvals

import "context"

// Desk is where approvals are given.
type Desk struct {
	shipped  int
	approved map[string]chan string
}

// NewDesk returns an empty desk.
func NewDesk() *Desk { return &Desk{approved: map[string]chan string{}} }

// Hold ships the order once it is approved. An order that is withdrawn is taken
// off the desk, and its approval never comes.
func (d *Desk) Hold(order string) {
	approval := make(chan string)
	d.approved[order] = approval
	go func() {
		by := <-approval // mark: approval-receive
		d.ship(order, by)
	}()
}

// HoldContext is Hold for as long as ctx lives.
func (d *Desk) HoldContext(ctx context.Context, order string) {
	approval := make(chan string)
	d.approved[order] = approval
	go func() {
		select {
		case by := <-approval:
			d.ship(order, by)
		case <-ctx.Done():
		}
	}()
}

// Withdraw takes an order off the desk.
func (d *Desk) Withdraw(order string) { delete(d.approved, order) }

func (d *Desk) ship(order, by string) { d.shipped++ }
