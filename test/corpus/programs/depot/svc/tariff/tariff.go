// Package tariff asks carriers what a parcel costs.
package tariff

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"parcelworks.io/depot/pkg/async"
)

// Desk answers price questions.
type Desk struct {
	// Patience is how long a customer waits for a price.
	Patience time.Duration
	// Detached is set where the prices may come after the customer went.
	Detached bool
}

// Quote is the handler of /quote.
func (d *Desk) Quote(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), d.Patience)
	defer cancel()
	ask := func() (int, error) { return price(r.URL.Query().Get("to")) }
	start := async.Start[int]
	if d.Detached {
		start = async.StartDetached[int]
	}
	cents, err := start(ask).Await(ctx)
	if err != nil {
		http.Error(w, "no carrier answers", http.StatusGatewayTimeout)
		return
	}
	fmt.Fprintf(w, "%d\n", cents)
}

// price takes a carrier's time.
func price(to string) (int, error) {
	time.Sleep(120 * time.Millisecond)
	return 490 + len(to), nil
}
