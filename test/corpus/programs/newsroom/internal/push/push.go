// Package push sends breaking news to readers' phones.
package push

import (
	"crypto/sha256"
	"sync"
	"sync/atomic"
	"time"
)

// Gateway takes a push.
type Gateway func(device int) error

// Send tries a few times to reach every device of a list.
func Send(gateway Gateway, devices int, pause time.Duration) {
	for device := range devices {
		go func() {
			for attempt := range 4 {
				if gateway(device) == nil {
					return
				}
				time.Sleep(pause << attempt) // mark: push-retry
			}
		}()
	}
}

// Fan has one waiting goroutine for each delivery report that is due.
type Fan struct {
	reports chan int
	open    atomic.Int64
}

// NewFan returns a fan whose reports come on a channel.
func NewFan() *Fan { return &Fan{reports: make(chan int)} }

// Reports is where the reports come.
func (f *Fan) Reports() <-chan int { return f.reports }

// Deliver has a report made for each device.
func (f *Fan) Deliver(devices int) {
	for device := range devices {
		f.open.Add(1)
		go f.deliver(device)
	}
}

func (f *Fan) deliver(device int) {
	defer f.open.Add(-1)
	f.reports <- device // mark: push-report
}

// Seal signs a list of devices.
func Seal(devices int, until time.Time) [32]byte {
	var seal [32]byte
	for device := 0; time.Now().Before(until); device++ {
		seal = sha256.Sum256(append(seal[:], byte(device%max(devices, 1))))
	}
	return seal
}

// Senders are kept for as long as there is something to send, and no more of
// them than there may be.
type Senders struct {
	mu    sync.Mutex
	most  int
	count int
	work  chan func()
}

// NewSenders returns senders, at most so many.
func NewSenders(most int) *Senders { return &Senders{most: most, work: make(chan func())} }

// Do has a sender do something, a new one if all are busy and there may be one.
func (s *Senders) Do(do func()) {
	select {
	case s.work <- do:
		return
	default:
	}
	s.mu.Lock()
	if s.count < s.most {
		s.count++
		s.mu.Unlock()
		go s.sender(do)
		return
	}
	s.mu.Unlock()
	s.work <- do
}

func (s *Senders) sender(do func()) {
	for ; do != nil; do = <-s.work { // mark: push-sender
		do()
	}
}

// Close lets n senders go.
func (s *Senders) Close(n int) {
	for range n {
		s.work <- nil
	}
}
