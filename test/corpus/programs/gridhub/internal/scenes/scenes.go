// Package scenes sets many devices at once.
package scenes

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Device is one of a scene's devices.
type Device struct {
	set   atomic.Bool
	ready atomic.Bool
}

// Scene is a set of devices.
type Scene struct {
	Devices []*Device
	busy    sync.WaitGroup
}

// New returns a scene with n devices.
func New(n int) *Scene {
	s := &Scene{}
	for range n {
		s.Devices = append(s.Devices, new(Device))
	}
	return s
}

// Play sets all devices and then tells that it is played.
func (s *Scene) Play(played func()) {
	for _, d := range s.Devices {
		s.busy.Go(func() { d.set.Store(true) })
	}
	s.busy.Go(func() {
		s.busy.Wait() // mark: scenes-wait
		played()
	})
}

// PlayThen does so, and the one who waits is not waited for.
func (s *Scene) PlayThen(played func()) {
	for _, d := range s.Devices {
		s.busy.Go(func() { d.set.Store(true) })
	}
	go func() {
		s.busy.Wait()
		played()
	}()
}

// Settle waits until a device is ready.
func (d *Device) Settle() {
	for !d.ready.Load() {
		runtime.Gosched()
	}
}

// Ready is called when the device says so.
func (d *Device) Ready() { d.ready.Store(true) }
