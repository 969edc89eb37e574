package main

import (
	"net/http"
	"sync"
	"time"

	"harness"
	"heraldpress.news/newsroom/internal/agency"
	"heraldpress.news/newsroom/internal/syndication"
	"heraldpress.news/newsroom/internal/teletype"
)

const (
	connServe = "net/http.(*conn).serve"
	readLoop  = "net/http.(*persistConn).readLoop"
	writeLoop = "net/http.(*persistConn).writeLoop"
)

// wireCases are about those the newspaper exchanges news with.
func wireCases() []harness.Case {
	addr := upstream("agency")
	latest := func(latest func(*agency.Client) (agency.Bulletin, error)) func() {
		transport := &http.Transport{}
		return func() {
			value(latest(&agency.Client{HTTP: &http.Client{Transport: transport, Timeout: time.Minute}, URL: "http://" + addr()}))
		}
	}
	left, closed := latest((*agency.Client).Latest), latest((*agency.Client).LatestClosed)
	alert := func() { must(agency.Alert("http://" + addr())) }
	alertOnce := func() { must(agency.AlertOnce("http://" + addr())) }

	desk := &syndication.Desk{Partner: syndication.Stuck{}, Gap: 10 * time.Minute}
	mux := http.NewServeMux()
	mux.HandleFunc("/resync", desk.Resync)
	mux.HandleFunc("/resync-now", desk.ResyncNow)
	partners := served(mux)

	terminals := func(idle time.Duration) func() string {
		return sync.OnceValue(func() string {
			listener := listen()
			go (&teletype.Server{Idle: idle, Story: func(string) {}}).Serve(listener)
			return listener.Addr().String()
		})
	}
	patient, strict := terminals(0), terminals(80*time.Millisecond)
	archive := "fair\r\nARCHIVE\r\n"

	return []harness.Case{
		{
			ID: "agency-first-bulletin", Title: "answers of which the first value is decoded", Seed: "002 HTTP body", Twin: "agency-first-bulletin-closed",
			Growth: in(leak, "http-body", readLoop, 27, "Neither read to the end nor closed, so that each question needs a connection of its own."),
			Also:   []harness.Growth{in(leak, "http-body", writeLoop, 27, "The other half of the same connections.")},
			Before: repeat(4, left), Between: repeat(27, left),
		},
		{
			ID: "agency-first-bulletin-closed", Title: "the same answers, closed", Seed: "002 HTTP body", Twin: "agency-first-bulletin",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, closed), Between: repeat(27, closed),
		},
		{
			ID: "agency-transport-per-alert", Title: "a transport for every alert, whose connections stay idle", Twin: "agency-transport-per-alert-closed",
			Growth: in(suspect, "client-not-closed", readLoop, 46, "Idle connections to one host, without a limit because each has a transport of its own. In a dump they look like a pool's.", "pool-or-server", "http-body", "io-no-deadline"),
			Also:   []harness.Growth{in(suspect, "client-not-closed", writeLoop, 46, "The other half of the same connections.", "pool-or-server", "http-body", "io-no-deadline")},
			Before: repeat(5, alert), Between: repeat(46, alert),
		},
		{
			ID: "agency-transport-per-alert-closed", Title: "the same transports, their idle connections closed", Twin: "agency-transport-per-alert",
			Growth: nothing("Nothing grows."),
			Before: repeat(5, alertOnce), Between: repeat(46, alertOnce),
		},
		{
			ID: "syndication-page-after-page", Title: "a handler that leaves a walk behind, whose last page names itself", Seed: "002 pattern 3", Twin: "syndication-editor-left",
			Growth: at(leak, "orphaned-work", "syndication-gap", 21, "On context.Background and without an end; the handlers that started them have answered.", "endless-loop"),
			Before: visit(partners, "/resync?section=city", 3), Between: visit(partners, "/resync?section=city", 21), Served: true,
		},
		{
			ID: "syndication-editor-left", Title: "the same walk on the request's context", Seed: "002 pattern 3", Twin: "syndication-page-after-page",
			Growth: nothing("Nothing grows: it ends when the editor leaves."),
			Before: abandon(partners, "/resync-now", 3), Between: abandon(partners, "/resync-now", 21), Served: true,
		},
		{
			ID: "syndication-editors-waiting", Title: "the same walk, its editors waiting", Twin: "syndication-page-after-page",
			Growth: at(expected, "pool-or-server", "syndication-wait", 16, "Requests whose editors are connected; leaving would end them.", "burst", "chan-receive"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "syndication-gap-context", 16, "Their walks, one each.", "burst", "select-no-exit")},
			Before: stay(partners, "/resync-now", 2), Between: stay(partners, "/resync-now", 16), Served: true,
		},
		{
			ID: "teletype-terminals-stall", Title: "terminals that ask for the archive and do not read it", Twin: "teletype-terminals-cut",
			Growth: at(leak, "io-no-deadline", "teletype-archive", 12, "Their buffers are full; a write without a deadline waits for as long as they are connected."),
			Before: all(stay(patient, archive, 1), pause), Between: all(stay(patient, archive, 12), pause), Hold: minutes,
		},
		{
			ID: "teletype-terminals-cut", Title: "the same terminals, with deadlines", Twin: "teletype-terminals-stall",
			Growth: nothing("Nothing grows."),
			Before: all(stay(strict, archive, 1), pause), Between: all(stay(strict, archive, 12), pause),
		},
		{
			ID: "teletype-terminals-quiet", Title: "terminals that are connected and have nothing to say", Twin: "teletype-terminals-stall",
			Growth: at(suspect, "io-no-deadline", "teletype-line", 15, "Reporters' terminals, on and quiet; whether anybody sits there a dump does not say.", "pool-or-server", "unknown"),
			Before: stay(patient, "fair", 5), Between: stay(patient, "fair", 15),
		},
	}
}
