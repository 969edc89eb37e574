// Package teletype speaks the lines of text that old terminals speak.
package teletype

import (
	"bufio"
	"errors"
	"io"
	"net"
	"strings"
	"time"
)

// Server takes in stories, one a line, and sends bulletins out.
type Server struct {
	Idle  time.Duration
	Story func(line string)
}

// Serve serves until the listener closes.
func (s *Server) Serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}
		if err != nil {
			return err
		}
		go s.terminal(conn)
	}
}

func (s *Server) terminal(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewReader(conn)
	for {
		if s.Idle > 0 {
			conn.SetReadDeadline(time.Now().Add(s.Idle))
		}
		line, err := lines.ReadString('\n') // mark: teletype-line
		if err != nil {
			return
		}
		if strings.TrimSpace(line) == "ARCHIVE" {
			s.archive(conn)
			return
		}
		s.Story(line)
	}
}

// archive sends all there is.
func (s *Server) archive(conn net.Conn) {
	issue := strings.Repeat("All the news that fits.\n", 4096)
	for range 1000 {
		if s.Idle > 0 {
			conn.SetWriteDeadline(time.Now().Add(s.Idle))
		}
		if _, err := io.WriteString(conn, issue); err != nil { // mark: teletype-archive
			return
		}
	}
}
