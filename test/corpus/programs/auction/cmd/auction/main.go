// Command auction runs the cases of the corpus about an auction house, which is
// built of the standard library.
package main

import (
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"time"

	"harness"
)

func main() {
	var cases []harness.Case
	for _, list := range [][]harness.Case{roomCases(), moneyCases(), houseCases(), lineCases(), outsideCases(), invoiceCases(), eveningCases()} {
		cases = append(cases, list...)
	}
	harness.Main(cases, upstreams, ambient)
}

// ambient is what the auction house runs whatever it is asked to do.
func ambient() { serve(http.NotFoundHandler()) }

// upstreams are what the auction house talks to; each runs in its own process.
var upstreams = map[string]harness.Server{
	// A bank that takes connections and says nothing.
	"mute": func() (string, error) {
		mute = listen("tcp")
		return mute.Addr().String(), nil
	},
	// A bank that says a little, and shows large pictures.
	"bank": func() (string, error) {
		mux := http.NewServeMux()
		mux.HandleFunc("/rate", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "1.08\n") })
		mux.HandleFunc("/picture", func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, strings.Repeat("GIF89a..", 1<<16))
		})
		return serve(mux), nil
	},
}

// mute keeps the listener from being collected, and closed.
var mute net.Listener

// minutes is long enough for waits to show minutes.
const minutes = 2*time.Minute + 5*time.Second

const leak, suspect, expected = harness.Leak, harness.Suspect, harness.Expected

// Of net/http.
const (
	connServe = "net/http.(*conn).serve"
	readLoop  = "net/http.(*persistConn).readLoop"
	writeLoop = "net/http.(*persistConn).writeLoop"
)

// url starts an upstream when it is first asked for.
func url(name, path string) func() string {
	return sync.OnceValue(func() string { return "http://" + harness.Upstream(name) + path })
}

// serve serves handler on a free port and returns the address.
func serve(handler http.Handler) string {
	listener := listen("tcp")
	go http.Serve(listener, handler)
	return listener.Addr().String()
}

func served(handler http.HandlerFunc) func() string {
	return sync.OnceValue(func() string { return serve(handler) })
}

func listen(network string) net.Listener {
	addr := "127.0.0.1:0"
	if network == "unix" {
		addr = "" // the kernel chooses
	}
	return value(net.Listen(network, addr))
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func value[T any](v T, err error) T {
	must(err)
	return v
}

// repeat returns what calls do n times.
func repeat(n int, do func()) func() {
	return func() {
		for range n {
			do()
		}
	}
}

// start returns what runs do n times, beside each other.
func start(n int, do func()) func() {
	return repeat(n, func() { go do() })
}

func all(steps ...func()) func() {
	return func() {
		for _, step := range steps {
			step()
		}
	}
}

func pause() { time.Sleep(300 * time.Millisecond) }

// visit asks for path n times and reads the answers.
func visit(addr func() string, n int) func() {
	return func() { harness.Visit(addr(), "/", n); pause() }
}

// stay asks n times and waits.
func stay(addr func() string, n int) func() {
	return func() { harness.Crowd(addr(), "/", n); pause() }
}

// keep asks n times, reads the answers and keeps the connections.
func keep(addr func() string, n int) func() {
	return func() {
		for _, b := range harness.Crowd(addr(), "/", n) {
			b.Answer()
		}
	}
}

// abandon asks n times and leaves without an answer.
func abandon(addr func() string, n int) func() {
	return func() {
		crowd := harness.Crowd(addr(), "/", n)
		pause()
		for _, b := range crowd {
			b.Leave()
		}
		pause()
	}
}

func at(verdict, pattern, mark string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: verdict, Pattern: pattern, Accept: accept, Mark: mark, By: by, Note: note}
}

func in(verdict, pattern, function string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: verdict, Pattern: pattern, Accept: accept, Func: function, By: by, Note: note}
}

func nothing(note string) harness.Growth {
	return harness.Growth{Verdict: expected, Note: note}
}
