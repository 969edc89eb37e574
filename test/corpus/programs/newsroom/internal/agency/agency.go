// Package agency asks the news agencies' servers.
package agency

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Bulletin is what an agency has to say.
type Bulletin struct {
	Headline string
	Urgent   bool
}

// Client asks one agency.
type Client struct {
	HTTP *http.Client
	URL  string
}

// Latest returns the first of the agency's bulletins.
func (c *Client) Latest() (b Bulletin, err error) {
	resp, err := c.HTTP.Get(c.URL + "/bulletins")
	if err != nil {
		return b, err
	}
	if resp.StatusCode != http.StatusOK {
		resp.Body.Close()
		return b, fmt.Errorf("agency: %s", resp.Status)
	}
	return b, json.NewDecoder(resp.Body).Decode(&b)
}

// LatestClosed does so and is done with the answer.
func (c *Client) LatestClosed() (b Bulletin, err error) {
	resp, err := c.HTTP.Get(c.URL + "/bulletins")
	if err != nil {
		return b, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return b, fmt.Errorf("agency: %s", resp.Status)
	}
	return b, json.NewDecoder(resp.Body).Decode(&b)
}

// Alert tells an agency of a correction. Every agency has a transport of its
// own, because of its certificates.
func Alert(url string) error {
	transport := &http.Transport{TLSHandshakeTimeout: 5 * time.Second, IdleConnTimeout: 0}
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	resp, err := client.Post(url+"/corrections", "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// AlertOnce does so and lets the connection go.
func AlertOnce(url string) error {
	transport := &http.Transport{TLSHandshakeTimeout: 5 * time.Second}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport, Timeout: 10 * time.Second}
	resp, err := client.Post(url+"/corrections", "text/plain", nil)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}
