// Package ledger books payments.
package ledger

import "sync"

// Book is a ledger. Every entry is sent to the auditor.
type Book struct {
	mu      sync.Mutex
	balance int64
	Auditor chan int64
}

// Post books an amount and tells the auditor, all under the lock.
func (b *Book) Post(amount int64) {
	b.mu.Lock() // mark: ledger-lock
	defer b.mu.Unlock()
	b.balance += amount
	b.Auditor <- amount // mark: ledger-holder
}

// PostOutside tells the auditor after the lock is given back, and only if he
// listens.
func (b *Book) PostOutside(amount int64) {
	b.mu.Lock()
	b.balance += amount
	b.mu.Unlock()
	select {
	case b.Auditor <- amount:
	default:
	}
}

// Balance forgets to unlock an empty book.
func (b *Book) Balance() int64 {
	b.mu.Lock() // mark: ledger-balance
	if b.balance == 0 {
		return 0
	}
	balance := b.balance
	b.mu.Unlock()
	return balance
}
