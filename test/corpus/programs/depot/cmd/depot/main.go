// Command depot runs the cases of the corpus about a parcel depot, which needs
// no libraries.
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
	for _, list := range [][]harness.Case{channelCases(), lifeCases(), lockCases(), outsideCases(), growthCases()} {
		cases = append(cases, list...)
	}
	harness.Main(cases, upstreams, ambient)
}

// ambient is what the depot runs whatever it is asked to do.
func ambient() {
	serve(http.NotFoundHandler())
	go sweep(10 * time.Minute)
}

func sweep(every time.Duration) {
	for range time.Tick(every) {
		continue
	}
}

// minutes is long enough for waits to show minutes.
const minutes = 2*time.Minute + 5*time.Second

var upstreams = map[string]harness.Server{
	// A partner whose API is down for maintenance.
	"maintenance": func() (string, error) {
		return serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			http.Error(w, "back at six", http.StatusServiceUnavailable)
		})), nil
	},
	// A service that takes a moment.
	"moment": func() (string, error) {
		return serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(700 * time.Millisecond)
			w.Write([]byte("ok\n"))
		})), nil
	},
	// A service that takes a while.
	"long": func() (string, error) {
		return serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(time.Minute)
			w.Write([]byte("ok\n"))
		})), nil
	},
	// A machine that takes connections and says nothing.
	"mute": func() (string, error) {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		mute = listener
		return listener.Addr().String(), err
	},
}

// mute keeps the listener from being collected, and closed.
var mute net.Listener

// upstream starts an upstream when its address is first asked for.
func upstream(name string) func() string {
	return sync.OnceValue(func() string { return harness.Upstream(name) })
}

// serve serves handler on a free port and returns the address.
func serve(handler http.Handler) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	go http.Serve(listener, handler)
	return listener.Addr().String()
}

// served does so when the address is first asked for.
func served(handler http.Handler) func() string {
	return sync.OnceValue(func() string { return serve(handler) })
}

// fifo returns the name of a new named pipe.
func fifo(create func(string) error) string {
	dir, err := os.MkdirTemp("", "depot")
	must(err)
	name := filepath.Join(dir, "scale")
	must(create(name))
	return name
}

// repeat returns what calls do n times.
func repeat(n int, do func()) func() {
	return func() {
		for i := 0; i < n; i++ {
			do()
		}
	}
}

// start returns what runs do n times, beside each other.
func start(n int, do func()) func() {
	return repeat(n, func() { go do() })
}

// abandon asks for path n times and leaves without an answer.
func abandon(addr, path string, n int) {
	crowd := harness.Crowd(addr, path, n)
	time.Sleep(300 * time.Millisecond)
	for _, b := range crowd {
		b.Leave()
	}
}

func all(steps ...func()) func() {
	return func() {
		for _, step := range steps {
			step()
		}
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func leak(pattern, mark string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: harness.Leak, Pattern: pattern, Accept: accept, Mark: mark, By: by, Note: note}
}

func library(verdict, pattern, function string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: verdict, Pattern: pattern, Accept: accept, Func: function, By: by, Note: note}
}

func healthy(pattern, mark string, by int, note string, accept ...string) harness.Growth {
	return harness.Growth{Verdict: harness.Expected, Pattern: pattern, Accept: accept, Mark: mark, By: by, Note: note}
}

func nothing(note string) harness.Growth {
	return harness.Growth{Verdict: harness.Expected, Note: note}
}
