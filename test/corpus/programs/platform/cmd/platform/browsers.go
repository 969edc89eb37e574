package main

import (
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"example.com/platform/internal/live"
	"harness"
)

func browserCases() []harness.Case {
	forgetful := sync.OnceValue(func() string { return serve(&live.Hub{}) })
	careful := sync.OnceValue(func() string { return serve(&live.Hub{Unregister: true}) })
	var there []*websocket.Conn
	come := func(addr func() string, n int) []*websocket.Conn {
		conns := make([]*websocket.Conn, n)
		for i := range conns {
			conn, _, err := websocket.DefaultDialer.Dial("ws://"+addr(), nil)
			must(err)
			conns[i] = conn
		}
		return conns
	}
	comeAndGo := func(addr func() string, n int) func() {
		return func() {
			for _, conn := range come(addr, n) {
				must(conn.Close())
			}
			time.Sleep(200 * time.Millisecond)
		}
	}
	return []harness.Case{
		{
			ID: "live-websocket-writers", Title: "writers for browsers that have left", Twin: "live-websocket-watching",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "range-never-closed", Accept: []string{"chan-receive"}, Mark: "live-write", By: 62,
				Note: "The reader saw the browser leave and returned; nobody closes the writer's channel."},
			Before: comeAndGo(forgetful, 9), Between: comeAndGo(forgetful, 62),
		},
		{
			ID: "live-websocket-watching", Title: "a reader and a writer for every browser that is there", Twin: "live-websocket-writers",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"range-never-closed", "io-no-deadline"}, Mark: "live-read", By: 50,
				Note: "As many readers, in a read from a connection that is open, as writers: each ends when its browser leaves."},
			Also: []harness.Growth{{Verdict: harness.Expected, Pattern: "pool-or-server", Accept: []string{"range-never-closed", "chan-receive"}, Mark: "live-write", By: 50,
				Note: "The writers of the same browsers."}},
			Before: func() {
				there = append(there, come(careful, 15)...)
				comeAndGo(careful, 10)()
			},
			Between: func() {
				there = append(there, come(careful, 50)...)
				comeAndGo(careful, 62)()
			},
		},
	}
}
