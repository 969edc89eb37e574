package main

import (
	"bufio"
	"context"
	"errors"
	"net"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go"

	"github.com/wattline/gridhub/internal/dispatch"
	"harness"
)

// upstreams are what the hub talks to, and who talks to it; each runs in its
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
		inverters, err := nats.Connect(server.ClientURL())
		if err != nil {
			return "", err
		}
		// The inverters hear what they are asked, and have nothing to say.
		if _, err := inverters.Subscribe("inverter.>", func(*nats.Msg) {}); err != nil {
			return "", err
		}
		return server.ClientURL(), inverters.Flush()
	},
	// An MQTT broker that lets clients in and then hangs.
	"broker": func() (string, error) {
		listener := listen()
		go func() {
			for {
				conn, err := listener.Accept()
				if err != nil {
					return
				}
				go func() {
					in := bufio.NewReader(conn)
					if _, err := in.ReadByte(); err == nil {
						conn.Write([]byte{0x20, 2, 0, 0})
						in.WriteTo(discard{})
					}
				}()
			}
		}()
		return listener.Addr().String(), nil
	},
	// A server that takes connections and says nothing.
	"mute": func() (string, error) {
		mute = listen()
		return mute.Addr().String(), nil
	},
	// The utility at the hub in the environment, which gives up, or does not.
	"utility-gives-up": func() (string, error) { return shed(18, 200*time.Millisecond) },
	"utility-waits":    func() (string, error) { return shed(18, time.Hour) },
}

// mute keeps the listener from being collected, and closed.
var mute net.Listener

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

// shed has n loads shed at once.
func shed(n int, limit time.Duration) (string, error) {
	conn, err := dispatch.Dial(os.Getenv("GRIDHUB_SERVER"))
	if err != nil {
		return "", err
	}
	done := make(chan error, n)
	for range n {
		go func() {
			ctx, cancel := context.WithTimeout(context.Background(), limit)
			defer cancel()
			done <- dispatch.Shed(ctx, conn, "boiler")
		}()
	}
	if limit < time.Minute {
		for range n {
			<-done
		}
		return "no loads", conn.Close()
	}
	return "eighteen loads", nil
}

// against starts an upstream that talks to addr.
func against(addr func() string, name string) func() {
	return func() {
		must(os.Setenv("GRIDHUB_SERVER", addr()))
		harness.Upstream(name)
		time.Sleep(500 * time.Millisecond)
	}
}
