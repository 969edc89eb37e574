// Package ticker runs the line of news below the video, over WebSockets.
package ticker

import (
	"net/http"
	"time"

	"github.com/gorilla/websocket"
)

// Hub brings every line to every screen.
type Hub struct {
	register   chan *screen
	unregister chan *screen
	lines      chan string
	fault      chan error
}

type screen struct {
	conn  *websocket.Conn
	lines chan string
}

// NewHub returns a hub that runs.
func NewHub() *Hub {
	h := &Hub{register: make(chan *screen), unregister: make(chan *screen), lines: make(chan string), fault: make(chan error)}
	go h.run()
	return h
}

func (h *Hub) run() {
	screens := map[*screen]bool{}
	for {
		select {
		case s := <-h.register:
			screens[s] = true
		case s := <-h.unregister:
			if screens[s] {
				delete(screens, s)
				close(s.lines)
			}
		case line := <-h.lines:
			for s := range screens {
				select {
				case s.lines <- line:
				default:
				}
			}
		case <-h.fault:
			return
		}
	}
}

// Say brings a line to every screen.
func (h *Hub) Say(line string) { h.lines <- line }

// Fault is what the studio sends when its line is broken.
func (h *Hub) Fault(err error) { h.fault <- err }

var upgrader websocket.Upgrader

// ServeHTTP connects a screen.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	s := &screen{conn: conn, lines: make(chan string, 32)}
	h.register <- s // mark: ticker-register
	go s.write()
	h.read(s)
}

func (h *Hub) read(s *screen) {
	defer func() {
		h.unregister <- s // mark: ticker-unregister
		s.conn.Close()
	}()
	for {
		if _, _, err := s.conn.ReadMessage(); err != nil { // mark: ticker-read
			return
		}
	}
}

func (s *screen) write() {
	ping := time.NewTicker(54 * time.Second)
	defer ping.Stop()
	for {
		select { // mark: ticker-write
		case line, ok := <-s.lines:
			if !ok {
				s.conn.WriteMessage(websocket.CloseMessage, nil)
				return
			}
			if s.conn.WriteMessage(websocket.TextMessage, []byte(line)) != nil {
				return
			}
		case <-ping.C:
			if s.conn.WriteMessage(websocket.PingMessage, nil) != nil {
				return
			}
		}
	}
}

// Watch connects n screens to the hub at url.
func Watch(url string, n int) ([]*websocket.Conn, error) {
	var conns []*websocket.Conn
	for range n {
		conn, _, err := websocket.DefaultDialer.Dial(url, nil)
		if err != nil {
			return nil, err
		}
		conns = append(conns, conn)
	}
	return conns, nil
}
