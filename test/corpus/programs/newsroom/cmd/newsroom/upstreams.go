package main

import (
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"github.com/gorilla/websocket"

	"harness"
	"heraldpress.news/newsroom/internal/printers"
	"heraldpress.news/newsroom/internal/ticker"
)

// upstreams are what the newsroom talks to, and who talks to it; each runs in
// its own process.
var upstreams = map[string]harness.Server{
	// A news agency, which never has just one thing to say.
	"agency": func() (string, error) {
		mux := http.NewServeMux()
		mux.HandleFunc("/bulletins", func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, strings.Repeat(`{"Headline": "Rain", "Urgent": false}`+"\n", 2000))
		})
		mux.HandleFunc("/corrections", func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusAccepted)
		})
		return serve(mux), nil
	},
	// A service that takes a minute.
	"slow": func() (string, error) {
		return serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			time.Sleep(time.Minute)
		})), nil
	},
	// A layout program that takes questions and has no answers.
	"layout": func() (string, error) {
		socket := scratch("layout.sock")
		listener, err := net.Listen("unix", socket)
		layout = listener
		return socket, err
	},
	"house": func() (string, error) {
		listener := listen()
		go printers.Serve(listener)
		return listener.Addr().String(), nil
	},
	// Screens at the hub in the environment.
	"screens": func() (addr string, err error) {
		screens, err = ticker.Watch(os.Getenv("NEWSROOM_SERVER"), 19)
		return "nineteen screens", err
	},
}

// layout and screens keep connections from being collected, and closed.
var (
	layout  net.Listener
	screens []*websocket.Conn
)

// against starts an upstream that talks to addr.
func against(addr func() string, name string) func() {
	return func() {
		must(os.Setenv("NEWSROOM_SERVER", addr()))
		harness.Upstream(name)
		pause()
	}
}
