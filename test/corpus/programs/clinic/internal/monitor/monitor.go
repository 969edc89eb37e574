// Package monitor shows vital signs on screens, over WebSockets.
package monitor

import (
	"context"
	"net/http"
	"sync"

	"github.com/coder/websocket"
)

type screen struct {
	signs chan string
	conn  *websocket.Conn
}

// Wall is all screens.
type Wall struct {
	mu      sync.Mutex
	screens map[*screen]struct{}
}

// ServeHTTP adds a screen until it leaves.
func (m *Wall) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, nil)
	if err != nil {
		return
	}
	defer conn.CloseNow()
	s := &screen{signs: make(chan string), conn: conn}
	m.add(s)
	defer m.remove(s)
	ctx := conn.CloseRead(r.Context())
	for {
		select { // mark: monitor-screen
		case sign := <-s.signs:
			if conn.Write(ctx, websocket.MessageText, []byte(sign)) != nil {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}

func (m *Wall) add(s *screen) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.screens == nil {
		m.screens = map[*screen]struct{}{}
	}
	m.screens[s] = struct{}{}
}

func (m *Wall) remove(s *screen) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.screens, s)
}

// Pager is what a nurse carries.
type Pager struct{ signs chan string }

// NewPager returns a pager that nobody carries yet.
func NewPager() *Pager { return &Pager{make(chan string)} }

// Carry shows what comes until ctx, the shift, ends.
func (p *Pager) Carry(ctx context.Context, show func(string)) {
	for {
		select {
		case sign := <-p.signs:
			show(sign)
		case <-ctx.Done():
			return
		}
	}
}

// Page sends a sign without waiting for the nurse.
func (p *Pager) Page(sign string) {
	go func() { p.signs <- sign }() // mark: monitor-page
}

// PageOrDrop sends a sign if somebody is looking.
func (p *Pager) PageOrDrop(sign string) {
	select {
	case p.signs <- sign:
	default:
	}
}

// Watch is a screen's side: it shows what comes until ctx ends.
func Watch(ctx context.Context, url string) error {
	conn, _, err := websocket.Dial(ctx, url, nil)
	if err != nil {
		return err
	}
	watching = append(watching, conn)
	return nil
}

// watching keeps the screens' connections from being collected.
var watching []*websocket.Conn
