// Package layoutd asks the layout program, which listens on a Unix socket.
package layoutd

import (
	"encoding/gob"
	"net"
	"time"
)

// Box is where an article goes.
type Box struct{ Column, Row, Width, Height int }

// Client asks the layout program.
type Client struct {
	Socket string
	Limit  time.Duration
}

// Place returns an article's box.
func (c *Client) Place(slug string) (box Box, err error) {
	conn, err := net.Dial("unix", c.Socket)
	if err != nil {
		return box, err
	}
	defer conn.Close()
	if c.Limit > 0 {
		conn.SetDeadline(time.Now().Add(c.Limit))
	}
	if err := gob.NewEncoder(conn).Encode(slug); err != nil {
		return box, err
	}
	err = gob.NewDecoder(conn).Decode(&box) // mark: layoutd-decode
	return box, err
}
