// Package wire takes in the stories of the news agencies.
package wire

import "strings"

// A Story is as an agency sent it.
type Story struct{ Slug, Text string }

// A Receipt tells the agency what became of its story.
type Receipt struct {
	Slug  string
	Words int
}

// Intake files stories. Receipts are for the agencies that want them.
type Intake struct{ filed map[string]Story }

// NewIntake returns an intake without stories.
func NewIntake() *Intake { return &Intake{filed: map[string]Story{}} }

// File files a story. The receipt comes on the channel.
func (in *Intake) File(s Story) <-chan Receipt {
	in.filed[s.Slug] = s
	receipts := make(chan Receipt)
	go receipt(s, receipts)
	return receipts
}

// FileBuffered is File for callers who may not want the receipt.
func (in *Intake) FileBuffered(s Story) <-chan Receipt {
	in.filed[s.Slug] = s
	receipts := make(chan Receipt, 1)
	go receipt(s, receipts)
	return receipts
}

func receipt(s Story, to chan<- Receipt) {
	to <- Receipt{s.Slug, len(strings.Fields(s.Text))} // mark: wire-receipt
}
