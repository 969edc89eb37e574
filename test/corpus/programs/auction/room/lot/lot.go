// Package lot sells one lot: an actor that owns its price, and takes bids one
// after the other.
package lot

import (
	"context"
	"errors"
	"time"
)

// ErrLate is the answer to a bid that nobody judged in time.
var ErrLate = errors.New("lot: no judgement in time")

type bid struct {
	paddle int
	amount int64
	judged chan bool
}

// A Lot is under the hammer from Open to Close.
type Lot struct {
	bids   chan bid
	closed chan struct{}
	high   int64
	check  func(paddle int) bool
}

// Open puts a lot under the hammer; check says whether a paddle may bid.
func Open(reserve int64, check func(paddle int) bool) *Lot {
	l := &Lot{bids: make(chan bid), closed: make(chan struct{}), high: reserve, check: check}
	go l.sell()
	return l
}

// Close ends the sale.
func (l *Lot) Close() { close(l.closed) }

func (l *Lot) sell() {
	for {
		select {
		case b := <-l.bids:
			l.judge(b)
		case <-l.closed:
			return
		}
	}
}

func (l *Lot) judge(b bid) {
	accepted := l.check(b.paddle) && b.amount > l.high
	if accepted {
		l.high = b.amount
	}
	b.judged <- accepted // mark: lot-judged
}

// Bid bids, and waits for the judgement as long as ctx lasts.
func (l *Lot) Bid(ctx context.Context, paddle int, amount int64) (bool, error) {
	return l.offer(ctx, bid{paddle, amount, make(chan bool)})
}

// BidBuffered is Bid with room for a judgement that nobody reads.
func (l *Lot) BidBuffered(ctx context.Context, paddle int, amount int64) (bool, error) {
	return l.offer(ctx, bid{paddle, amount, make(chan bool, 1)})
}

func (l *Lot) offer(ctx context.Context, b bid) (bool, error) {
	select {
	case l.bids <- b: // the auctioneer has seen the paddle
	case <-ctx.Done():
		return false, ErrLate
	}
	select {
	case ok := <-b.judged:
		return ok, nil
	case <-ctx.Done():
		return false, ErrLate
	}
}

// Slow is a check that takes its time.
func Slow(d time.Duration) func(int) bool {
	return func(int) bool { time.Sleep(d); return true }
}
