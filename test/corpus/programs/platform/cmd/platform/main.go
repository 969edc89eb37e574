// Command platform runs the cases of the corpus that need libraries.
package main

import (
	"context"
	"net"
	"net/http"
	"os"
	"time"

	"harness"
)

func main() {
	var cases []harness.Case
	for _, list := range [][]harness.Case{
		groupCases(), rpcCases(), messagingCases(), storeCases(), fileCases(), browserCases(),
	} {
		cases = append(cases, list...)
	}
	harness.Main(cases, upstreams, ambient)
}

// ambient is what the platform runs whatever it is asked to do.
func ambient() {
	serve(http.NotFoundHandler())
	go every(context.Background(), 30*time.Second)
	go every(context.Background(), 5*time.Minute)
}

func every(ctx context.Context, pause time.Duration) {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

// serve serves handler on a free port and returns the address.
func serve(handler http.Handler) string {
	listener := listen()
	go http.Serve(listener, handler)
	return listener.Addr().String()
}

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	return listener
}

// silent listens and never accepts: clients connect, ask, and wait.
func silent() string {
	listener := listen()
	listeners = append(listeners, listener)
	return listener.Addr().String()
}

// listeners keeps the silent ones from being collected, and closed.
var listeners []net.Listener

// temporary is a directory for a case's files.
func temporary() string {
	dir, err := os.MkdirTemp("", "platform")
	must(err)
	return dir
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// times calls do n times and panics with its error.
func times(n int, do func(i int) error) {
	for i := range n {
		must(do(i))
	}
}
