// Package morgue asks the archive of old clippings, which is slow.
package morgue

import (
	"context"
	"time"
)

// Clipping is an old article.
type Clipping struct{ Slug, Text string }

// Client asks the archive.
type Client struct{ Latency time.Duration }

func (c *Client) fetch(slug string) chan *Clipping {
	ch := make(chan *Clipping)
	go c.doRequest(slug, ch)
	return ch
}

func (c *Client) doRequest(slug string, ch chan<- *Clipping) {
	time.Sleep(c.Latency)
	ch <- &Clipping{Slug: slug} // mark: morgue-request
}

// Background returns what the sidebar shows of a slug, or nothing when the
// archive does not answer before the page is due.
func (c *Client) Background(ctx context.Context, slug string) (*Clipping, error) {
	select {
	case clipping := <-c.fetch(slug):
		return clipping, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func (c *Client) fetchContext(ctx context.Context, slug string) (*Clipping, error) {
	ch := make(chan *Clipping, 1)
	go c.doRequest(slug, ch)
	select {
	case clipping := <-ch:
		return clipping, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// BackgroundContext does so without leaving anything behind.
func (c *Client) BackgroundContext(ctx context.Context, slug string) (*Clipping, error) {
	return c.fetchContext(ctx, slug)
}
