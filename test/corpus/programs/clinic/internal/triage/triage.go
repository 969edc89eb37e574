// Package triage gathers what is known about a patient who has just come in.
package triage

import (
	"context"
	"sync"

	"golang.org/x/sync/errgroup"
)

// Nurse answers when asked to look, unless the shift has changed.
type Nurse struct {
	mu      sync.Mutex
	replies map[string]chan int
}

func (n *Nurse) ask(patient string) <-chan int {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.replies == nil {
		n.replies = map[string]chan int{}
	}
	reply := make(chan int, 1)
	n.replies[patient] = reply
	return reply
}

// Reply gives a patient's score.
func (n *Nurse) Reply(patient string, score int) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if reply, ok := n.replies[patient]; ok {
		delete(n.replies, patient)
		reply <- score
	}
}

type intake struct{ history, score, allergies int }

// Assess gathers history, score and allergies side by side.
func Assess(ctx context.Context, n *Nurse, patient string) (sum int, err error) {
	var in intake
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return look(ctx, &in.history) })
	group.Go(func() error { return look(ctx, &in.allergies) })
	group.Go(func() error {
		in.score = <-n.ask(patient) // mark: triage-score
		return nil
	})
	err = group.Wait() // mark: triage-wait
	return in.history + in.score + in.allergies, err
}

// AssessContext does so as long as ctx allows.
func AssessContext(ctx context.Context, n *Nurse, patient string) (sum int, err error) {
	var in intake
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return look(ctx, &in.history) })
	group.Go(func() error { return look(ctx, &in.allergies) })
	group.Go(func() error {
		select {
		case in.score = <-n.ask(patient):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
	err = group.Wait()
	return in.history + in.score + in.allergies, err
}

func look(ctx context.Context, into *int) error {
	*into = 1
	return ctx.Err()
}
