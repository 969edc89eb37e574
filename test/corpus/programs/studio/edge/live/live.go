// Package live shows a set to screens, over WebSockets.
package live

import (
	"context"
	"net/http"

	"github.com/gorilla/websocket"
)

// A Hub knows the screens.
type Hub struct {
	join, leave chan *screen
	pictures    chan []byte
	done        chan struct{}
	screens     map[*screen]bool
	// Careful hubs let screens leave when nobody runs the hub any more.
	Careful bool
}

type screen struct {
	hub      *Hub
	conn     *websocket.Conn
	pictures chan []byte
}

// NewHub returns a hub, which Run runs.
func NewHub() *Hub {
	return &Hub{
		join: make(chan *screen), leave: make(chan *screen), pictures: make(chan []byte),
		done: make(chan struct{}), screens: make(map[*screen]bool),
	}
}

// Run passes pictures on until ctx is done.
func (h *Hub) Run(ctx context.Context) {
	defer close(h.done)
	for {
		select {
		case s := <-h.join:
			h.screens[s] = true
		case s := <-h.leave:
			delete(h.screens, s)
			close(s.pictures)
		case picture := <-h.pictures:
			for s := range h.screens {
				select {
				case s.pictures <- picture:
				default:
				}
			}
		case <-ctx.Done():
			return
		}
	}
}

var upgrader = websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}

// ServeHTTP takes a screen's connection and stays with it.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s := &screen{hub: h, conn: conn, pictures: make(chan []byte, 4)}
	h.join <- s
	go s.show()
	s.listen()
}

func (s *screen) listen() {
	defer s.goodbye()
	for {
		if _, _, err := s.conn.ReadMessage(); err != nil { // mark: live-listen
			return
		}
	}
}

func (s *screen) goodbye() {
	s.conn.Close()
	if !s.hub.Careful {
		s.hub.leave <- s // mark: live-leave
		return
	}
	select {
	case s.hub.leave <- s:
	case <-s.hub.done:
		close(s.pictures)
	}
}

func (s *screen) show() {
	for picture := range s.pictures { // mark: live-show
		if err := s.conn.WriteMessage(websocket.BinaryMessage, picture); err != nil {
			return
		}
	}
}
