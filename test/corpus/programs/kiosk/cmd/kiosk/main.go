// Command kiosk runs the cases of the corpus whose code is all in package main,
// captured over net/http/pprof.
package main

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"harness"
)

func main() {
	cases := cases()
	for i := range cases {
		cases[i].Served = true
	}
	harness.Main(cases, upstreams, ambient)
}

// ambient is what the kiosk runs whatever it is asked to do.
func ambient() { go heartbeat() }

func heartbeat() {
	for {
		time.Sleep(time.Minute)
	}
}

// upstreams are served by processes of their own.
var upstreams = map[string]harness.Server{
	// news sends a line and then nothing more, without an end.
	"news": func() (string, error) {
		return serve(func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "no news yet\n")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		})
	},
}

func serve(handler http.HandlerFunc) (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	go http.Serve(listener, handler)
	return listener.Addr().String(), nil
}

// served serves handler when its address is first asked for.
func served(handler http.HandlerFunc) func() string {
	return sync.OnceValue(func() string {
		addr, err := serve(handler)
		if err != nil {
			panic(err)
		}
		return addr
	})
}

// repeat returns what calls do n times.
func repeat(n int, do func()) func() {
	return func() {
		for range n {
			do()
		}
	}
}

func cases() []harness.Case {
	shop := served(handlerWithLeak)
	repaired := served(handlerFixed)
	visit := func(addr func() string, n int) func() {
		return func() {
			harness.Visit(addr(), "/", n)
			time.Sleep(400 * time.Millisecond)
		}
	}
	news := sync.OnceValue(func() string { return "http://" + harness.Upstream("news") })
	tills := sync.OnceValue(func() string { return acceptTills() })
	connect := func(n int) func() {
		return func() {
			for range n {
				harness.Browse(tills()).Ask("/")
			}
		}
	}
	return []harness.Case{
		{
			ID: "kiosk-send", Title: "the guide's first leak, as it stands there", Seed: "002 pattern 1", Twin: "kiosk-send-buffered",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "kiosk-send", By: 100, Note: "No receiver."},
			Before: repeat(10, leak), Between: repeat(100, leak),
		},
		{
			ID: "kiosk-send-buffered", Title: "the guide's first leak, with a buffer", Seed: "002 pattern 1, fix 1", Twin: "kiosk-send",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: repeat(10, fixed), Between: repeat(100, fixed),
		},
		{
			ID: "kiosk-handler", Title: "the guide's handler, as it stands there", Seed: "002 real example", Twin: "kiosk-handler-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "kiosk-handler-send", By: 60, Note: "The handler timed out before its query."},
			Before: visit(shop, 5), Between: visit(shop, 60), Hold: 125 * time.Second,
		},
		{
			ID: "kiosk-handler-fixed", Title: "the guide's repaired handler", Seed: "002 real example, fixed", Twin: "kiosk-handler",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: visit(repaired, 5), Between: visit(repaired, 60),
		},
		{
			ID: "kiosk-pipeline", Title: "a pipeline whose last stage stops early", Twin: "kiosk-pipeline-drained",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "kiosk-square-send", By: 40, Note: "The reader took one number of many; this stage finds no receiver."},
			Also:   []harness.Growth{{Verdict: harness.Leak, Pattern: "chan-send", Mark: "kiosk-generate-send", By: 40, Note: "The stage before it, stuck in turn."}},
			Before: repeat(6, firstSquare), Between: repeat(40, firstSquare),
		},
		{
			ID: "kiosk-pipeline-drained", Title: "a pipeline that is read to its end", Twin: "kiosk-pipeline",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: repeat(6, allSquares), Between: repeat(40, allSquares),
		},
		{
			ID: "kiosk-walk", Title: "walkers that find something at every depth, for a reader who left", Twin: "kiosk-pipeline-drained",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "kiosk-walk-send", By: 48, Note: "One line at eight depths of a recursion: eight stacks, one leak."},
			Before: repeat(1, walkDepths), Between: repeat(6, walkDepths),
		},
		{
			ID: "kiosk-two-errors", Title: "two senders, one receive",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "kiosk-copy-send", By: 35, Note: "Both directions of a copy report their end; the first report is taken, the second never is."},
			Before: repeat(4, func() { proxy() }), Between: repeat(35, func() { proxy() }),
		},
		{
			ID: "kiosk-done-not-closed", Title: "an early return before done is closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-receive", Mark: "kiosk-done-receive", By: 55, Note: "close(done) comes after the return that is taken."},
			Before: repeat(7, func() { printText("") }), Between: repeat(55, func() { printText("") }),
		},
		{
			ID: "kiosk-relock", Title: "a method that locks calls another that locks",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "mutex", Mark: "kiosk-relock", By: 32, Note: "Each goroutine waits for a lock that it holds itself; every account has its own."},
			Before: repeat(5, func() { go new(account).withdraw(5) }), Between: repeat(32, func() { go new(account).withdraw(5) }),
		},
		{
			ID: "kiosk-ticker-single-select", Title: "a ticker in a select of one case",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "ticker-not-stopped", Accept: []string{"chan-receive", "endless-loop", "range-never-closed"}, Mark: "kiosk-ticker", By: 28,
				Note: "A select of one case is compiled to a receive; the loop has no exit and the ticker no Stop."},
			Before: repeat(6, func() { go poll() }), Between: repeat(28, func() { go poll() }),
		},
		{
			ID: "kiosk-endless-stream", Title: "readers of an answer that does not end",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "io-no-deadline", Mark: "kiosk-read-all", By: 26,
				Note: "io.ReadAll on a stream without an end, by a client without a timeout. The readLoops are busy connections, not forgotten bodies."},
			Before: repeat(3, func() { go readNews(news()) }), Between: repeat(26, func() { go readNews(news()) }),
		},
		{
			ID: "kiosk-skipped-done", Title: "a Done that an error skips",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "waitgroup", Mark: "kiosk-print-wait", By: 30, Note: "The printers returned on an error before Done."},
			Before: repeat(4, func() { go printAll("", "a") }), Between: repeat(30, func() { go printAll("", "a") }),
		},
		{
			ID: "kiosk-tills-connected", Title: "a TCP server with a goroutine for every till that is connected",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"io-no-deadline"}, Mark: "kiosk-till-read", By: 64,
				Note: "Each waits for the next line of a till whose connection is open, at the top of its loop, and ends with it."},
			Before: connect(12), Between: connect(64),
		},
		{
			ID: "kiosk-back-off", Title: "calls that back off before they try again",
			Growth:  harness.Growth{Verdict: harness.Expected, Pattern: "burst", Mark: "kiosk-back-off", By: 33, Note: "A select with a timer of seconds and a context; three tries at most."},
			Between: repeat(33, func() { go backOff(3, 4*time.Second) }),
		},
		{
			ID: "kiosk-workers-started", Title: "a fixed number of workers that range over a queue for life",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"range-never-closed", "chan-receive"}, Mark: "kiosk-worker-range", By: 5,
				Note: "Five, once, at the start; the queue is closed at the end of the process."},
			Between: func() { startWorkers(5) },
		},
	}
}

var errOffline = fmt.Errorf("offline")
