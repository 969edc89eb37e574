// Package invoice sends invoices, and reminders of them.
package invoice

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"time"
)

// An Office writes letters.
type Office struct{ Write func(letter string) }

// Send is the handler of /invoice: it sends an invoice and sees to the
// reminders.
func (o *Office) Send(w http.ResponseWriter, r *http.Request) {
	number := r.URL.Query().Get("number")
	o.Write("invoice " + number)
	go o.remind(number)
	io.WriteString(w, "sent\n")
}

func (o *Office) remind(number string) {
	for _, days := range []int{14, 28, 42} {
		time.Sleep(14 * 24 * time.Hour) // mark: invoice-remind
		o.Write(fmt.Sprintf("invoice %s was due %d days ago", number, days))
	}
}

// SendPlanned is Send, whose reminders a timer wakes.
func (o *Office) SendPlanned(w http.ResponseWriter, r *http.Request) {
	number := r.URL.Query().Get("number")
	o.Write("invoice " + number)
	o.plan(number, 14, 28, 42)
	io.WriteString(w, "sent\n")
}

func (o *Office) plan(number string, days ...int) {
	if len(days) == 0 {
		return
	}
	time.AfterFunc(14*24*time.Hour, func() {
		o.Write(fmt.Sprintf("invoice %s was due %d days ago", number, days[0]))
		o.plan(number, days[1:]...)
	})
}

// A Desk is where payments are looked up.
type Desk struct {
	payments chan string
	seen     map[string]bool
}

// NewDesk returns a desk that payments are handed to.
func NewDesk() *Desk { return &Desk{payments: make(chan string, 16), seen: make(map[string]bool)} }

// Await looks through the payments until the one for an invoice is there.
func (d *Desk) Await(number string) {
	for !d.seen[number] {
		select {
		case paid := <-d.payments:
			d.seen[paid] = true
		default:
		}
	}
}

// AwaitContext waits for the payment for an invoice while ctx lasts.
func (d *Desk) AwaitContext(ctx context.Context, number string) error {
	for !d.seen[number] {
		select {
		case paid := <-d.payments:
			d.seen[paid] = true
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// Dispute keeps an invoice's reminders from being sent: it holds on to the
// invoice and stays.
func Dispute(hold func(), number string) {
	go func() {
		hold()
		select {} // mark: invoice-dispute
	}()
}

// DisputeContext holds on to an invoice while ctx lasts.
func DisputeContext(ctx context.Context, hold func(), number string) {
	go func() {
		hold()
		<-ctx.Done()
	}()
}
