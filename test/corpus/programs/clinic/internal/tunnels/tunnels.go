// Package tunnels reaches the branch clinics over multiplexed connections.
package tunnels

import (
	"io"
	"net"

	"github.com/hashicorp/yamux"
)

// Ask asks a branch, over a tunnel of its own, for its word of the day.
func Ask(addr string) (string, error) {
	_, word, err := ask(addr)
	return word, err
}

// AskClosed does so and closes the tunnel.
func AskClosed(addr string) (string, error) {
	tunnel, word, err := ask(addr)
	if tunnel != nil {
		tunnel.Close()
	}
	return word, err
}

func ask(addr string) (*yamux.Session, string, error) {
	conn, err := net.Dial("tcp", addr)
	if err != nil {
		return nil, "", err
	}
	config := yamux.DefaultConfig()
	config.LogOutput = io.Discard
	tunnel, err := yamux.Client(conn, config)
	if err != nil {
		return nil, "", err
	}
	stream, err := tunnel.Open()
	if err != nil {
		return tunnel, "", err
	}
	defer stream.Close()
	word := make([]byte, 5)
	_, err = io.ReadFull(stream, word)
	return tunnel, string(word), err
}

// Branch answers every stream with the word of the day.
func Branch(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		tunnel, err := yamux.Server(conn, nil)
		if err != nil {
			continue
		}
		go answer(tunnel)
	}
}

func answer(tunnel *yamux.Session) {
	for {
		stream, err := tunnel.Accept()
		if err != nil {
			return
		}
		io.WriteString(stream, "hello")
		stream.Close()
	}
}
