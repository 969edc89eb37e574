package main

import (
	"context"
	"errors"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"google.golang.org/grpc"
	"google.golang.org/grpc/health"
	healthpb "google.golang.org/grpc/health/grpc_health_v1"

	"example.com/platform/internal/rpc"
	"harness"
)

// upstreams are what the platform talks to; each runs in its own process.
var upstreams = map[string]harness.Server{
	"grpc": func() (string, error) { return healthServer(), nil },
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
	// Ten gRPC clients of the server whose address is in the environment.
	"grpc-clients": func() (string, error) {
		for range 10 {
			if _, err := rpc.Well(context.Background(), os.Getenv("GRPC_SERVER")); err != nil {
				return "", err
			}
		}
		return "ten clients", nil
	},
}

// healthServer serves gRPC's health service and returns its address.
func healthServer() string {
	listener := listen()
	server := grpc.NewServer()
	healthpb.RegisterHealthServer(server, health.NewServer())
	go server.Serve(listener)
	return listener.Addr().String()
}
