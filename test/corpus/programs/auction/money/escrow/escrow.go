// Package escrow holds buyers' money until the hammer price is settled.
package escrow

import (
	"errors"
	"fmt"
	"sync"
	"time"
)

// An Account is one party's money.
type Account struct {
	Number  int
	mu      sync.Mutex
	balance int64
}

// ErrShort is returned where there is not enough.
var ErrShort = errors.New("escrow: not enough")

// Transfer moves an amount; verify looks at the paper in between.
func Transfer(from, to *Account, amount int64, verify func()) error {
	from.mu.Lock()
	defer from.mu.Unlock()
	verify()
	to.mu.Lock() // mark: escrow-second-lock
	defer to.mu.Unlock()
	return move(from, to, amount)
}

// TransferInOrder takes the locks in the order of the numbers.
func TransferInOrder(from, to *Account, amount int64, verify func()) error {
	first, second := from, to
	if second.Number < first.Number {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	verify()
	second.mu.Lock()
	defer second.mu.Unlock()
	return move(from, to, amount)
}

func move(from, to *Account, amount int64) error {
	if from.balance < amount {
		return fmt.Errorf("account %d: %w", from.Number, ErrShort)
	}
	from.balance -= amount
	to.balance += amount
	return nil
}

// A Settlement is due some days after the sale.
type Settlement struct {
	mu    sync.Mutex
	lots  map[string]int64
	Price func(lot string) int64
}

// Due settles a lot after a while.
func (s *Settlement) Due(lot string, after time.Duration) *time.Timer {
	return time.AfterFunc(after, func() { s.settle(lot) })
}

// settle never lets a bad price end the process.
func (s *Settlement) settle(lot string) {
	defer func() { recover() }()
	s.mu.Lock() // mark: escrow-settle-lock
	if s.lots == nil {
		s.lots = make(map[string]int64)
	}
	s.lots[lot] = s.Price(lot)
	s.mu.Unlock()
}

// DueDeferred is Due whose lock is given back whatever happens.
func (s *Settlement) DueDeferred(lot string, after time.Duration) *time.Timer {
	return time.AfterFunc(after, func() {
		defer func() { recover() }()
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.lots == nil {
			s.lots = make(map[string]int64)
		}
		s.lots[lot] = s.Price(lot)
	})
}
