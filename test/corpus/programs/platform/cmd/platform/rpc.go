package main

import (
	"context"
	"os"
	"sync"

	"google.golang.org/grpc"

	"example.com/platform/internal/jobs"
	"example.com/platform/internal/rpc"
	"harness"
)

func rpcCases() []harness.Case {
	ctx := context.Background()
	addr := sync.OnceValue(func() string { return harness.Upstream("grpc") })
	shared := sync.OnceValue(func() *grpc.ClientConn {
		conn, err := rpc.Dial(addr())
		must(err)
		return conn
	})
	ask := func(n int, do func() (bool, error)) func() {
		return func() {
			times(n, func(int) error {
				_, err := do()
				return err
			})
		}
	}
	open := func() (bool, error) { return rpc.Well(ctx, addr()) }
	closed := func() (bool, error) { return rpc.WellClosed(ctx, addr()) }
	share := func() (bool, error) { return rpc.Ask(ctx, shared()) }
	first := func() (bool, error) { return rpc.First(ctx, shared()) }
	firstCancelled := func() (bool, error) { return rpc.FirstCancelled(ctx, shared()) }
	server := sync.OnceValue(healthServer)
	clients := func() {
		must(os.Setenv("GRPC_SERVER", server()))
		harness.Upstream("grpc-clients")
	}
	const transport = "google.golang.org/grpc/internal/transport."
	run := func(n int, run func(context.Context, func(context.Context))) func() {
		return func() {
			times(n, func(int) error { run(ctx, func(context.Context) {}); return nil })
		}
	}
	return []harness.Case{
		{
			ID: "rpc-client-not-closed", Title: "a gRPC connection for every question", Twin: "rpc-client-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Func: transport + "(*http2Client).reader", By: 27,
				Note: "Each connection has a reader, a writer and serializers, and nobody closes it."},
			Also: []harness.Growth{{Verdict: harness.Leak, Pattern: "client-not-closed", Func: transport + "(*loopyWriter).run", By: 27,
				Note: "The writers of the same connections."}},
			Before: ask(4, open), Between: ask(27, open), Hold: minutes,
		},
		{
			ID: "rpc-client-closed", Title: "a gRPC connection for every question, closed", Twin: "rpc-client-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: ask(4, closed), Between: ask(27, closed),
		},
		{
			ID: "rpc-client-shared", Title: "one gRPC connection for all questions", Twin: "rpc-client-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: transport + "(*http2Client).reader", By: 1,
				Note: "The one connection is opened when it is first needed."},
			Between: ask(80, share),
		},
		{
			ID: "rpc-stream-not-cancelled", Title: "streams of which one answer is read", Twin: "rpc-stream-cancelled",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "context-not-cancelled", Accept: []string{"client-not-closed", "select-no-exit"}, Func: "google.golang.org/grpc.newClientStreamWithParams.func4", By: 33,
				Note: "gRPC watches each stream's context, which is never cancelled; the stream is neither read to its end nor cancelled."},
			Before: ask(5, first), Between: ask(33, first),
		},
		{
			ID: "rpc-stream-cancelled", Title: "the same streams, cancelled", Twin: "rpc-stream-not-cancelled",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: ask(5, firstCancelled), Between: ask(33, firstCancelled),
		},
		{
			ID: "rpc-server-clients", Title: "a gRPC server whose clients have doubled", Seed: "003 some services naturally have many",
			Growth: harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: transport + "(*http2Server).HandleStreams", By: 10,
				Note: "Ten connected clients more; a server has a reader, a writer and a keep-alive for each, until the client leaves."},
			Before: clients, Between: clients,
		},
		{
			ID: "jobs-notify-context", Title: "contexts of os/signal that are never stopped", Twin: "jobs-notify-context-stopped",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "context-not-cancelled", Accept: []string{"select-no-exit"}, Func: "os/signal.NotifyContext.func1", By: 42,
				Note: "NotifyContext's goroutine waits for a signal or its stop; the stop was thrown away."},
			Before: run(6, jobs.Run), Between: run(42, jobs.Run),
		},
		{
			ID: "jobs-notify-context-stopped", Title: "the same contexts, stopped", Twin: "jobs-notify-context",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: run(6, jobs.RunStopped), Between: run(42, jobs.RunStopped),
		},
	}
}
