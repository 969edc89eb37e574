package main

import (
	"time"

	"harness"
	"parcelworks.io/depot/svc/belt"
	"parcelworks.io/depot/svc/docks"
	"parcelworks.io/depot/svc/printers"
	"parcelworks.io/depot/svc/registry"
	"parcelworks.io/depot/svc/yard"
)

func lockCases() []harness.Case {
	night := yard.New(true)
	bays := served(yard.Handler(night.Assign))
	baysDeferred := served(yard.Handler(yard.New(true).AssignDeferred))
	ask := func(addr func() string, n int) func() { return func() { abandon(addr(), "/bay?truck=7", n) } }

	readers := func() (name func(int) func(), rename func(), r *registry.Registry) {
		r = registry.New(10)
		return func(id int) func() { return func() { r.Name(id) } }, func() { r.Rename(3, "ann") }, r
	}
	name, rename, _ := readers()
	_, _, kept := readers()
	nameDeferred := func(id int) func() { return func() { kept.NameDeferred(id) } }
	pause := func() { time.Sleep(100 * time.Millisecond) }

	mute := upstream("mute")
	shared := &printers.Station{}
	table := func(do func(*printers.Station) error, timeout time.Duration) func() {
		return func() {
			shared.Addr, shared.Timeout = mute(), timeout
			do(shared)
		}
	}
	label := func(s *printers.Station) error { return s.Print("p-1") }
	now := func(s *printers.Station) error { return s.PrintNow("p-1") }

	parcels := func(halt func(*belt.Belt[string])) func() {
		return func() {
			b := belt.New[string]()
			b.Staff(6, func(string) {})
			for _, p := range []string{"a", "b", "c"} {
				b.Put(p)
			}
			time.Sleep(5 * time.Millisecond)
			halt(b)
		}
	}
	staffed := belt.New[int]()
	small := docks.New(5)
	smallDeferred := docks.New(5)
	busy := docks.New(5)

	return []harness.Case{
		{
			ID: "yard-lock-kept-on-error", Title: "an embedded lock that an early return keeps", Twin: "yard-lock-deferred",
			Growth: leak("mutex", "yard-lock", 38, "The first truck at night was turned away with the lock held; its goroutine is gone, and all others wait, their clients having left."),
			Before: ask(bays, 7), Between: ask(bays, 38), Hold: minutes,
		},
		{
			ID: "yard-lock-deferred", Title: "the same lock, given back by defer", Twin: "yard-lock-kept-on-error",
			Growth: nothing("Nothing grows."),
			Before: ask(baysDeferred, 7), Between: ask(baysDeferred, 38),
		},
		{
			ID: "registry-reader-kept", Title: "a read lock kept on an error, a writer behind it, readers behind the writer", Twin: "registry-reader-deferred",
			Growth: leak("rwmutex", "registry-rlock", 40, "A reader of an unknown customer left with the read lock; as soon as a writer waits, all readers do."),
			Also:   []harness.Growth{leak("rwmutex", "registry-lock", 1, "The writer, which waits for the reader that is gone.")},
			Before: repeat(20, name(3)), Between: all(name(99), start(1, rename), pause, start(40, name(3)), pause), Go: "go1.24.13",
		},
		{
			ID: "registry-reader-deferred", Title: "the same read lock, given back by defer", Twin: "registry-reader-kept",
			Growth: nothing("Nothing grows."),
			Before: repeat(20, nameDeferred(3)), Between: all(nameDeferred(99), start(1, func() { kept.Rename(3, "ann") }), pause, start(40, nameDeferred(3)), pause),
		},
		{
			ID: "printers-lock-held-over-read", Title: "a lock held while a printer says nothing", Twin: "printers-lock-deadline",
			Growth:  leak("io-no-deadline", "printers-read", 1, "The cause: it reads with the lock held, without a deadline, from a printer that does not answer."),
			Also:    []harness.Growth{leak("mutex", "printers-lock", 34, "The effect: everybody behind it. (By counts the queue; the holder is past this line.)")},
			Between: all(start(1, table(label, 0)), pause, start(34, table(label, 0))), Go: "go1.21.13",
		},
		{
			ID: "printers-lock-deadline", Title: "the same lock, held for as long as a deadline lasts", Twin: "printers-lock-held-over-read",
			Growth:  nothing("Nothing grows: each gives up after five milliseconds."),
			Between: all(start(35, table(label, 5*time.Millisecond)), pause, pause, pause),
		},
		{
			ID: "printers-read-no-deadline", Title: "labels sent to a printer that says nothing", Twin: "printers-read-deadline",
			Growth: leak("io-no-deadline", "printers-read", 24, "A read without a deadline waits as long as the printer is silent."),
			Before: start(3, table(now, 0)), Between: start(24, table(now, 0)), Go: "go1.24.13",
		},
		{
			ID: "printers-read-deadline", Title: "the same labels with a deadline", Twin: "printers-read-no-deadline",
			Growth: nothing("Nothing grows."),
			Before: all(start(3, table(now, 50*time.Millisecond)), pause, pause), Between: all(start(24, table(now, 50*time.Millisecond)), pause, pause), Go: "go1.24.13",
		},
		{
			ID: "belt-halted-one-woken", Title: "a generic queue that stops without telling who waits", Twin: "belt-halted-all-woken",
			Growth: leak("cond", "belt-wait", 66, "Halt sets the flag and wakes nobody; six who take from each belt stay."),
			Before: repeat(2, parcels((*belt.Belt[string]).Halt)), Between: repeat(11, parcels((*belt.Belt[string]).Halt)), Go: "go1.21.13",
		},
		{
			ID: "belt-halted-all-woken", Title: "the same queue with a broadcast", Twin: "belt-halted-one-woken",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, parcels((*belt.Belt[string]).HaltAll)), Between: repeat(11, parcels((*belt.Belt[string]).HaltAll)),
		},
		{
			ID: "belt-staff-arrives", Title: "the staff of one belt arrives", Seed: "003 some services naturally have many", Twin: "belt-halted-one-woken",
			Growth:  healthy("pool-or-server", "belt-wait", 8, "Eight people at one belt, once; they wait for work.", "cond"),
			Between: func() { staffed.Staff(8, func(int) {}) },
		},
		{
			ID: "docks-lost-to-empty-trucks", Title: "slots that an early return does not free", Seed: "003 SetLimit", Twin: "docks-deferred",
			Growth: leak("semaphore", "docks-enter", 28, "Five empty trucks kept all five docks; every later truck waits for a slot.", "chan-send"),
			Before: all(repeat(5, func() { small.Unload(0) }), start(2, func() { small.Unload(9) })), Between: start(28, func() { small.Unload(9) }), Trimpath: true,
		},
		{
			ID: "docks-deferred", Title: "the same slots, freed by defer", Seed: "003 SetLimit", Twin: "docks-lost-to-empty-trucks",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(5, func() { smallDeferred.UnloadDeferred(0) }), start(2, func() { smallDeferred.UnloadDeferred(9) }), pause), Between: all(start(28, func() { smallDeferred.UnloadDeferred(9) }), pause),
		},
		{
			ID: "docks-at-work", Title: "all docks busy, a few trucks queue", Twin: "docks-lost-to-empty-trucks",
			Growth: harness.Growth{Verdict: harness.Suspect, Pattern: "semaphore", Accept: []string{"chan-send", "burst"}, Mark: "docks-enter", By: 6,
				Note: "A morning's queue: the docks are unloading and the line moves on. From one look it might as well be stuck."},
			Also:    []harness.Growth{healthy("burst", "docks-unload", 5, "At work, for half a minute each.", "pool-or-server")},
			Between: all(start(5, func() { busy.UnloadDeferred(30_000) }), pause, start(6, func() { busy.UnloadDeferred(30_000) })),
		},
	}
}
