// Command studio runs the cases of the corpus about a film studio, which is
// built of other people's libraries.
package main

import (
	"net"
	"net/http"
	"os"
	"sync"
	"time"

	"harness"
)

func main() {
	var cases []harness.Case
	for _, list := range [][]harness.Case{storeCases(), workCases(), busCases(), edgeCases(), dayCases()} {
		cases = append(cases, list...)
	}
	harness.Main(cases, upstreams, ambient)
}

// ambient is what the studio runs whatever it is asked to do.
func ambient() { serve(http.NotFoundHandler()) }

// minutes is long enough for waits to show minutes.
const minutes = 2*time.Minute + 5*time.Second

const leak, suspect, expected = harness.Leak, harness.Suspect, harness.Expected

// upstream starts an upstream when its address is first asked for.
func upstream(name string) func() string {
	return sync.OnceValue(func() string { return harness.Upstream(name) })
}

// against runs an upstream that talks to addr.
func against(addr func() string, name string) func() {
	return func() {
		must(os.Setenv("STUDIO_SERVER", addr()))
		harness.Upstream(name)
		pause()
	}
}

// serve serves handler on a free port and returns the address.
func serve(handler http.Handler) string {
	listener := listen()
	go http.Serve(listener, handler)
	return listener.Addr().String()
}

func listen() net.Listener { return value(net.Listen("tcp", "127.0.0.1:0")) }

func scratch() string { return value(os.MkdirTemp("", "studio")) }

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

func at(verdict, pattern, mark string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: verdict, Pattern: pattern, Accept: accept, Mark: mark, By: by, Note: note}
}

func in(verdict, pattern, function string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: verdict, Pattern: pattern, Accept: accept, Func: function, By: by, Note: note}
}

func nothing(note string) harness.Growth {
	return harness.Growth{Verdict: expected, Note: note}
}
