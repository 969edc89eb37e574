package main

import (
	"net/http"

	"harness"
	"storefront/web"
)

// keepAlives opens n connections, each of which asks once and stays.
func keepAlives(addr string, n int) []*harness.Browser {
	crowd := harness.Crowd(addr, "/", n)
	for _, browser := range crowd {
		browser.Answer()
	}
	return crowd
}

func leave(crowd []*harness.Browser) {
	for _, browser := range crowd {
		browser.Leave()
	}
}

const (
	serve      = "net/http.(*conn).serve"
	serverIdle = "Connections kept alive by their clients, waiting for the next request."
)

func serverCases() []harness.Case {
	shop := served(func(http.ResponseWriter, *http.Request) {})
	release := make(chan struct{})
	slow := served(func(http.ResponseWriter, *http.Request) { work(release) })
	return []harness.Case{
		{
			ID: "server-keep-alives", Title: "a server's idle keep-alive connections", Seed: "003 some services naturally have many",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: serve, By: 190, Note: serverIdle},
			Before: func() { keepAlives(shop(), 20) }, Between: func() { keepAlives(shop(), 190) },
		},
		{
			ID: "server-keep-alives-trimpath", Title: "the same, built with -trimpath, and old",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: serve, By: 110, Note: serverIdle + " They have been there for minutes, which is what keep-alive is for."},
			Before: func() { keepAlives(shop(), 30) }, Between: func() { keepAlives(shop(), 110) }, Trimpath: true, Hold: minutes,
		},
		{
			ID: "server-requests-in-flight", Title: "requests being answered, their clients waiting",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "burst", Accept: []string{"pool-or-server"}, Mark: "server-work", By: 70,
				Note: "Each has its client, with as many background reads; none was there before."},
			Before: func() { keepAlives(shop(), 20) }, Between: func() { harness.Crowd(slow(), "/", 70) },
		},
		{
			ID: "server-more-listeners", Title: "two more servers are started",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: "net/http.(*Server).Serve", By: 2,
				Note: "One goroutine that accepts for each server, for the life of the process."},
			Between: func() { times(2, func(int) { web.Serve(http.NotFoundHandler()) }) },
		},
		{
			ID: "server-load-balancer-left", Title: "fewer keep-alive connections than before",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "A fall of 120; nothing grows."},
			Before:  func() { early = keepAlives(shop(), 150) },
			Between: func() { leave(early[:120]) },
		},
		{
			ID: "idle-process", Title: "a process that does nothing between its captures",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing happens."},
		},
	}
}

// early are connections opened before the first capture.
var early []*harness.Browser

func work(release <-chan struct{}) {
	<-release // mark: server-work
}
