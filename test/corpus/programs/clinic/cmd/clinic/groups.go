package main

import (
	"context"
	"sync"
	"time"

	"harness"

	"github.com/northbridge/clinic/internal/formulary"
	"github.com/northbridge/clinic/internal/pharmacy"
	"github.com/northbridge/clinic/internal/triage"
	"github.com/northbridge/clinic/internal/wards"
)

func groupCases() []harness.Case {
	nurse := new(triage.Nurse)
	assess := func(assess func(context.Context, *triage.Nurse, string) (int, error)) func() {
		return func() {
			ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
			defer cancel()
			assess(ctx, nurse, "ann")
		}
	}
	ward := wards.Ward{{"a1", "a2"}, {"b1", "b2"}, {"c1"}}
	look := func(string) error { time.Sleep(time.Millisecond); return nil }
	slow := func(string) error { time.Sleep(25 * time.Second); return nil }
	round := func() { wards.Round(ward, look) }
	flat := func() { wards.RoundFlat(ward, look) }
	flatSlow := func() { wards.RoundFlat(ward, slow) }

	byHand := served(pharmacy.New(3, false))
	deferred := served(pharmacy.New(3, true))

	mute := upstream("mute")
	asks := func(timeout time.Duration) func() {
		f := &formulary.Formulary{Timeout: timeout}
		var once sync.Once
		return func() {
			once.Do(func() { f.Addr = mute() })
			f.Dose("aspirin")
		}
	}
	patient, impatient := asks(0), asks(50*time.Millisecond)
	const join = "golang.org/x/sync/singleflight.(*Group).Do"

	return []harness.Case{
		{
			ID: "triage-score-never-comes", Title: "an errgroup of which one member ignores its context", Seed: "003 errgroup", Twin: "triage-score-context",
			Growth: at(leak, "chan-receive", "triage-score", 18, "The nurse never replies; the group's context ends, but this member does not look at it.", "orphaned-work"),
			Also:   []harness.Growth{at(leak, "waitgroup", "triage-wait", 18, "errgroup.Wait waits for that member: an effect.")},
			Before: all(start(2, assess(triage.Assess)), pause), Between: all(start(18, assess(triage.Assess)), pause), Hold: minutes,
		},
		{
			ID: "triage-score-context", Title: "the same errgroup, all of whose members look at the context", Seed: "003 errgroup", Twin: "triage-score-never-comes",
			Growth: nothing("Nothing grows."),
			Before: all(start(2, assess(triage.AssessContext)), pause), Between: all(start(18, assess(triage.AssessContext)), pause),
		},
		{
			ID: "wards-nested-limit", Title: "members of a limited errgroup that add members to it", Seed: "003 SetLimit", Twin: "wards-flat-limit",
			Growth: at(leak, "semaphore", "wards-bed", 22, "Two rooms hold both places and wait for a place for their beds, which only they could free.", "chan-send"),
			Also:   []harness.Growth{at(leak, "semaphore", "wards-room", 11, "The rounds themselves, whose third room finds no place: an effect.", "chan-send")},
			Before: all(start(2, round), pause), Between: all(start(11, round), pause),
		},
		{
			ID: "wards-flat-limit", Title: "a limited errgroup filled from one loop", Seed: "003 SetLimit", Twin: "wards-nested-limit",
			Growth: nothing("Nothing grows."),
			Before: all(start(2, flat), pause), Between: all(start(11, flat), pause),
		},
		{
			ID: "wards-rounds-under-way", Title: "rounds under way, two visits each at a time", Seed: "003 errgroup", Twin: "wards-nested-limit",
			Growth:  in(suspect, "semaphore", "github.com/northbridge/clinic/internal/wards.RoundFlat", 4, "Four rounds wait for a place, which the visits below will free within half a minute. From one look they might as well be stuck.", "burst", "chan-send"),
			Also:    []harness.Growth{in(expected, "burst", "time.Sleep", 8, "Their visits, two each.", "endless-loop")},
			Between: all(start(4, flatSlow), pause),
		},
		{
			ID: "pharmacy-illegible", Title: "a weighted semaphore that an error does not give back", Twin: "pharmacy-illegible-deferred",
			Growth: at(leak, "semaphore", "pharmacy-acquire", 36, "Three illegible prescriptions kept all three scales; everybody else waits on context.Background, their clients having left.", "select-no-exit"),
			Before: all(visit(byHand, "/?grams=x", 3), abandon(byHand, "/?grams=5", 4)), Between: abandon(byHand, "/?grams=5", 36),
		},
		{
			ID: "pharmacy-illegible-deferred", Title: "the same semaphore, given back by defer", Twin: "pharmacy-illegible",
			Growth: nothing("Nothing grows."),
			Before: all(visit(deferred, "/?grams=x", 3), abandon(deferred, "/?grams=5", 4)), Between: abandon(deferred, "/?grams=5", 36),
		},
		{
			ID: "formulary-leader-reads-for-good", Title: "a singleflight whose leader reads without a deadline", Twin: "formulary-leader-deadline",
			Growth:  at(leak, "io-no-deadline", "formulary-read", 1, "The leader of the flight, and the cause: the server says nothing."),
			Also:    []harness.Growth{in(leak, "waitgroup", join, 31, "All in singleflight.Do: the leader and thirty who wait for it.", "io-no-deadline")},
			Between: all(start(1, patient), pause, start(30, patient), pause),
		},
		{
			ID: "formulary-leader-deadline", Title: "the same singleflight with a deadline", Twin: "formulary-leader-reads-for-good",
			Growth: nothing("Nothing grows."),
			Before: pause, Between: all(start(1, impatient), start(30, impatient), pause),
		},
	}
}
