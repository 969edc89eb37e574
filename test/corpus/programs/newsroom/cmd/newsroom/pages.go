package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"

	"harness"
	"heraldpress.news/newsroom/internal/layoutd"
	"heraldpress.news/newsroom/internal/liveblog"
	"heraldpress.news/newsroom/internal/pdf"
	"heraldpress.news/newsroom/internal/photos"
	"heraldpress.news/newsroom/internal/press"
	"heraldpress.news/newsroom/internal/preview"
	"heraldpress.news/newsroom/internal/printqueue"
	"heraldpress.news/newsroom/internal/sections"
)

// pageCases are about what becomes of pages.
func pageCases() []harness.Case {
	impatient := preview.Renderer{Patience: 30 * time.Millisecond, Cost: 150 * time.Millisecond}
	drafts := served(&impatient)
	bounded := served(&preview.Bounded{Renderer: impatient})

	show := func(liveblog.Entry) {}
	follow := func() {
		c := liveblog.Open(show)
		c.Post(liveblog.Entry{ID: 1})
		c.Pin(1)
	}

	set := func(press.Plate) {}
	run := func(end func(*press.Crew)) func() {
		return func() {
			crew := press.Hire(6, set)
			for page := range 12 {
				crew.Set(press.Plate{Page: page})
			}
			end(crew)
		}
	}

	city := sections.New("city")
	ask := func(slug string) func() { return func() { city.Page(slug) } }
	known := func() { city.PageOf("fair") }
	askOf := func() { city.PageOf("flood") }
	swap := func(move func(string, *sections.Section, *sections.Section, func())) func() {
		return func() {
			a, b := sections.New("arts"), sections.New("business")
			var both sync.WaitGroup
			both.Add(2)
			meet := func() {
				both.Done()
				time.Sleep(50 * time.Millisecond)
			}
			go move("budget", a, b, meet)
			go move("gallery", b, a, meet)
		}
	}

	queue, fixed := printqueue.New(), printqueue.New()
	printPages := func(q *printqueue.Queue, n int) func() { return start(n, q.Print) }

	pictures := func(develop func(*photos.Lab) http.HandlerFunc) func() string {
		lab := photos.NewLab(4)
		return served(develop(lab))
	}
	lab := pictures(func(l *photos.Lab) http.HandlerFunc { return l.Develop })
	carefulLab := pictures(func(l *photos.Lab) http.HandlerFunc { return l.DevelopDeferred })
	good, bad := "/develop?picture=aGVsbG8=", "/develop?picture="+url.QueryEscape("???")

	poster := make([]byte, 20_000)
	deliver := func(r io.Reader) error { _, err := io.Copy(io.Discard, r); return err }
	send := func(limit int, send func([]byte, int, func(io.Reader) error) error) func() {
		return func() { send(poster, limit, deliver) }
	}

	helper := pdf.Converter{Script: "sleep 300 & echo page"}
	cut := pdf.Converter{Script: "sleep 300 & echo page", Wait: 50 * time.Millisecond}
	convert := func(c pdf.Converter) func() { return func() { c.Convert() } }

	socket := upstream("layout")
	connect := func() { socket() }
	place := func(limit time.Duration) func() {
		return func() { (&layoutd.Client{Socket: socket(), Limit: limit}).Place("fair") }
	}

	return []harness.Case{
		{
			ID: "preview-gives-up", Title: "a preview that is given up while it is rendered", Seed: "002 real handler", Twin: "preview-bounded",
			Growth: at(leak, "chan-send", "preview-typeset", 37, "The handler timed out; the order's channel has no buffer and no receiver.", "orphaned-work"),
			Before: visit(drafts, "/?draft=a", 4), Between: visit(drafts, "/?draft=a", 37), Served: true,
		},
		{
			ID: "preview-bounded", Title: "the same preview on the request's context, with a buffer", Seed: "002 real handler", Twin: "preview-gives-up",
			Growth: nothing("Nothing grows."),
			Before: visit(bounded, "/?draft=a", 4), Between: visit(bounded, "/?draft=a", 37), Served: true,
		},
		{
			ID: "liveblog-cursors", Title: "a cursor for every reader, which selects on two channels for good", Seed: "002 pattern 6", Twin: "liveblog-cursors-context",
			Growth: at(leak, "select-no-exit", "liveblog-follow", 23, "Nobody has the cursor any more, so that neither case can come."),
			Before: repeat(3, follow), Between: repeat(23, follow), Hold: minutes,
		},
		{
			ID: "press-one-quit-for-six", Title: "a crew of six, of which one is told to stop", Seed: "002 exercise 3", Twin: "press-shut-down",
			Growth: at(leak, "select-no-exit", "press-work", 60, "Stop sends once to quit, and six receive from it: five of each crew stay.", "orphaned-work", "pool-or-server"),
			Before: repeat(2, run((*press.Crew).Stop)), Between: repeat(12, run((*press.Crew).Stop)),
		},
		{
			ID: "press-shut-down", Title: "the same crew, quit closed", Seed: "002 exercise 3", Twin: "press-one-quit-for-six",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, run((*press.Crew).Shutdown)), Between: repeat(12, run((*press.Crew).Shutdown)),
		},
		{
			ID: "sections-lock-upgrade", Title: "a reader who wants to write before it has done reading", Twin: "sections-asks-again",
			Growth: at(leak, "rwmutex", "sections-assign", 1, "Page holds the read lock and its assign wants the write lock: it waits for itself. The cause of what follows.", "mutex"),
			Also:   []harness.Growth{at(leak, "rwmutex", "sections-look", 33, "Readers queue behind a writer that waits: an effect.", "mutex")},
			Before: repeat(10, known), Between: all(start(1, ask("flood")), pause, start(33, ask("fair")), pause),
		},
		{
			ID: "sections-asks-again", Title: "the same reader, who lets go first", Twin: "sections-lock-upgrade",
			Growth: nothing("Nothing grows."),
			Before: repeat(10, known), Between: all(start(34, askOf), pause),
		},
		{
			ID: "sections-two-locks", Title: "two locks taken in both orders", Twin: "sections-two-locks-ordered",
			Growth: at(leak, "rwmutex", "sections-move", 18, "Each of two moves has what the other waits for.", "mutex"),
			Before: all(swap(sections.Move), pause), Between: all(repeat(9, swap(sections.Move)), pause), Go: "go1.24.13",
		},
		{
			ID: "sections-two-locks-ordered", Title: "the same locks in one order", Twin: "sections-two-locks",
			Growth: nothing("Nothing grows."),
			Before: all(swap(sections.MoveOrdered), pause), Between: all(repeat(9, swap(sections.MoveOrdered)), pause, pause), Go: "go1.24.13",
		},
		{
			ID: "printqueue-not-woken", Title: "a press that resumes and tells nobody", Twin: "printqueue-woken",
			Growth:  at(leak, "cond", "printqueue-wait", 52, "Resume sets paused to false without a signal."),
			Before:  all(printPages(queue, 9), pause),
			Between: all(queue.Pause, printPages(queue, 52), pause, queue.Resume, printPages(queue, 30), pause),
		},
		{
			ID: "printqueue-woken", Title: "the same press with a broadcast", Twin: "printqueue-not-woken",
			Growth:  nothing("Nothing grows."),
			Before:  all(printPages(fixed, 9), pause),
			Between: all(fixed.Pause, printPages(fixed, 52), pause, fixed.ResumeAll, printPages(fixed, 30), pause),
		},
		{
			ID: "photos-panics-keep-enlargers", Title: "slots that a panic keeps", Twin: "photos-panics-deferred",
			Growth: at(leak, "semaphore", "photos-enlarger", 32, "Four broken pictures panicked between taking and giving back; every later one waits for a slot.", "chan-send"),
			Before: all(visit(lab, good, 6), abandon(lab, bad, 4), abandon(lab, good, 3)), Between: abandon(lab, good, 32),
		},
		{
			ID: "photos-panics-deferred", Title: "the same slots, given back by defer", Twin: "photos-panics-keep-enlargers",
			Growth: nothing("Nothing grows."),
			Before: all(visit(carefulLab, good, 6), abandon(carefulLab, bad, 4)), Between: visit(carefulLab, good, 32),
		},
		{
			ID: "photos-too-large", Title: "an encoder that writes into a pipe nobody reads", Twin: "photos-too-large-closed",
			Growth: at(leak, "select-no-exit", "photos-encode", 19, "Send returns before it reads; io.Pipe has no buffer, and neither end is closed.", "io-no-deadline", "orphaned-work", "unknown"),
			Before: all(repeat(12, send(1<<20, photos.Send)), repeat(2, send(1000, photos.Send))), Between: all(repeat(12, send(1<<20, photos.Send)), repeat(19, send(1000, photos.Send))),
		},
		{
			ID: "photos-too-large-closed", Title: "the same encoder, whose pipe is closed", Twin: "photos-too-large",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, send(1000, photos.SendClosed)), Between: repeat(19, send(1000, photos.SendClosed)),
		},
		{
			ID: "pdf-helper-keeps-output", Title: "a program whose child keeps its output open", Twin: "pdf-wait-delay",
			Growth: at(leak, "syscall", "pdf-wait", 7, "The program ended; its child has the pipe, and Wait waits for the pipe's end.", "io-no-deadline", "chan-receive", "waitgroup"),
			Also:   []harness.Growth{in(leak, "io-no-deadline", "os/exec.(*Cmd).writerDescriptor.func1", 7, "The copies of the output that Wait waits for.", "syscall", "client-not-closed")},
			Before: all(start(1, convert(helper)), pause), Between: all(start(7, convert(helper)), pause),
		},
		{
			ID: "pdf-wait-delay", Title: "the same program with a WaitDelay", Twin: "pdf-helper-keeps-output",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, convert(cut)), pause), Between: all(start(7, convert(cut)), pause, pause),
		},
		{
			ID: "layoutd-no-answer", Title: "a question over a Unix socket without a deadline", Twin: "layoutd-deadline",
			Growth: at(leak, "io-no-deadline", "layoutd-decode", 13, "The layout program took the question and says nothing."),
			Before: all(connect, start(2, place(0)), pause), Between: all(start(13, place(0)), pause), Trimpath: true,
		},
		{
			ID: "layoutd-deadline", Title: "the same question with a deadline", Twin: "layoutd-no-answer",
			Growth: nothing("Nothing grows."),
			Before: all(connect, start(2, place(50*time.Millisecond)), pause), Between: all(start(13, place(50*time.Millisecond)), pause), Trimpath: true,
		},
	}
}

// hello is a page that is there at once.
func hello(w http.ResponseWriter, r *http.Request) { fmt.Fprintln(w, "Good morning.") }
