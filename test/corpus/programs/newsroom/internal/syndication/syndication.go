// Package syndication sends articles to the partners that print them too.
package syndication

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Page is one page of a partner's list of articles.
type Page struct {
	Slugs []string
	Next  int
}

// Partner lists what a partner has. The last page names itself as the next.
type Partner interface {
	List(ctx context.Context, page int) (Page, error)
}

// Desk answers the editors' requests to bring a partner up to date.
type Desk struct {
	Partner Partner
	Gap     time.Duration
}

// Resync is the handler of /resync: it answers at once and works on.
func (d *Desk) Resync(w http.ResponseWriter, r *http.Request) {
	section := r.FormValue("section")
	go d.walk(context.Background(), section)
	w.WriteHeader(http.StatusAccepted)
	fmt.Fprintln(w, "on its way")
}

// ResyncNow brings the partner up to date while the editor waits.
func (d *Desk) ResyncNow(w http.ResponseWriter, r *http.Request) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		d.walkContext(r.Context(), r.FormValue("section"))
	}()
	<-done // mark: syndication-wait
}

func (d *Desk) walk(ctx context.Context, section string) {
	for page := 1; ; {
		list, err := d.Partner.List(ctx, page)
		if err == nil {
			page = list.Next
		}
		if page == 0 {
			return
		}
		time.Sleep(d.Gap) // mark: syndication-gap
	}
}

func (d *Desk) walkContext(ctx context.Context, section string) {
	for page := 1; page != 0; {
		list, err := d.Partner.List(ctx, page)
		if err == nil {
			page = list.Next
		}
		select { // mark: syndication-gap-context
		case <-time.After(d.Gap):
		case <-ctx.Done():
			return
		}
	}
}

// Stuck is a partner whose list does not end.
type Stuck struct{}

// List returns the same page for every number.
func (Stuck) List(_ context.Context, page int) (Page, error) {
	return Page{Slugs: []string{"weather"}, Next: max(page, 1)}, nil
}
