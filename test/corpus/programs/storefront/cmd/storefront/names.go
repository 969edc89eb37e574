package main

import (
	"context"
	"fmt"
	"runtime/pprof"
	"time"

	"harness"
	"storefront/feed"
	"storefront/orders"
)

type (
	restock struct{ Article string }
	payment struct {
		Order string
		Cents int64
	}
)

// nameCases are leaks of one line that a dump shows under several names.
func nameCases() []harness.Case {
	publish := func(n int) func() {
		restocks, payments, words := feed.New[restock](0), feed.New[payment](0), feed.New[string](0)
		return func() {
			times(n, func(i int) {
				restocks.Publish(restock{"teapot"})
				payments.Publish(payment{fmt.Sprint(i), 2495})
				words.Publish("hello")
			})
		}
	}
	service := orders.NewService(0)
	roomy := orders.NewService(1000)
	tenants := []string{"north", "south", "café \"ü\""}
	labelled := func(n int) func() {
		return func() {
			for _, tenant := range tenants {
				pprof.Do(context.Background(), pprof.Labels("tenant", tenant, "route", "/orders"), func(context.Context) {
					times(n, func(i int) { service.Place(fmt.Sprint(i)) })
				})
			}
		}
	}
	return []harness.Case{
		{
			ID: "feed-generic", Title: "three instantiations of a generic type", Twin: "orders-room",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "feed-send", By: 63,
				Note: "21 of each of three types: one line, one leak. Function is the name of one instantiation as text dumps show it."},
			Before: publish(3), Between: publish(21),
		},
		{
			ID: "orders-two-creators", Title: "two callers whose goroutines reach one line", Twin: "orders-room",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "orders-send", By: 70,
				Note: "40 by Place, 30 by Import: one leak."},
			Before:  func() { times(5, func(i int) { service.Place(fmt.Sprint(i)); service.Import(fmt.Sprint(i)) }) },
			Between: func() { times(40, placeIn(service)); times(30, importIn(service)) },
		},
		{
			ID: "orders-labels", Title: "three sets of labels on one line", Twin: "orders-room",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "orders-send", By: 54,
				Note: "18 for each tenant: one leak."},
			Before: labelled(2), Between: labelled(18), Env: []string{"GODEBUG=tracebacklabels=1"},
		},
		{
			ID: "orders-spawn-helper", Title: "a helper that starts everybody's goroutines", Twin: "orders-room",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "orders-send", By: 41,
				Note: "Created by safego.Go, which says nothing; the closure of PlaceSafely in the stack does."},
			Before:  func() { times(4, func(i int) { service.PlaceSafely(fmt.Sprint(i)) }) },
			Between: func() { times(41, func(i int) { service.PlaceSafely(fmt.Sprint(i)) }) },
		},
		{
			ID: "orders-after-func", Title: "goroutines that timers start", Twin: "orders-room",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "orders-send", By: 38,
				Note: "Created by time.goFunc, which says nothing."},
			Before: func() {
				times(6, func(i int) { service.PlaceLater(fmt.Sprint(i), time.Millisecond) })
				time.Sleep(100 * time.Millisecond)
			},
			Between: func() {
				times(38, func(i int) { service.PlaceLater(fmt.Sprint(i), time.Millisecond) })
				time.Sleep(100 * time.Millisecond)
			},
		},
		{
			ID: "orders-first-seen", Title: "a leak of which nothing was there before", Twin: "orders-room",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "chan-send", Mark: "orders-send", By: 26,
				Note: "No survivors: all 26 are new."},
			Between: func() { times(26, placeIn(service)) }, Trimpath: true,
		},
		{
			ID: "orders-room", Title: "the same services with room for every confirmation", Twin: "orders-two-creators",
			Growth:  harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before:  func() { times(5, placeIn(roomy)) },
			Between: func() { times(40, placeIn(roomy)); times(30, importIn(roomy)) },
		},
	}
}

func placeIn(s *orders.Service) func(int) { return func(i int) { s.Place(fmt.Sprint(i)) } }

func importIn(s *orders.Service) func(int) { return func(i int) { s.Import(fmt.Sprint(i)) } }
