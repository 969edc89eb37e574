// Package preview renders drafts the way readers will see them.
package preview

import (
	"context"
	"fmt"
	"net/http"
	"time"
)

// Renderer renders drafts. A big gallery takes it longer than an editor waits.
type Renderer struct {
	Patience time.Duration
	Cost     time.Duration
}

type proof struct {
	html string
	err  error
}

type order struct {
	draft string
	done  chan proof
}

// ServeHTTP renders ?draft= and gives up after the renderer's patience.
func (r *Renderer) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	o := order{draft: req.FormValue("draft"), done: make(chan proof)}
	go r.typeset(o)
	select {
	case p := <-o.done:
		if p.err != nil {
			http.Error(w, p.err.Error(), http.StatusUnprocessableEntity)
			return
		}
		fmt.Fprint(w, p.html)
	case <-time.After(r.Patience):
		http.Error(w, "the preview takes too long", http.StatusGatewayTimeout)
	}
}

func (r *Renderer) typeset(o order) {
	time.Sleep(r.Cost)
	o.done <- proof{html: "<article>" + o.draft + "</article>"} // mark: preview-typeset
}

// Bounded is the renderer on the request's context.
type Bounded struct{ Renderer }

// ServeHTTP does so within the renderer's patience.
func (b *Bounded) ServeHTTP(w http.ResponseWriter, req *http.Request) {
	ctx, cancel := context.WithTimeout(req.Context(), b.Patience)
	defer cancel()
	o := order{draft: req.FormValue("draft"), done: make(chan proof, 1)}
	go b.typeset(ctx, o)
	select {
	case p := <-o.done:
		fmt.Fprint(w, p.html)
	case <-ctx.Done():
		http.Error(w, "the preview takes too long", http.StatusGatewayTimeout)
	}
}

func (b *Bounded) typeset(ctx context.Context, o order) {
	select {
	case <-time.After(b.Cost):
		o.done <- proof{html: "<article>" + o.draft + "</article>"}
	case <-ctx.Done():
	}
}
