// Package customs declares parcels from abroad.
package customs

import (
	"context"
	"io"
	"net/http"
	"time"
)

// Office is where parcels are declared.
type Office struct {
	// Cleared asks whether a parcel may go on.
	Cleared func(parcel string) bool
}

// Declare is the handler of /declare: it answers at once and goes on asking.
func (o *Office) Declare(w http.ResponseWriter, r *http.Request) {
	parcel := r.URL.Query().Get("parcel")
	go o.chase(context.Background(), parcel)
	io.WriteString(w, "declared\n")
}

// DeclareAndWait asks as long as somebody waits for the answer.
func (o *Office) DeclareAndWait(w http.ResponseWriter, r *http.Request) {
	parcel := r.URL.Query().Get("parcel")
	if parcel == "" {
		http.Error(w, "which?", http.StatusBadRequest)
		return
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		o.chase(r.Context(), parcel)
	}()
	<-done // mark: customs-wait
}

func (o *Office) chase(ctx context.Context, parcel string) {
	for !o.Cleared(parcel) {
		select { // mark: customs-chase
		case <-time.After(20 * time.Minute):
		case <-ctx.Done():
			return
		}
	}
}
