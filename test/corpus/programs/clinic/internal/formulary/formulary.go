// Package formulary looks medicines up, each once however many ask.
package formulary

import (
	"bufio"
	"fmt"
	"net"
	"time"

	"golang.org/x/sync/singleflight"
)

// Formulary is a client of the formulary's server.
type Formulary struct {
	Addr    string
	Timeout time.Duration
	flights singleflight.Group
}

// Dose returns a medicine's usual dose.
func (f *Formulary) Dose(medicine string) (string, error) {
	dose, err, _ := f.flights.Do(medicine, func() (any, error) { return f.ask(medicine) }) // mark: formulary-do
	if err != nil {
		return "", err
	}
	return dose.(string), nil
}

func (f *Formulary) ask(medicine string) (string, error) {
	conn, err := net.Dial("tcp", f.Addr)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if f.Timeout > 0 {
		conn.SetDeadline(time.Now().Add(f.Timeout))
	}
	fmt.Fprintln(conn, medicine)
	return bufio.NewReader(conn).ReadString('\n') // mark: formulary-read
}
