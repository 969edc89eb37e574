// Command gridhub runs the cases of the corpus about a hub for a home's energy,
// which is built of other people's libraries.
package main

import (
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync"
	"time"

	"harness"
)

func main() {
	var cases []harness.Case
	for _, list := range [][]harness.Case{storeCases(), deviceCases(), outletCases(), homeCases(), mixedCases()} {
		cases = append(cases, list...)
	}
	harness.Main(cases, upstreams, ambient)
}

// ambient is what the hub runs whatever it is asked to do.
func ambient() { serve(http.NotFoundHandler()) }

// minutes is long enough for waits to show minutes.
const minutes = 2*time.Minute + 5*time.Second

// upstream starts an upstream when its address is first asked for.
func upstream(name string) func() string {
	return sync.OnceValue(func() string { return harness.Upstream(name) })
}

// serve serves handler on a free port and returns the address.
func serve(handler http.Handler) string {
	listener := listen()
	go http.Serve(listener, handler)
	return listener.Addr().String()
}

func served(handler http.Handler) func() string {
	return sync.OnceValue(func() string { return serve(handler) })
}

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	return listener
}

// scratch returns the name of a file that does not exist yet.
func scratch(name string) string {
	dir, err := os.MkdirTemp("", "gridhub")
	must(err)
	return filepath.Join(dir, name)
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

func pause() { time.Sleep(200 * time.Millisecond) }

// visit asks for path n times and reads the answers.
func visit(addr func() string, path string, n int) func() {
	return func() { harness.Visit(addr(), path, n); pause() }
}

// stay asks for path n times and waits.
func stay(addr func() string, path string, n int) func() {
	return func() { harness.Crowd(addr(), path, n); time.Sleep(500 * time.Millisecond) }
}

// abandon asks for path n times and leaves without an answer.
func abandon(addr func() string, path string, n int) func() {
	return func() {
		crowd := harness.Crowd(addr(), path, n)
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
	return harness.Growth{Verdict: harness.Expected, Note: note}
}

const leak, suspect, expected = harness.Leak, harness.Suspect, harness.Expected
