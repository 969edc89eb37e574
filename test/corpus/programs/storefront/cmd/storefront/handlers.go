package main

import (
	"context"
	"net/http"
	"time"

	"harness"
	"storefront/catalogue"
	"storefront/checkout"
	"storefront/notify"
	"storefront/poll"
	"storefront/render"
	"storefront/search"
	"storefront/stream"
)

// minutes is how long a case holds so that waits are shown.
const minutes = 125 * time.Second

// slowRisk takes a while, unless its context ends before. It says when a check
// has begun, so that a shopper can hang up during it.
type slowRisk struct{ begun chan struct{} }

func (s slowRisk) Check(ctx context.Context, order string) (bool, error) {
	s.begun <- struct{}{}
	select {
	case <-time.After(300 * time.Millisecond):
		return true, nil
	case <-ctx.Done():
		return false, ctx.Err()
	}
}

// hangUps serves a checkout and returns what makes n shoppers hang up.
func hangUps(route func(*checkout.Server) http.HandlerFunc) func(n int) func() {
	risk := slowRisk{begun: make(chan struct{}, 1000)}
	addr := served(route(&checkout.Server{Risk: risk}))
	return func(n int) func() {
		return func() {
			crowd := harness.Crowd(addr(), "/?id=A-1", n)
			for range crowd {
				<-risk.begun
			}
			for _, browser := range crowd {
				browser.Leave()
			}
			time.Sleep(500 * time.Millisecond)
		}
	}
}

// visits serves a handler and returns what makes n visitors read its answer.
func visits(handler http.HandlerFunc) func(n int) func() {
	addr := served(handler)
	return func(n int) func() {
		return func() {
			harness.Visit(addr(), "/?to=ann", n)
			time.Sleep(500 * time.Millisecond)
		}
	}
}

func slowQuery(ctx context.Context) string {
	select {
	case <-time.After(300 * time.Millisecond):
		return "teapot"
	case <-ctx.Done():
		return ""
	}
}

