// Package app is what the storefront runs whatever it is asked to do.
package app

import (
	"context"
	"net/http"
	"os"
	"os/signal"
	"time"

	"storefront/web"
)

// Start starts the life-long parts: the admin server, the metrics loop, the
// mail workers and the shutdown watcher.
func Start(ctx context.Context) {
	web.Serve(http.NotFoundHandler())
	go reportMetrics(ctx, time.Minute)
	mails := make(chan string, 16)
	for i := 0; i < 4; i++ {
		go sendMails(ctx, mails)
	}
	interrupts := make(chan os.Signal, 1)
	signal.Notify(interrupts, os.Interrupt)
	go shutDown(ctx, interrupts)
}

func reportMetrics(ctx context.Context, every time.Duration) {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	for {
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return
		}
	}
}

func sendMails(ctx context.Context, mails <-chan string) {
	for {
		select {
		case <-mails:
		case <-ctx.Done():
			return
		}
	}
}

func shutDown(ctx context.Context, interrupts <-chan os.Signal) {
	select {
	case <-interrupts:
		os.Exit(130)
	case <-ctx.Done():
	}
}
