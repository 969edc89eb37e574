// Package paywall counts what readers have read.
package paywall

import (
	"sync/atomic"
	"time"
)

// Meter counts one visit's articles and books them every so often.
type Meter struct {
	read   atomic.Int64
	booked func(int64)
}

// Visit starts a meter.
func Visit(every time.Duration, booked func(int64)) *Meter {
	m := &Meter{booked: booked}
	go func() {
		flush := time.NewTicker(every)
		for {
			<-flush.C // mark: paywall-flush
			m.booked(m.read.Swap(0))
		}
	}()
	return m
}

// Read counts an article.
func (m *Meter) Read() { m.read.Add(1) }

// VisitUntil starts a meter that stops with its visit.
func VisitUntil(every time.Duration, over <-chan struct{}, booked func(int64)) *Meter {
	m := &Meter{booked: booked}
	go func() {
		flush := time.NewTicker(every)
		defer flush.Stop()
		for {
			select {
			case <-flush.C:
				m.booked(m.read.Swap(0))
			case <-over:
				m.booked(m.read.Swap(0))
				return
			}
		}
	}()
	return m
}
