// Package mailbox queues messages for mailers.
package mailbox

import "sync"

// Box is a queue.
type Box struct {
	mu     sync.Mutex
	filled *sync.Cond
	mails  []string
	closed bool
}

// New returns an empty box.
func New() *Box {
	b := &Box{}
	b.filled = sync.NewCond(&b.mu)
	return b
}

// Put adds a mail.
func (b *Box) Put(mail string) {
	b.mu.Lock()
	b.mails = append(b.mails, mail)
	b.mu.Unlock()
	b.filled.Signal()
}

// Take waits for a mail; after Close it returns "".
func (b *Box) Take() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	for len(b.mails) == 0 && !b.closed {
		b.filled.Wait() // mark: mailbox-wait
	}
	if len(b.mails) == 0 {
		return ""
	}
	mail := b.mails[0]
	b.mails = b.mails[1:]
	return mail
}

// Close wakes one mailer, and leaves the others.
func (b *Box) Close() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.filled.Signal()
}

// CloseAll wakes every mailer.
func (b *Box) CloseAll() {
	b.mu.Lock()
	b.closed = true
	b.mu.Unlock()
	b.filled.Broadcast()
}
