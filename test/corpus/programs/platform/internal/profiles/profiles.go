// Package profiles loads shoppers' profiles, each once however many ask.
package profiles

import (
	"bufio"
	"net"
	"time"

	"golang.org/x/sync/singleflight"
)

// Loader loads from a server.
type Loader struct {
	Server  string
	Timeout time.Duration // none if zero
	flights singleflight.Group
}

// Load joins the load that is under way, or starts one.
func (l *Loader) Load(user string) (string, error) {
	profile, err, _ := l.flights.Do(user, func() (any, error) { return l.fetch(user) }) // mark: profiles-do
	if err != nil {
		return "", err
	}
	return profile.(string), nil
}

func (l *Loader) fetch(user string) (string, error) {
	conn, err := net.Dial("tcp", l.Server)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if l.Timeout > 0 {
		conn.SetDeadline(time.Now().Add(l.Timeout))
	}
	if _, err := conn.Write([]byte(user + "\n")); err != nil {
		return "", err
	}
	return bufio.NewReader(conn).ReadString('\n')
}
