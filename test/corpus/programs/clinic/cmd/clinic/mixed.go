package main

import (
	"context"
	"sync"

	"harness"

	"github.com/northbridge/clinic/internal/lookup"
	"github.com/northbridge/clinic/internal/monitor"
	"github.com/northbridge/clinic/internal/triage"
)

// mixedCases are a leak beside growth, or a fall, that is healthy.
func mixedCases() []harness.Case {
	wall := new(monitor.Wall)
	screens := served(wall)
	watch := against(func() string { return "ws://" + screens() }, "screens")
	nurse := new(triage.Nurse)
	forgotten := func() { triage.Assess(context.Background(), nurse, "ann") }
	var open []*lookup.Session
	var mu sync.Mutex
	session := func() {
		mu.Lock()
		defer mu.Unlock()
		open = append(open, lookup.NewSession())
	}
	closeAll := func() {
		for _, s := range open {
			s.Close()
		}
	}
	return []harness.Case{
		{
			ID: "clinic-few-forgotten-among-screens", Title: "a small leak beside many screens that connect",
			Growth: at(leak, "chan-receive", "triage-score", 5, "Five assessments wait for a nurse who never replies."),
			Also: []harness.Growth{
				at(leak, "waitgroup", "triage-wait", 5, "Their groups' waits: an effect."),
				at(expected, "pool-or-server", "monitor-screen", 42, "Screens that are connected.", "select-no-exit"),
			},
			Before: all(watch, start(1, forgotten), pause), Between: all(watch, watch, watch, start(5, forgotten), pause),
		},
		{
			ID: "clinic-sessions-end-while-forgotten", Title: "sessions end while something leaks: the total falls",
			Growth: at(leak, "chan-receive", "triage-score", 12, "Twelve assessments wait for a nurse who never replies."),
			Also: []harness.Growth{
				at(leak, "waitgroup", "triage-wait", 12, "Their groups' waits: an effect."),
				at(expected, "pool-or-server", "lookup-expire", -60, "Doctors have gone home and closed their sessions.", "client-not-closed"),
			},
			Before: all(repeat(60, session), start(2, forgotten), pause), Between: all(closeAll, start(12, forgotten), pause),
		},
		{
			ID: "clinic-sessions-closed", Title: "sessions that had piled up are closed",
			Growth: harness.Growth{Verdict: expected, Mark: "lookup-expire", By: -60, Note: "They were there at the first look and are gone at the second."},
			Before: repeat(60, session), Between: all(closeAll, pause),
		},
		{
			ID: "clinic-two-leaks", Title: "a leak of clients and a leak of waits",
			Growth: at(leak, "client-not-closed", "lookup-expire", 33, "Sessions that are never closed.", "select-no-exit", "orphaned-work"),
			Also: []harness.Growth{
				at(leak, "chan-receive", "triage-score", 16, "Assessments that wait for a nurse who never replies."),
				at(leak, "waitgroup", "triage-wait", 16, "Their groups' waits: an effect."),
			},
			Before: all(repeat(3, func() { lookup.NewSession() }), start(2, forgotten), pause), Between: all(repeat(33, func() { lookup.NewSession() }), start(16, forgotten), pause),
		},
	}
}
