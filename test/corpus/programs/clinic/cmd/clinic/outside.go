package main

import (
	"context"
	"net/http"
	"time"

	"harness"

	"github.com/northbridge/clinic/internal/claims"
	"github.com/northbridge/clinic/internal/imaging"
	"github.com/northbridge/clinic/internal/labs"
	"github.com/northbridge/clinic/internal/merge"
	"github.com/northbridge/clinic/internal/monitor"
	"github.com/northbridge/clinic/internal/reminders"
	"github.com/northbridge/clinic/internal/scans"
)

func outsideCases() []harness.Case {
	scan := func() { scans.Read("sleep", "600") }
	scanWithin := func() { scans.ReadWithin(100*time.Millisecond, "sleep", "600") }

	wall := new(monitor.Wall)
	screens := served(wall)
	watch := against(func() string { return "ws://" + screens() }, "screens")
	pager := monitor.NewPager()
	shift := func(page func(*monitor.Pager, string), n int) func() {
		return func() {
			ctx, cancel := context.WithCancel(context.Background())
			done := make(chan struct{})
			go func() { defer close(done); pager.Carry(ctx, func(string) {}) }()
			repeat(n, func() { page(pager, "48 bpm") })()
			pause()
			cancel()
			<-done
			repeat(n, func() { page(pager, "46 bpm") })()
		}
	}

	lab := upstream("lab")
	one, two := labs.Client(), labs.Client()
	result := func(client *http.Client, first func(context.Context, *http.Client, string) (string, error)) func() {
		return func() { value(first(context.Background(), client, "http://"+lab())) }
	}

	pictures := served(imaging.Routes(100 * time.Millisecond))

	bankrupt := func(string) (string, error) { return "", claims.ErrClosed }
	submit := func() { claims.Submit(bankrupt, "bill") }
	submitOnce := func() { claims.SubmitOnce(bankrupt, "bill") }

	common := func(common func(a, b func(func(int) bool)) (int, bool)) func() {
		return func() { common(merge.Readings(0, 3), merge.Readings(10, 7)) }
	}

	mute := upstream("mute")
	remind := func() { reminders.Send(mute(), "ann@example.org") }
	remindWithin := func() { reminders.SendWithin(100*time.Millisecond, mute(), "ann@example.org") }
	const stream = "net/http.(*http2clientStream).doRequest"

	return []harness.Case{
		{
			ID: "scans-program-does-not-end", Title: "programs that are waited for without a limit", Twin: "scans-program-within",
			Growth: at(leak, "io-no-deadline", "scans-lines", 10, "The program neither writes nor ends; its reader waits for a line, before it would wait for the program.", "syscall"),
			Before: all(start(1, scan), pause), Between: all(start(10, scan), pause),
		},
		{
			ID: "scans-program-within", Title: "the same programs with a limit", Twin: "scans-program-does-not-end",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, scanWithin), pauses(1)), Between: all(start(10, scanWithin), pauses(1)),
		},
		{
			ID: "monitor-pages-after-the-shift", Title: "a goroutine for every message to somebody who has gone", Seed: "003 sending with no receiver", Twin: "monitor-pages-dropped",
			Growth: at(leak, "chan-send", "monitor-page", 40, "Pages find a reader as long as the shift lasts; those sent after it stay."),
			Before: shift((*monitor.Pager).Page, 0), Between: shift((*monitor.Pager).Page, 40),
		},
		{
			ID: "monitor-pages-dropped", Title: "the same messages, dropped when nobody reads", Seed: "003 sending with no receiver", Twin: "monitor-pages-after-the-shift",
			Growth: nothing("Nothing grows."),
			Before: shift((*monitor.Pager).PageOrDrop, 0), Between: shift((*monitor.Pager).PageOrDrop, 40),
		},
		{
			ID: "monitor-screens-connect", Title: "screens connect over WebSockets", Seed: "003 some services naturally have many",
			Growth: at(expected, "pool-or-server", "monitor-screen", 28, "Twenty-eight open connections: a handler and a reader each, until the screen leaves.", "select-no-exit"),
			Also:   []harness.Growth{in(expected, "pool-or-server", "github.com/coder/websocket.(*Conn).CloseRead.func1", 28, "The readers, which would see it leave.", "io-no-deadline")},
			Before: watch, Between: all(watch, watch), Hold: minutes,
		},
		{
			ID: "labs-streams-not-closed", Title: "HTTP/2 answers of which the first line is read", Seed: "002 HTTP body", Twin: "labs-streams-closed",
			Growth: in(leak, "http-body", stream, 29, "One connection; each answer that was not closed keeps its stream.", "select-no-exit"),
			Before: repeat(3, result(one, labs.FirstResult)), Between: repeat(29, result(one, labs.FirstResult)),
		},
		{
			ID: "labs-streams-closed", Title: "the same answers, closed", Seed: "002 HTTP body", Twin: "labs-streams-not-closed",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, result(two, labs.FirstResultClosed)), pause), Between: all(repeat(29, result(two, labs.FirstResultClosed)), pause),
		},
		{
			ID: "imaging-behind-timeout-handler", Title: "handlers behind http.TimeoutHandler that do not look at their context", Seed: "002 real handler", Twin: "imaging-behind-timeout-handler-context",
			Growth: at(leak, "chan-receive", "imaging-ready", 24, "TimeoutHandler answers 503 and leaves the handler running; it waits for a scanner that is never ready.", "orphaned-work"),
			Before: visit(pictures, "/scanner/picture", 4), Between: visit(pictures, "/scanner/picture", 24), Hold: 75 * time.Second,
		},
		{
			ID: "imaging-behind-timeout-handler-context", Title: "the same handlers, looking at their context", Seed: "002 real handler", Twin: "imaging-behind-timeout-handler",
			Growth: nothing("Nothing grows."),
			Before: visit(pictures, "/scanner/picture-context", 4), Between: visit(pictures, "/scanner/picture-context", 24),
		},
		{
			ID: "claims-retried-for-good", Title: "retries without an end, of what can't succeed", Twin: "claims-given-up",
			Growth: at(leak, "orphaned-work", "claims-retry", 17, "No limit of time or tries, context.Background, and an error that is not permanent: the bills are sent for good.", "endless-loop", "select-no-exit"),
			Before: repeat(2, submit), Between: repeat(17, submit),
		},
		{
			ID: "claims-given-up", Title: "the same bills, given up", Twin: "claims-retried-for-good",
			Growth: nothing("Nothing grows: a permanent error ends the retries."),
			Before: all(repeat(2, submitOnce), pause), Between: all(repeat(17, submitOnce), pause),
		},
		{
			ID: "merge-pulled-not-stopped", Title: "two pulled iterators, left at the first match", Twin: "merge-pulled-stopped",
			Growth:  at(leak, "iterator-not-stopped", "merge-yield", 38, "iter.Pull's goroutines live until stop or the sequence's end; the return at a match calls neither stop, two for each call."),
			Before:  repeat(2, common(func(a, b func(func(int) bool)) (int, bool) { return merge.Common(a, b) })),
			Between: repeat(19, common(func(a, b func(func(int) bool)) (int, bool) { return merge.Common(a, b) })),
		},
		{
			ID: "merge-pulled-stopped", Title: "the same iterators, stopped", Twin: "merge-pulled-not-stopped",
			Growth:  nothing("Nothing grows."),
			Before:  repeat(2, common(func(a, b func(func(int) bool)) (int, bool) { return merge.CommonStopped(a, b) })),
			Between: repeat(19, common(func(a, b func(func(int) bool)) (int, bool) { return merge.CommonStopped(a, b) })),
		},
		{
			ID: "reminders-mail-server-silent", Title: "mail to a server that does not greet", Twin: "reminders-mail-server-deadline",
			Growth: at(leak, "io-no-deadline", "reminders-dial", 15, "smtp.Dial waits for the greeting, and has no deadline."),
			Before: all(start(2, remind), pause), Between: all(start(15, remind), pause), Served: true,
		},
		{
			ID: "reminders-mail-server-deadline", Title: "the same mail with a deadline", Twin: "reminders-mail-server-silent",
			Growth: nothing("Nothing grows."),
			Before: all(start(2, remindWithin), pauses(1)), Between: all(start(15, remindWithin), pauses(1)), Served: true,
		},
	}
}
