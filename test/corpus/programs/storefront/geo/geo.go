// Package geo looks addresses up at a server that speaks lines over TCP.
package geo

import (
	"bufio"
	"net"
	"time"
)

// Lookup asks server where ip is, and waits for the answer.
func Lookup(server, ip string) (string, error) {
	conn, err := net.Dial("tcp", server)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(ip + "\n")); err != nil {
		return "", err
	}
	return bufio.NewReader(conn).ReadString('\n') // mark: geo-read
}

// LookupWithin is Lookup that waits so long and no longer.
func LookupWithin(server, ip string, wait time.Duration) (string, error) {
	conn, err := net.DialTimeout("tcp", server, wait)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(wait)); err != nil {
		return "", err
	}
	if _, err := conn.Write([]byte(ip + "\n")); err != nil {
		return "", err
	}
	return bufio.NewReader(conn).ReadString('\n')
}
