package main

import (
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net/http"
	"time"

	"harness"
	"storefront/catalogue"
	"storefront/convert"
	"storefront/geo"
	"storefront/tracing"
)

func clientCases() []harness.Case {
	var http1, http2 *catalogue.Client
	ask := func(n int, exists func(*catalogue.Client, string) (bool, error)) func() {
		return func() {
			if http1 == nil {
				http1 = &catalogue.Client{URL: "http://" + harness.Upstream("catalogue"), HTTP: &http.Client{}}
			}
			times(n, func(i int) {
				_, err := exists(http1, fmt.Sprint(i))
				must(err)
			})
		}
	}
	ask2 := func(n int, query string, exists func(*catalogue.Client, string) (bool, error)) func() {
		return func() {
			if http2 == nil {
				transport := &http.Transport{ForceAttemptHTTP2: true, TLSClientConfig: &tls.Config{InsecureSkipVerify: true}}
				http2 = &catalogue.Client{URL: "https://" + harness.Upstream("catalogue-h2"), HTTP: &http.Client{Transport: transport}}
			}
			times(n, func(i int) {
				_, err := exists(http2, fmt.Sprint(i, query))
				must(err)
			})
		}
	}
	// idle makes the client keep n idle connections: it holds n answers at once.
	var pooled *catalogue.Client
	idle := func(n int) func() {
		return func() {
			if pooled == nil {
				transport := &http.Transport{MaxIdleConnsPerHost: 48}
				pooled = &catalogue.Client{URL: "http://" + harness.Upstream("catalogue"), HTTP: &http.Client{Transport: transport}}
			}
			answers := make([]*http.Response, n)
			for i := range answers {
				resp, err := pooled.HTTP.Get(pooled.URL + "/products/1")
				must(err)
				answers[i] = resp
			}
			for _, resp := range answers {
				_, err := io.Copy(io.Discard, resp.Body)
				must(err)
				resp.Body.Close()
			}
		}
	}
	var hung string
	lookup := func(n int) func() {
		return func() {
			if hung == "" {
				hung = silent()
			}
			times(n, func(int) { go geo.Lookup(hung, "203.0.113.7") })
		}
	}
	lookupWithin := func(n int) func() {
		return func() {
			if hung == "" {
				hung = silent()
			}
			times(n, func(int) { go geo.LookupWithin(hung, "203.0.113.7", 200*time.Millisecond) })
		}
	}
	sync := func(n int, client *http.Client) func() {
		return func() {
			c := &catalogue.Client{URL: "http://" + silent(), HTTP: client}
			times(n, func(page int) { go c.Sync(page) })
		}
	}
	trace := tracing.New("t-1")
	step := func(context.Context) {}
	span := func(n int) func() { return func() { times(n, func(int) { tracing.Span(trace, step) }) } }
	spanCancelled := func(n int) func() {
		return func() { times(n, func(int) { tracing.SpanCancelled(trace, step) }) }
	}
	run := func(n int) func() { return func() { times(n, func(int) { go convert.Run("sleep", "60") }) } }
	runWithin := func(n int) func() {
		return func() { times(n, func(int) { go convert.RunWithin(200*time.Millisecond, "sleep", "60") }) }
	}
	return []harness.Case{
		{
			ID: "catalogue-body-not-closed", Title: "answers whose body is not closed", Seed: "002 HTTP body", Twin: "catalogue-body-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "http-body", Func: "net/http.(*persistConn).readLoop", By: 70,
				Note: "Each connection waits for its answer to be read to the end or closed. No line of the program is in these stacks."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "http-body", Func: "net/http.(*persistConn).writeLoop", By: 70,
				Note: "The other half of the same connections."}},
			Before: ask(8, (*catalogue.Client).Exists), Between: ask(70, (*catalogue.Client).Exists), Hold: minutes,
		},
		{
			ID: "catalogue-body-closed", Title: "answers whose body is drained and closed", Seed: "002 HTTP body, fixed", Twin: "catalogue-body-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: one connection is used over and over."},
			Before: ask(8, (*catalogue.Client).ExistsClosed), Between: ask(70, (*catalogue.Client).ExistsClosed),
		},
		{
			ID: "catalogue-h2-body-not-closed", Title: "HTTP/2 answers whose body is not closed", Seed: "002 HTTP body", Twin: "catalogue-h2-body-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "http-body", Func: "net/http.(*http2clientStream).doRequest", By: 60,
				Note: "One goroutine per stream of one connection."},
			Before: ask2(5, "?live", (*catalogue.Client).Exists), Between: ask2(60, "?live", (*catalogue.Client).Exists),
		},
		{
			ID: "catalogue-h2-body-closed", Title: "HTTP/2 answers whose body is closed", Seed: "002 HTTP body, fixed", Twin: "catalogue-h2-body-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: ask2(5, "", (*catalogue.Client).ExistsClosed), Between: ask2(60, "", (*catalogue.Client).ExistsClosed),
		},
		{
			ID: "catalogue-idle-connections", Title: "a client's idle connections after a busy hour", Twin: "catalogue-body-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: "net/http.(*persistConn).readLoop", By: 44,
				Note: "44 more idle connections, as many as the client keeps for one host: readLoop waits in a peek for the server to speak or hang up."},
			Also: []harness.Growth{{Verdict: harness.Expected, Pattern: "pool-or-server", Func: "net/http.(*persistConn).writeLoop", By: 44,
				Note: "The other half of the same connections."}},
			Before: idle(4), Between: idle(48),
		},
		{
			ID: "catalogue-no-timeout", Title: "requests to a server that accepts and says nothing", Twin: "catalogue-timeout",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "io-no-deadline", Mark: "catalogue-sync", By: 37,
				Note: "http.Client without Timeout, request without context."},
			Also: []harness.Growth{
				{Verdict: harness.Leak, Pattern: "io-no-deadline", Func: "net/http.(*persistConn).readLoop", By: 37, Note: "Their connections."},
				{Verdict: harness.Leak, Pattern: "io-no-deadline", Func: "net/http.(*persistConn).writeLoop", By: 37, Note: "Their connections."},
			},
			Before: sync(5, &http.Client{}), Between: sync(37, &http.Client{}),
		},
		{
			ID: "catalogue-timeout", Title: "the same server, and a client with a timeout", Twin: "catalogue-no-timeout",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: sync(5, &http.Client{Timeout: 200 * time.Millisecond}), Between: pause(sync(37, &http.Client{Timeout: 200 * time.Millisecond})),
		},
		{
			ID: "geo-read-no-deadline", Title: "lookups at a server that accepts and says nothing", Twin: "geo-read-deadline",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "io-no-deadline", Mark: "geo-read", By: 63,
				Note: "A read without a deadline."},
			Before: lookup(7), Between: lookup(63),
		},
		{
			ID: "geo-read-deadline", Title: "the same lookups with a deadline", Twin: "geo-read-no-deadline",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: lookupWithin(7), Between: pause(lookupWithin(63)),
		},
		{
			ID: "tracing-context-not-cancelled", Title: "contexts below one of the program's own, never cancelled", Seed: "003 context", Twin: "tracing-context-cancelled",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "context-not-cancelled", Func: "context.(*cancelCtx).propagateCancel.func2", By: 88,
				Note: "The library watches a foreign parent with a goroutine, until the child is cancelled. The line to mend is context.WithCancel in tracing.Span, which is not in the stack."},
			Before: span(10), Between: span(88),
		},
		{
			ID: "tracing-context-cancelled", Title: "the same contexts, cancelled", Seed: "003 context", Twin: "tracing-context-not-cancelled",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: spanCancelled(10), Between: spanCancelled(88),
		},
		{
			ID: "convert-program-hangs", Title: "converters that hang", Twin: "convert-program-killed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "syscall", Mark: "convert-run", By: 16,
				Note: "Run waits for a program that does not end."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "syscall", Func: "os/exec.(*Cmd).writerDescriptor.func1", By: 16,
				Note: "The copier of each program's output."}},
			Before: run(3), Between: run(16),
		},
		{
			ID: "convert-program-killed", Title: "converters that are killed when they take too long", Twin: "convert-program-hangs",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: runWithin(3), Between: pause(runWithin(16)),
		},
	}
}

// pause lets what do began come to its end.
func pause(do func()) func() {
	return func() {
		do()
		time.Sleep(600 * time.Millisecond)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
