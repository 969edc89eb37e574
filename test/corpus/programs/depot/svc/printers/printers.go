// Package printers prints labels on printers that speak a line protocol.
package printers

import (
	"bufio"
	"fmt"
	"net"
	"sync"
	"time"
)

// Station is a packing table with one printer.
type Station struct {
	mu      sync.Mutex
	Addr    string
	Timeout time.Duration // of a label, if not 0
	printed int
}

// Print prints a label, one at a time.
func (s *Station) Print(label string) error {
	s.mu.Lock() // mark: printers-lock
	defer s.mu.Unlock()
	if err := s.PrintNow(label); err != nil {
		return err
	}
	s.printed++
	return nil
}

// PrintNow prints a label on a connection of its own.
func (s *Station) PrintNow(label string) error {
	conn, err := net.Dial("tcp", s.Addr)
	if err != nil {
		return err
	}
	defer conn.Close()
	if s.Timeout > 0 {
		if err := conn.SetDeadline(time.Now().Add(s.Timeout)); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(conn, "PRINT %s\n", label); err != nil {
		return err
	}
	_, err = bufio.NewReader(conn).ReadString('\n') // mark: printers-read
	return err
}
