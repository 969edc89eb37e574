// Package risk asks the risk service, over HTTP, whether to accept an order.
package risk

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strconv"

	"checkout"
)

// Client is a checkout.RiskClient.
type Client struct {
	url  string
	http *http.Client
}

// NewClient returns a client of the risk service at base that keeps at most
// idle connections open between calls.
func NewClient(base string, idle int) *Client {
	return &Client{url: base, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: idle}}}
}

// Check asks about one order; it ends with ctx.
func (c *Client) Check(ctx context.Context, order checkout.Order) (checkout.RiskResult, error) {
	var result checkout.RiskResult
	query := url.Values{"id": {order.ID}, "user": {order.UserID}, "total": {strconv.FormatInt(order.Total, 10)}}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, c.url+"/risk?"+query.Encode(), nil)
	if err != nil {
		return result, err
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return result, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return result, fmt.Errorf("risk service: %s", resp.Status)
	}
	return result, json.NewDecoder(resp.Body).Decode(&result)
}
