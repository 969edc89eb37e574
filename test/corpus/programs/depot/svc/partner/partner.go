// Package partner forwards parcels to other depots over their HTTP API.
package partner

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"time"
)

// API is a partner's API.
type API struct {
	Base string
	HTTP *http.Client
}

// Depots returns the partner's depots; an answer that is not 200 is retried.
func (a *API) Depots(ctx context.Context) (depots []string, err error) {
	for attempt := 0; attempt < 3; attempt++ {
		var resp *http.Response
		if resp, err = a.get(ctx, "/depots"); err != nil {
			return nil, err
		}
		if resp.StatusCode != http.StatusOK {
			err = fmt.Errorf("partner: %s", resp.Status)
			continue
		}
		defer resp.Body.Close()
		return depots, json.NewDecoder(resp.Body).Decode(&depots)
	}
	return nil, err
}

// DepotsDrained does so and gives its connections back.
func (a *API) DepotsDrained(ctx context.Context) (depots []string, err error) {
	for attempt := 0; attempt < 3; attempt++ {
		if depots, err = a.once(ctx); err == nil {
			return depots, nil
		}
	}
	return nil, err
}

func (a *API) once(ctx context.Context) (depots []string, err error) {
	resp, err := a.get(ctx, "/depots")
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	defer io.Copy(io.Discard, resp.Body)
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("partner: %s", resp.Status)
	}
	return depots, json.NewDecoder(resp.Body).Decode(&depots)
}

func (a *API) get(ctx context.Context, path string) (*http.Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, a.Base+path, nil)
	if err != nil {
		return nil, err
	}
	return a.HTTP.Do(req)
}

// Announce tells the partner about a parcel, in the background.
func (a *API) Announce(parcel string) {
	go func() {
		resp, err := a.HTTP.Get(a.Base + "/announce?parcel=" + parcel) // mark: partner-announce
		if err != nil {
			return
		}
		defer resp.Body.Close()
		io.Copy(io.Discard, resp.Body)
	}()
}

// Patient and Impatient are clients, without and with a timeout.
func Patient() *http.Client { return &http.Client{Transport: &http.Transport{}} }

// Impatient gives up after d.
func Impatient(d time.Duration) *http.Client {
	return &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 64}, Timeout: d}
}
