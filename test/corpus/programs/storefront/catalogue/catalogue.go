// Package catalogue reads the product catalogue over HTTP.
package catalogue

import (
	"fmt"
	"io"
	"net/http"
	"time"
)

// Client reads from one catalogue.
type Client struct {
	URL  string
	HTTP *http.Client
}

// Exists says whether there is such a product. It needs the status only, and
// leaves the rest of the answer where it is.
func (c *Client) Exists(id string) (bool, error) {
	resp, err := c.HTTP.Get(c.URL + "/products/" + id)
	if err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, nil
}

// ExistsClosed is Exists that hands its connection back.
func (c *Client) ExistsClosed(id string) (bool, error) {
	resp, err := c.HTTP.Get(c.URL + "/products/" + id)
	if err != nil {
		return false, err
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return false, err
	}
	return resp.StatusCode == http.StatusOK, nil
}

// Sync reads the whole catalogue; it waits as long as it takes.
func (c *Client) Sync(page int) error {
	resp, err := c.HTTP.Get(fmt.Sprintf("%s/pages/%d", c.URL, page)) // mark: catalogue-sync
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	_, err = io.Copy(io.Discard, resp.Body)
	return err
}

// Fetcher fetches products and does not wait longer than its timeout.
type Fetcher struct {
	Timeout time.Duration
	Load    func(id string) *Product
}

// Product is one article.
type Product struct{ ID string }

// Fetch returns nil when the product takes too long.
func (f *Fetcher) Fetch(id string) *Product {
	ch := make(chan *Product)
	go f.doRequest(id, ch)
	select {
	case p := <-ch:
		return p
	case <-time.After(f.Timeout):
		return nil
	}
}

// FetchBuffered is Fetch whose request can always hand in its product.
func (f *Fetcher) FetchBuffered(id string) *Product {
	ch := make(chan *Product, 1)
	go f.doRequest(id, ch)
	select {
	case p := <-ch:
		return p
	case <-time.After(f.Timeout):
		return nil
	}
}

func (f *Fetcher) doRequest(id string, ch chan<- *Product) {
	ch <- f.Load(id) // mark: fetch-send
}
