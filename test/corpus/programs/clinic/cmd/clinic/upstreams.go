package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
	mqtt "github.com/mochi-mqtt/server/v2"
	"github.com/mochi-mqtt/server/v2/hooks/auth"
	"github.com/mochi-mqtt/server/v2/listeners"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"google.golang.org/grpc"

	"github.com/northbridge/clinic/internal/beds"
	"github.com/northbridge/clinic/internal/monitor"
	"github.com/northbridge/clinic/internal/tunnels"
	"harness"
)

// upstreams are what the clinic talks to, and who talks to it; each runs in its
// own process.
var upstreams = map[string]harness.Server{
	"redis": func() (string, error) {
		server, err := miniredis.Run()
		if err != nil {
			return "", err
		}
		return server.Addr(), nil
	},
	"nats": func() (string, error) {
		server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, NoSigs: true})
		if err != nil {
			return "", err
		}
		go server.Start()
		if !server.ReadyForConnections(10 * time.Second) {
			return "", errors.New("the NATS server does not start")
		}
		return server.ClientURL(), nil
	},
	"mqtt": func() (string, error) {
		server := mqtt.New(&mqtt.Options{Logger: slog.New(slog.NewTextHandler(io.Discard, nil))})
		if err := server.AddHook(new(auth.AllowHook), nil); err != nil {
			return "", err
		}
		tcp := listeners.NewTCP(listeners.Config{ID: "tcp", Address: "127.0.0.1:0"})
		if err := server.AddListener(tcp); err != nil {
			return "", err
		}
		go server.Serve()
		time.Sleep(200 * time.Millisecond)
		return tcp.Address(), nil
	},
	"beds": func() (string, error) { return bedServer(), nil },
	"branch": func() (string, error) {
		listener := listen()
		go tunnels.Branch(listener)
		return listener.Addr().String(), nil
	},
	// A laboratory that streams its results over HTTP/2.
	"lab": func() (string, error) {
		var protocols http.Protocols
		protocols.SetUnencryptedHTTP2(true)
		listener := listen()
		server := &http.Server{Protocols: &protocols, Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			io.WriteString(w, "pending\n")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		})}
		go server.Serve(listener)
		return listener.Addr().String(), nil
	},
	// A server that takes connections and says nothing.
	"mute": func() (string, error) {
		mute = listen()
		return mute.Addr().String(), nil
	},
	// Wards that watch the beds on the server in the environment, and leave or
	// stay.
	"wards-leave":         func() (string, error) { return watchBeds("Watch", true) },
	"wards-leave-context": func() (string, error) { return watchBeds("WatchContext", true) },
	"wards-stay":          func() (string, error) { return watchBeds("WatchContext", false) },
	// Screens at the wall in the environment.
	"screens": func() (string, error) {
		for range 14 {
			if err := monitor.Watch(context.Background(), os.Getenv("CLINIC_SERVER")); err != nil {
				return "", err
			}
		}
		return "fourteen screens", nil
	},
}

// mute keeps the listener from being collected, and closed.
var mute net.Listener

// bedServer serves the beds and returns its address.
func bedServer() string {
	listener := listen()
	server := grpc.NewServer()
	beds.Register(server, new(beds.Board))
	go server.Serve(listener)
	return listener.Addr().String()
}

// watchBeds has twelve wards watch.
func watchBeds(method string, leave bool) (string, error) {
	ctx, cancel := context.WithCancel(context.Background())
	if leave {
		defer cancel()
	}
	conn, err := beds.Dial(os.Getenv("CLINIC_SERVER"))
	if err != nil {
		return "", err
	}
	if leave {
		defer conn.Close()
	} else {
		leaving = append(leaving, cancel)
	}
	for range 12 {
		if err := beds.Watch(ctx, conn, method); err != nil {
			return "", err
		}
	}
	return "twelve wards", nil
}

// leaving is how the wards that stay would leave.
var leaving []context.CancelFunc

// against starts an upstream that talks to addr.
func against(addr func() string, name string) func() {
	return func() {
		must(os.Setenv("CLINIC_SERVER", addr()))
		harness.Upstream(name)
		pause()
	}
}
