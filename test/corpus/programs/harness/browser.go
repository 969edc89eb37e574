package harness

import (
	"bufio"
	"io"
	"log"
	"net"
	"net/http"
	"time"
)

// A Browser is one HTTP/1.1 connection, driven by hand: unlike an http.Client
// it adds no goroutine to the captures.
type Browser struct {
	conn net.Conn
	in   *bufio.Reader
}

// Browse opens a connection to addr.
func Browse(addr string) *Browser {
	conn, err := net.DialTimeout("tcp", addr, 10*time.Second)
	if err != nil {
		log.Fatal(err)
	}
	browsers = append(browsers, conn)
	return &Browser{conn: conn, in: bufio.NewReader(conn)}
}

// browsers keeps connections from being collected, and closed.
var browsers []net.Conn

// Ask sends a GET without waiting for the answer.
func (b *Browser) Ask(path string) *Browser {
	if _, err := io.WriteString(b.conn, "GET "+path+" HTTP/1.1\r\nHost: shop\r\n\r\n"); err != nil {
		log.Fatal(err)
	}
	return b
}

// Answer reads one answer to its end and returns its status.
func (b *Browser) Answer() int {
	status, _ := b.read()
	return status
}

// Body reads one answer to its end and returns what it says.
func (b *Browser) Body() []byte {
	_, body := b.read()
	return body
}

func (b *Browser) read() (status int, body []byte) {
	b.conn.SetReadDeadline(time.Now().Add(20 * time.Second))
	resp, err := http.ReadResponse(b.in, nil)
	if err != nil {
		log.Fatal(err)
	}
	defer resp.Body.Close()
	body, err = io.ReadAll(resp.Body)
	if err != nil {
		log.Fatal(err)
	}
	return resp.StatusCode, body
}

// Get is Ask and Answer.
func (b *Browser) Get(path string) int { return b.Ask(path).Answer() }

// Leave closes the connection.
func (b *Browser) Leave() { b.conn.Close() }

// Visit asks for path on n connections of its own and leaves each after the
// answer.
func Visit(addr, path string, n int) {
	for _, b := range Crowd(addr, path, n) {
		b.Answer()
		b.Leave()
	}
}

// Crowd asks for path on n connections and waits for no answer.
func Crowd(addr, path string, n int) []*Browser {
	crowd := make([]*Browser, n)
	for i := range crowd {
		crowd[i] = Browse(addr).Ask(path)
	}
	return crowd
}
