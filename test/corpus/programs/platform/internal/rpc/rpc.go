// Package rpc asks other services over gRPC whether they are well.
package rpc

import (
	"context"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	health "google.golang.org/grpc/health/grpc_health_v1"
)

// Dial returns a client of the service at addr.
func Dial(addr string) (*grpc.ClientConn, error) {
	return grpc.NewClient(addr, grpc.WithTransportCredentials(insecure.NewCredentials()))
}

// Well asks on a connection of its own, and leaves it open.
func Well(ctx context.Context, addr string) (bool, error) {
	conn, err := Dial(addr)
	if err != nil {
		return false, err
	}
	return Ask(ctx, conn)
}

// WellClosed asks on a connection of its own, and closes it.
func WellClosed(ctx context.Context, addr string) (bool, error) {
	conn, err := Dial(addr)
	if err != nil {
		return false, err
	}
	defer conn.Close()
	return Ask(ctx, conn)
}

// Ask asks on a connection of the caller's.
func Ask(ctx context.Context, conn *grpc.ClientConn) (bool, error) {
	answer, err := health.NewHealthClient(conn).Check(ctx, &health.HealthCheckRequest{})
	if err != nil {
		return false, err
	}
	return answer.GetStatus() == health.HealthCheckResponse_SERVING, nil
}

// First takes the first of a stream of answers, and forgets the stream.
func First(ctx context.Context, conn *grpc.ClientConn) (bool, error) {
	stream, err := health.NewHealthClient(conn).Watch(ctx, &health.HealthCheckRequest{})
	if err != nil {
		return false, err
	}
	answer, err := stream.Recv()
	if err != nil {
		return false, err
	}
	return answer.GetStatus() == health.HealthCheckResponse_SERVING, nil
}

// FirstCancelled takes the first of a stream of answers, and ends the stream.
func FirstCancelled(ctx context.Context, conn *grpc.ClientConn) (bool, error) {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	return First(ctx, conn)
}