func handlerCases() []harness.Case {
	leaking := hangUps(func(s *checkout.Server) http.HandlerFunc { return s.Checkout })
	fixed := hangUps(func(s *checkout.Server) http.HandlerFunc { return s.CheckoutFixed })
	inline := hangUps(func(s *checkout.Server) http.HandlerFunc { return s.CheckoutInline })
	searcher := &search.Server{Timeout: 50 * time.Millisecond, Query: slowQuery}
	searches, searchesFixed := visits(searcher.Handle), visits(searcher.HandleFixed)
	renderer := &render.Renderer{BooksClose: 40 * time.Minute, Patience: 50 * time.Millisecond}
	renders, rendersFixed := visits(renderer.Handle), visits(renderer.HandleContext)
	fetcher := &catalogue.Fetcher{Timeout: 20 * time.Millisecond, Load: func(id string) *catalogue.Product {
		time.Sleep(200 * time.Millisecond)
		return &catalogue.Product{ID: id}
	}}
	fetches := func(n int, fetch func(string) *catalogue.Product) func() {
		return func() {
			times(n, func(int) { fetch("teapot") })
			time.Sleep(300 * time.Millisecond)
		}
	}
	hub := &stream.Hub{Next: func() string {
		time.Sleep(20 * time.Millisecond)
		return "packed"
	}}
	hubLeaking, hubFixed := served(hub.Handle), served(hub.HandleContext)
	waiting := poll.NewServer()
	wait, waitContext := served(waiting.Wait), served(waiting.WaitContext)
	notifier := &notify.Notifier{Gateway: silent()}
	pushes, pushesInline := visits(notifier.Handle), served(notifier.HandleInline)
	return []harness.Case{
		{
			ID: "checkout-hang-up", Title: "the lesson's checkout under shoppers who hang up", Seed: "003 checkout", Twin: "checkout-hang-up-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "checkout-send", By: 210,
				Note: "The handler has returned on ctx.Done(); nobody receives from riskCh."},
			Before: leaking(24), Between: leaking(210), Hold: minutes,
		},
		{
			ID: "checkout-hang-up-fixed", Title: "the repaired checkout under the same shoppers", Seed: "003 checkout, fixed", Twin: "checkout-hang-up",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: fixed(24), Between: fixed(210),
		},
		{
			ID: "checkout-hang-up-inline", Title: "the synchronous checkout under the same shoppers", Seed: "003 an even better option", Twin: "checkout-hang-up",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: inline(24), Between: inline(60), Trimpath: true,
		},
		{
			ID: "search-timeout", Title: "the lesson's handler with a slow database", Seed: "002 real example", Twin: "search-timeout-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "search-send", By: 96,
				Note: "Every answer came after its timeout; nobody receives it."},
			Before: searches(11), Between: searches(96), Trimpath: true,
		},
		{
			ID: "search-timeout-fixed", Title: "the repaired handler with the same database", Seed: "002 real example, fixed", Twin: "search-timeout",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: searchesFixed(11), Between: searchesFixed(96), Trimpath: true,
		},
		{
			ID: "render-orphaned", Title: "reports whose requests are long answered", Seed: "002 pattern 3", Twin: "render-orphaned-fixed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "orphaned-work", Mark: "render-sleep", By: 58,
				Note: "The request timed out; its goroutine sleeps on for 40 minutes and then finds no receiver."},
			Before: renders(7), Between: renders(58), Hold: minutes,
		},
		{
			ID: "render-orphaned-fixed", Title: "reports that end with their requests", Seed: "002 pattern 3, fixed", Twin: "render-orphaned",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: rendersFixed(7), Between: rendersFixed(58),
		},
		{
			ID: "fetch-timeout", Title: "the lesson's client whose caller walks away", Seed: "004", Twin: "fetch-timeout-buffered",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "fetch-send", By: 77,
				Note: "One goroutine per request that timed out."},
			Before: fetches(10, fetcher.Fetch), Between: fetches(77, fetcher.Fetch), Go: "go1.21.13",
		},
		{
			ID: "fetch-timeout-buffered", Title: "the lesson's client with a buffer of one", Seed: "004, fixed", Twin: "fetch-timeout",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: fetches(10, fetcher.FetchBuffered), Between: fetches(77, fetcher.FetchBuffered), Go: "go1.21.13",
		},
		{
			ID: "stream-client-disconnects", Title: "events for browsers that have left", Seed: "002 exercise 4", Twin: "stream-clients-watching",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "stream-send", By: 66,
				Note: "The handler left with its client; the maker of events stays in its send."},
			Before: comeAndGo(hubLeaking, 8), Between: comeAndGo(hubLeaking, 66),
		},
		{
			ID: "stream-clients-watching", Title: "the repaired stream, with some browsers still watching", Seed: "002 exercise 4, fixed", Twin: "stream-client-disconnects",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"burst"}, Func: "storefront/stream.(*Hub).copy", By: 40,
				Note: "40 browsers are watching: one handler and one maker of events each; they end when the browsers leave."},
			Before: comeAndGo(hubFixed, 8),
			Between: func() {
				comeAndGo(hubFixed, 66)()
				harness.Crowd(hubFixed(), "/", 40)
				time.Sleep(time.Second)
			},
		},
		{
			ID: "notify-orphaned", Title: "pushes to a gateway that hangs, after the answer", Seed: "003 context.Background", Twin: "notify-inline",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "orphaned-work", Accept: []string{"io-no-deadline"}, Mark: "notify-read", By: 45,
				Note: "The request is over, the push has context.Background and no deadline: nothing ends the read."},
			Before: pushes(6), Between: pushes(45),
		},
		{
			ID: "notify-inline", Title: "pushes that end with their requests", Seed: "003", Twin: "notify-orphaned",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: the shoppers gave up, and the pushes with them."},
			Before: comeAndGo(pushesInline, 6), Between: comeAndGo(pushesInline, 45),
		},
		{
			ID: "poll-clients-gone", Title: "long polls of browsers that have left", Twin: "poll-clients-there",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-receive", Mark: "poll-receive", By: 130,
				Note: "The handler never looks at its request's context: it waits for a change on behalf of nobody."},
			Before: comeAndGo(wait, 14), Between: comeAndGo(wait, 130),
		},
		{
			ID: "poll-clients-there", Title: "long polls of browsers that are waiting", Twin: "poll-clients-gone",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"burst"}, Mark: "poll-select", By: 130,
				Note: "Each handler has its client, seen by as many background reads, and a case for its leaving."},
			Before:  func() { harness.Crowd(waitContext(), "/", 14) },
			Between: func() { harness.Crowd(waitContext(), "/", 130) },
		},
	}
}

// comeAndGo makes n browsers ask and leave without an answer.
func comeAndGo(addr func() string, n int) func() {
	return func() {
		crowd := harness.Crowd(addr(), "/", n)
		time.Sleep(500 * time.Millisecond)
		for _, browser := range crowd {
			browser.Leave()
		}
		time.Sleep(500 * time.Millisecond)
	}
}
