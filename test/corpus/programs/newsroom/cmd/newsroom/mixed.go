package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httputil"
	"net/url"
	"sync"
	"time"

	"harness"
	"heraldpress.news/newsroom/internal/collab"
	"heraldpress.news/newsroom/internal/morgue"
	"heraldpress.news/newsroom/internal/press"
	"heraldpress.news/newsroom/internal/push"
	"heraldpress.news/newsroom/internal/readability"
)

// mixedCases are about growth that is healthy, alone or beside a leak.
func mixedCases() []harness.Case {
	greet := served(http.HandlerFunc(hello))
	keep := func(n int) func() {
		return func() {
			for _, b := range harness.Crowd(greet(), "/", n) {
				b.Answer()
			}
		}
	}
	slow := sync.OnceValue(func() string {
		target := value(url.Parse("http://" + harness.Upstream("slow")))
		return serve(httputil.NewSingleHostReverseProxy(target))
	})

	clippings := &morgue.Client{Latency: 30 * time.Millisecond}
	late := func() {
		ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
		defer cancel()
		clippings.Background(ctx, "fair")
	}
	scale := readability.NewScale()
	score := func() { scale.Score("fair", "Sun. Rain.") }
	desk, name := collab.NewRoom(), numbered("article")
	forgotten := func() { s := name(); desk.Open(s); desk.Leave(s) }
	var open []string
	joined := func() { s := name(); desk.Open(s); open = append(open, s) }
	endAll := func() {
		for _, s := range open {
			desk.End(s)
		}
		open = nil
	}

	busy := func(s *push.Senders, n int) func() {
		return func() {
			var sent sync.WaitGroup
			sent.Add(n)
			for range n {
				go s.Do(func() { time.Sleep(20 * time.Millisecond); sent.Done() })
			}
			sent.Wait()
		}
	}
	senders, many, level := push.NewSenders(32), push.NewSenders(120), push.NewSenders(30)

	var crew *press.Crew
	shift := func() {
		if crew != nil {
			crew.Shutdown()
		}
		crew = press.Hire(40, func(press.Plate) {})
	}
	night := press.Hire
	fan := push.NewFan()
	firstReports := func() {
		for range 200 {
			<-fan.Reports()
		}
	}
	down := func(int) error { return errors.New("push: the gateway is down") }

	return []harness.Case{
		{
			ID: "push-reports-nobody-reads", Title: "a goroutine for every delivery report, and no reader any more",
			Growth: at(leak, "chan-send", "push-report", 3000, "The reader took two hundred and returned; every later report has a goroutine that waits for it."),
			Before: all(func() { fan.Deliver(220) }, firstReports), Between: func() { fan.Deliver(3000) },
		},
		{
			ID: "push-gateway-down", Title: "pushes that are tried again, four times at most",
			Growth:  at(expected, "burst", "push-retry", 150, "Young, bounded, and done within minutes: the next look will not see them.", "endless-loop", "orphaned-work"),
			Between: func() { push.Send(down, 150, 20*time.Second) },
		},
		{
			ID: "push-seals", Title: "a burst of work on the processor",
			Growth:  in(expected, "burst", "heraldpress.news/newsroom/internal/push.Seal", 4, "They compute and will be done.", "endless-loop"),
			Between: start(4, func() { push.Seal(100, time.Now().Add(10*time.Second)) }), Go: "go1.27.0",
		},
		{
			ID: "push-senders-fill", Title: "senders, up to as many as there may be", Seed: "003 some services naturally have many",
			Growth: at(expected, "pool-or-server", "push-sender", 26, "From six to the thirty-two that there may be; they wait for work.", "chan-receive"),
			Before: busy(senders, 6), Between: busy(senders, 300), Hold: minutes,
		},
		{
			ID: "push-senders-full", Title: "the same senders at their bound", Twin: "push-senders-fill",
			Growth: nothing("Nothing grows."),
			Before: busy(senders, 200), Between: busy(senders, 500),
		},
		{
			ID: "press-next-shift", Title: "one shift goes home, the next comes",
			Growth: nothing("As many as before, none of them the same."),
			Before: shift, Between: shift,
		},
		{
			ID: "newsroom-readers-keep-alive", Title: "readers' connections that stay open", Seed: "003 some services naturally have many",
			Growth: in(expected, "pool-or-server", connServe, 180, "Browsers that may ask again."),
			Before: keep(20), Between: keep(180), Trimpath: true,
		},
		{
			ID: "newsroom-readers-come-and-go", Title: "readers who came and have gone", Twin: "newsroom-readers-keep-alive",
			Growth: nothing("Nothing grows."),
			Before: visit(greet, "/", 30), Between: visit(greet, "/", 300),
		},
		{
			ID: "newsroom-proxy-in-flight", Title: "requests that wait for a slow service, their readers too",
			Growth: in(expected, "burst", "net/http/httputil.(*ReverseProxy).ServeHTTP", 33, "Their readers are connected and the service is at work.", "pool-or-server", "io-no-deadline"),
			Also: []harness.Growth{
				in(expected, "pool-or-server", readLoop, 33, "Their connections to the service.", "burst", "io-no-deadline"),
				in(expected, "pool-or-server", writeLoop, 33, "Their connections to the service.", "burst", "io-no-deadline"),
			},
			Before: func() { slow() }, Between: stay(slow, "/", 33),
		},
		{
			ID: "newsroom-wakes", Title: "the newsroom starts up",
			Growth: at(expected, "pool-or-server", "press-work", 6, "One crew, hired once.", "select-no-exit"),
			Also: []harness.Growth{
				in(expected, "pool-or-server", "net/http.(*Server).Serve", 2, "Two ports."),
				at(expected, "pool-or-server", "push-sender", 3, "The first senders.", "chan-receive"),
			},
			Between: func() {
				greet()
				serve(http.NotFoundHandler())
				night(6, func(press.Plate) {})
				busy(push.NewSenders(3), 9)()
			},
		},
		{
			ID: "newsroom-three-in-a-crowd", Title: "a leak of three beside hundreds of connections",
			Growth: at(leak, "chan-send", "readability-compute", 3, "Three scores that were known already were computed again."),
			Also:   []harness.Growth{in(expected, "pool-or-server", connServe, 260, "Browsers that may ask again.")},
			Before: all(keep(40), repeat(2, score)), Between: all(keep(260), repeat(3, score)), Served: true,
		},
		{
			ID: "newsroom-leak-as-senders-go", Title: "senders are let go while something leaks: the total falls",
			Growth: at(leak, "chan-send", "morgue-request", 14, "Sidebars that came too late, while a hundred senders went.", "orphaned-work"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "push-sender", -100, "The rush is over.", "chan-receive")},
			Before: all(busy(many, 600), repeat(2, late), pause), Between: all(func() { many.Close(100) }, repeat(14, late), pause),
		},
		{
			ID: "newsroom-leak-at-level-total", Title: "as many leak as senders go: the total stays",
			Growth: at(leak, "range-never-closed", "collab-loop", 20, "Sessions that were left, not ended.", "chan-receive"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "push-sender", -20, "Senders that were let go.", "chan-receive")},
			Before: all(busy(level, 200), repeat(3, forgotten)), Between: all(func() { level.Close(20) }, repeat(20, forgotten), pause),
		},
		{
			ID: "newsroom-two-leaks", Title: "late sidebars and forgotten sessions",
			Growth: at(leak, "range-never-closed", "collab-loop", 51, "Sessions that were left, not ended.", "chan-receive"),
			Also:   []harness.Growth{at(leak, "chan-send", "morgue-request", 17, "Sidebars that came too late.", "orphaned-work")},
			Before: all(repeat(4, forgotten), repeat(3, late), pause), Between: all(repeat(51, forgotten), repeat(17, late), pause),
		},
		{
			ID: "newsroom-sessions-ended", Title: "sessions that had piled up are ended",
			Growth: harness.Growth{Verdict: expected, Mark: "collab-loop", By: -66, Note: "They were there at the first look and are gone at the second."},
			Before: repeat(66, joined), Between: all(endAll, pause),
		},
	}
}
