// Command checkoutd serves the shop, and its profiles on an address of their own.
package main

import (
	"context"
	"errors"
	"flag"
	"io"
	"log"
	"net/http"
	_ "net/http/pprof"
	"os/signal"
	"syscall"
	"time"

	"checkout"
	"checkout/catalog"
	"checkout/receipts"
	"checkout/risk"
)

func main() {
	addr := flag.String("addr", "127.0.0.1:8080", "address of the shop")
	profiles := flag.String("pprof", "127.0.0.1:6060", "address of net/http/pprof")
	upstream := flag.String("upstream", "http://127.0.0.1:9090", "base URL of the risk and catalogue services")
	fixed := flag.Bool("fixed", false, "serve the repaired handlers")
	quiet := flag.Bool("quiet", false, "write no log")
	flag.Parse()
	if *quiet {
		log.SetOutput(io.Discard)
	}

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	defer stop()

	pool := receipts.NewPool(8)
	defer pool.Stop()
	server := checkout.New(
		risk.NewClient(*upstream, 16),
		catalog.NewClient(*upstream, 100*time.Millisecond, 4),
		pool,
	)

	go func() { log.Fatal(http.ListenAndServe(*profiles, nil)) }()

	shop := &http.Server{Addr: *addr, Handler: server.Routes(*fixed), ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		shop.Close()
	}()
	if err := shop.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		log.Fatal(err)
	}
}
