// Package catalog fetches products from the catalogue service.
package catalog

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/url"
	"time"
)

// ErrTimeout is returned when the catalogue took longer than the client waits.
var ErrTimeout = errors.New("catalogue took too long")

var errUnavailable = errors.New("catalogue is not available")

// Product is one article; Price is in cents.
type Product struct {
	ID, Name string
	Price    int64
}

// Client fetches products, waiting at most its timeout for each.
type Client struct {
	url     string
	timeout time.Duration
	http    *http.Client
}

// NewClient returns a client of the catalogue at base that keeps at most idle
// connections open between calls.
func NewClient(base string, timeout time.Duration, idle int) *Client {
	transport := &http.Transport{MaxIdleConnsPerHost: idle}
	return &Client{url: base, timeout: timeout, http: &http.Client{Transport: transport}}
}

// Fetch LEAKS: when the timeout wins, doRequest has nobody to send to.
func (c *Client) Fetch(id string) (*Product, error) {
	ch := make(chan *Product)
	go c.doRequest(id, ch)
	select {
	case product := <-ch:
		return found(product)
	case <-time.After(c.timeout):
		return nil, ErrTimeout
	}
}

func (c *Client) doRequest(id string, ch chan<- *Product) {
	product := c.get(context.Background(), id)
	ch <- product
}

// FetchContext is Fetch repaired: the request stops with ctx, and the channel
// has room for a result that nobody waits for any more.
func (c *Client) FetchContext(ctx context.Context, id string) (*Product, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, c.timeout, ErrTimeout)
	defer cancel()
	ch := make(chan *Product, 1)
	go c.doRequestContext(ctx, id, ch)
	select {
	case product := <-ch:
		return found(product)
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
}

func (c *Client) doRequestContext(ctx context.Context, id string, ch chan<- *Product) {
	ch <- c.get(ctx, id)
}

// get returns nil when the catalogue has no answer.
func (c *Client) get(ctx context.Context, id string) *Product {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/catalog/"+url.PathEscape(id), nil)
	if err != nil {
		return nil
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var product Product
	if json.NewDecoder(resp.Body).Decode(&product) != nil {
		return nil
	}
	return &product
}

func found(product *Product) (*Product, error) {
	if product == nil {
		return nil, errUnavailable
	}
	return product, nil
}
