// Package printers sends finished pages to the printing houses, over SSH.
package printers

import (
	"crypto/ed25519"
	"net"
	"time"

	"golang.org/x/crypto/ssh"
)

// House is a printing house.
type House struct{ Addr string }

func (h House) dial() (*ssh.Client, error) {
	return ssh.Dial("tcp", h.Addr, &ssh.ClientConfig{
		User:            "herald",
		Auth:            []ssh.AuthMethod{ssh.Password("extra! extra!")},
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
		Timeout:         10 * time.Second,
	})
}

// Offer asks whether the house has room for so many pages.
func (h House) Offer(pages []byte) (bool, error) {
	client, err := h.dial()
	if err != nil {
		return false, err
	}
	ok, _, err := client.SendRequest("room-for@heraldpress.news", true, pages)
	return ok, err
}

// OfferClosed does so and hangs up.
func (h House) OfferClosed(pages []byte) (bool, error) {
	client, err := h.dial()
	if err != nil {
		return false, err
	}
	defer client.Close()
	ok, _, err := client.SendRequest("room-for@heraldpress.news", true, pages)
	return ok, err
}

// Serve is a printing house that has room.
func Serve(l net.Listener) error {
	_, key, err := ed25519.GenerateKey(nil)
	if err != nil {
		return err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return err
	}
	config := &ssh.ServerConfig{PasswordCallback: func(ssh.ConnMetadata, []byte) (*ssh.Permissions, error) { return nil, nil }}
	config.AddHostKey(signer)
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go func() {
			_, channels, requests, err := ssh.NewServerConn(conn, config)
			if err != nil {
				return
			}
			go func() {
				for range channels {
					continue
				}
			}()
			for request := range requests {
				request.Reply(true, nil)
			}
		}()
	}
}
