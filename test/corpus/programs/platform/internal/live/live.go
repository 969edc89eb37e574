// Package live sends prices to browsers over WebSockets.
package live

import (
	"net/http"

	"github.com/gorilla/websocket"
)

// Hub has a pair of goroutines for every browser: one reads, one writes.
type Hub struct {
	upgrader websocket.Upgrader
	// Unregister closes a browser's prices when it leaves.
	Unregister bool
}

// ServeHTTP takes a browser in.
func (h *Hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	conn, err := h.upgrader.Upgrade(w, r, nil)
	if err != nil {
		return
	}
	prices := make(chan string)
	go writePump(conn, prices)
	go h.readPump(conn, prices)
}

func (h *Hub) readPump(conn *websocket.Conn, prices chan string) {
	defer conn.Close()
	if h.Unregister {
		defer close(prices)
	}
	for {
		if _, _, err := conn.ReadMessage(); err != nil { // mark: live-read
			return
		}
	}
}

func writePump(conn *websocket.Conn, prices <-chan string) {
	for price := range prices { // mark: live-write
		if err := conn.WriteMessage(websocket.TextMessage, []byte(price)); err != nil {
			return
		}
	}
}
