// Package charging agrees with cars on when they are charged.
package charging

import (
	"context"
	"net/http"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Car is a car at a plug.
type Car struct {
	ID      string
	Answers chan int
}

// Garage has the cars of one home.
type Garage struct {
	mu   sync.Mutex
	cars map[string]*Car
}

func (g *Garage) car(id string) *Car {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.cars == nil {
		g.cars = map[string]*Car{}
	}
	if g.cars[id] == nil {
		g.cars[id] = &Car{ID: id, Answers: make(chan int)}
	}
	return g.cars[id]
}

// Charge is the handler of /charge: the driver need not wait for the car.
func (g *Garage) Charge(w http.ResponseWriter, r *http.Request) {
	go g.negotiate(context.Background(), g.car(r.FormValue("car")))
	w.WriteHeader(http.StatusAccepted)
}

// ChargeNow is Charge for drivers who wait.
func (g *Garage) ChargeNow(w http.ResponseWriter, r *http.Request) {
	g.negotiate(r.Context(), g.car(r.FormValue("car")))
}

func (g *Garage) negotiate(ctx context.Context, car *Car) {
	amps := 32
	for amps > 6 {
		select { // mark: charging-answer
		case offer := <-car.Answers:
			amps = min(offer, amps-2)
		case <-ctx.Done():
			return
		}
	}
}

// Session is one night at a plug, as a context of its own.
type Session struct {
	context.Context
	unplugged chan struct{}
}

// Plug begins a session.
func Plug(ctx context.Context) *Session {
	return &Session{ctx, make(chan struct{})}
}

// Done ends with the session.
func (s *Session) Done() <-chan struct{} { return s.unplugged }

// Prepare warms battery and cabin, side by side.
func Prepare(s *Session, steps ...func(context.Context) error) {
	group, ctx := errgroup.WithContext(s)
	for _, step := range steps {
		group.Go(func() error { return step(ctx) })
	}
}

// PrepareAll does so and waits.
func PrepareAll(s *Session, steps ...func(context.Context) error) error {
	group, ctx := errgroup.WithContext(s)
	for _, step := range steps {
		group.Go(func() error { return step(ctx) })
	}
	return group.Wait()
}
