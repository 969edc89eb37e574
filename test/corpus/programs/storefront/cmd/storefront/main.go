// Command storefront runs the cases of the corpus that need nothing beyond the
// standard library.
package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"

	"harness"
	"storefront/app"
	"storefront/web"
)

func main() {
	var cases []harness.Case
	for _, list := range [][]harness.Case{
		channelCases(), handlerCases(), loopCases(), workerCases(), lockCases(),
		clientCases(), serverCases(), mixedCases(), nameCases(),
	} {
		cases = append(cases, list...)
	}
	harness.Main(cases, upstreams, func() { app.Start(context.Background()) })
}

// upstreams are the services behind the storefront; each runs in its own process.
var upstreams = map[string]harness.Server{
	"catalogue": func() (string, error) {
		return web.Serve(http.HandlerFunc(bigAnswer)), nil
	},
	"catalogue-h2": func() (string, error) {
		server := httptest.NewUnstartedServer(http.HandlerFunc(liveAnswer))
		server.EnableHTTP2 = true
		server.StartTLS()
		return server.Listener.Addr().String(), nil
	},
}

// bigAnswer answers with more than a connection's buffers hold, so that the
// connection is busy until the answer is read or closed.
func bigAnswer(w http.ResponseWriter, r *http.Request) {
	line := strings.Repeat("teapot, white, 2 litres; ", 40)
	for i := 0; i < 400; i++ {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return
		}
	}
}

// liveAnswer answers and then goes on for as long as the client listens, unless
// it is asked for less. (HTTP/2 buffers megabytes of an answer that ends.)
func liveAnswer(w http.ResponseWriter, r *http.Request) {
	fmt.Fprintln(w, "teapot, white, 2 litres")
	if r.URL.Query().Has("live") {
		w.(http.Flusher).Flush()
		<-r.Context().Done()
	}
}

// served serves handler when its address is first asked for.
func served(handler http.HandlerFunc) func() string {
	return sync.OnceValue(func() string { return web.Serve(handler) })
}

// silent listens and never accepts: clients connect, ask, and wait.
func silent() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	listeners = append(listeners, listener)
	return listener.Addr().String()
}

// listeners keeps the silent ones from being collected, and closed.
var listeners []net.Listener

// times calls do n times.
func times(n int, do func(i int)) {
	for i := 0; i < n; i++ {
		do(i)
	}
}

// many calls do n times, at once.
func many(n int, do func(i int)) {
	for i := 0; i < n; i++ {
		go do(i)
	}
}
