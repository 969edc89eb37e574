// Package notify pushes messages to a gateway after the shopper is answered.
package notify

import (
	"context"
	"net"
	"net/http"
)

// Notifier pushes to one gateway.
type Notifier struct{ Gateway string }

// Handle answers at once and leaves the push to itself.
func (n *Notifier) Handle(w http.ResponseWriter, r *http.Request) {
	go n.deliver(context.Background(), r.FormValue("to"))
	w.WriteHeader(http.StatusAccepted)
}

// HandleInline pushes within the request.
func (n *Notifier) HandleInline(w http.ResponseWriter, r *http.Request) {
	n.deliver(r.Context(), r.FormValue("to"))
}

func (n *Notifier) deliver(ctx context.Context, to string) error {
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", n.Gateway)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	if _, err := conn.Write([]byte(to)); err != nil {
		return err
	}
	_, err = conn.Read(make([]byte, 1)) // mark: notify-read
	return err
}
