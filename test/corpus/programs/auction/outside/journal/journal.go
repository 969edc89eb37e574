// Package journal writes the house's log in the background, and keeps the
// house's settings and servers.
package journal

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"sync"
	"syscall"
	"time"
)

// A Journal has a writer that all write to.
type Journal struct {
	entries chan string
	dropped int
	mu      sync.Mutex
}

// New starts a journal with room for so many entries.
func New(w io.Writer, room int) *Journal {
	j := &Journal{entries: make(chan string, room)}
	go j.write(w)
	return j
}

func (j *Journal) write(w io.Writer) {
	for entry := range j.entries { // mark: journal-write
		if _, err := io.WriteString(w, entry); err != nil {
			return
		}
	}
}

// Log writes an entry.
func (j *Journal) Log(entry string) {
	j.entries <- entry // mark: journal-log
}

// LogOrDrop writes an entry if there is room for it.
func (j *Journal) LogOrDrop(entry string) {
	select {
	case j.entries <- entry:
	default:
		j.mu.Lock()
		j.dropped++
		j.mu.Unlock()
	}
}

// Reload calls load whenever the house is told to, and returns how to end
// that.
func Reload(load func()) (stop func()) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	go func() {
		for range hup { // mark: journal-reload
			load()
		}
	}()
	return func() { signal.Stop(hup) }
}

// ReloadContext calls load whenever the house is told to, while ctx lasts.
func ReloadContext(ctx context.Context, load func()) {
	hup := make(chan os.Signal, 1)
	signal.Notify(hup, syscall.SIGHUP)
	go func() {
		defer signal.Stop(hup)
		for {
			select { // mark: journal-reload-context
			case <-hup:
				load()
			case <-ctx.Done():
				return
			}
		}
	}()
}

// A Front is the house's server, which is changed for another when the
// settings change.
type Front struct {
	mu     sync.Mutex
	server *http.Server
	addr   string
	// Grace is how long the old server may take to end; 0 is for ever.
	Grace time.Duration
}

// Swap starts a server with a handler and lets the last one end.
func (f *Front) Swap(handler http.Handler) (addr string, err error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	server := &http.Server{Handler: handler}
	f.mu.Lock()
	defer f.mu.Unlock()
	old := f.server
	f.server, f.addr = server, listener.Addr().String()
	go server.Serve(listener)
	if old != nil {
		go f.retire(old)
	}
	return f.addr, nil
}

func (f *Front) retire(server *http.Server) {
	ctx := context.Background()
	if f.Grace > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, f.Grace)
		defer cancel()
	}
	err := server.Shutdown(ctx) // mark: journal-shutdown
	if errors.Is(err, context.DeadlineExceeded) {
		server.Close()
	}
}

// Both is a context that is done when either of two is.
type Both struct {
	context.Context
	done <-chan struct{}
}

// Join returns a context for a sale that ends with the house, too. done is
// closed by whoever watches the two.
func Join(sale context.Context, done <-chan struct{}) *Both { return &Both{sale, done} }

// Done is the joint channel.
func (b *Both) Done() <-chan struct{} { return b.done }

// Err tells whether either ended.
func (b *Both) Err() error {
	select {
	case <-b.done:
		return context.Canceled
	default:
		return b.Context.Err()
	}
}

// Value hides the sale's own cancelling.
func (b *Both) Value(any) any { return nil }

// Watch does a thing that may take the whole day of a sale.
func Watch(ctx context.Context, do func(context.Context)) {
	ctx, _ = context.WithTimeout(ctx, 9*time.Hour)
	do(ctx)
}

// WatchCancelled is Watch that says when it is done.
func WatchCancelled(ctx context.Context, do func(context.Context)) {
	ctx, cancel := context.WithTimeout(ctx, 9*time.Hour)
	defer cancel()
	do(ctx)
}
