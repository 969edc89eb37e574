// Package watch tells shoppers about price drops and restocks.
package watch

import (
	"context"
	"time"
)

// Item is something a shopper watches.
type Item struct {
	Drops, Restocks chan string
}

// NewItem returns an item without news.
func NewItem() *Item {
	return &Item{Drops: make(chan string), Restocks: make(chan string)}
}

// Notify passes on the first news there is.
func Notify(item *Item, tell func(string)) {
	go func() {
		select { // mark: watch-select
		case news := <-item.Drops:
			tell(news)
		case news := <-item.Restocks:
			tell(news)
		}
	}()
}

// NotifyContext is Notify until ctx ends.
func NotifyContext(ctx context.Context, item *Item, tell func(string)) {
	go func() {
		select { // mark: watch-select-context
		case news := <-item.Drops:
			tell(news)
		case news := <-item.Restocks:
			tell(news)
		case <-ctx.Done():
		}
	}()
}

// NotifyWithin is Notify for a while.
func NotifyWithin(wait time.Duration, item *Item, tell func(string)) {
	timer := time.NewTimer(wait)
	go func() {
		defer timer.Stop()
		select {
		case news := <-item.Drops:
			tell(news)
		case news := <-item.Restocks:
			tell(news)
		case <-timer.C:
		}
	}()
}
