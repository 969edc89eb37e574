// Package modbus reads registers over a handful of connections, and pins by
// the kernel.
package modbus

import (
	"errors"
	"net/http"
	"os"
	"syscall"
	"time"
)

// ErrChecksum is why a reading is thrown away.
var ErrChecksum = errors.New("modbus: wrong checksum")

// Line is a connection to a bus.
type Line struct{ Number int }

// Lines are the connections that there are.
type Lines struct {
	free chan *Line
	read func(l *Line, register string) (int, error)
}

// NewLines returns n lines.
func NewLines(n int, read func(l *Line, register string) (int, error)) *Lines {
	lines := &Lines{free: make(chan *Line, n), read: read}
	for i := range n {
		lines.free <- &Line{i}
	}
	return lines
}

// Register is the handler of /register.
func (l *Lines) Register(w http.ResponseWriter, r *http.Request) {
	line := <-l.free // mark: modbus-line
	if _, err := l.read(line, r.FormValue("n")); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	l.free <- line
	w.WriteHeader(http.StatusNoContent)
}

// RegisterDeferred does so and gives the line back in any case.
func (l *Lines) RegisterDeferred(w http.ResponseWriter, r *http.Request) {
	line := <-l.free
	defer func() { l.free <- line }()
	if _, err := l.read(line, r.FormValue("n")); err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// Edge waits for a pin's next edge, in the kernel.
func Edge(pin int) error {
	var edge [1]byte
	_, err := syscall.Read(pin, edge[:]) // mark: modbus-edge
	return err
}

// EdgeWithin waits for so long.
func EdgeWithin(pin int, d time.Duration) error {
	if err := syscall.SetNonblock(pin, true); err != nil {
		return err
	}
	file := os.NewFile(uintptr(pin), "pin")
	defer file.Close()
	if err := file.SetReadDeadline(time.Now().Add(d)); err != nil {
		return err
	}
	_, err := file.Read(make([]byte, 1))
	return err
}

// Pin returns a pin without edges, as the kernel numbers it.
func Pin() (int, error) {
	var ends [2]int
	err := syscall.Pipe(ends[:])
	return ends[0], err
}
