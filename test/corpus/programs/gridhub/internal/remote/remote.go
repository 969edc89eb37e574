// Package remote lets the installer in from outside, over TLS, and keeps the
// bridges to other makers' hubs up.
package remote

import (
	"bufio"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"time"
)

// Door takes the installers' connections.
type Door struct {
	Config *tls.Config
	// Limit is how long somebody may take to say who they are.
	Limit time.Duration
}

// Serve serves until the listener closes.
func (d *Door) Serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go d.installer(tls.Server(conn, d.Config))
	}
}

func (d *Door) installer(conn *tls.Conn) {
	defer conn.Close()
	if d.Limit > 0 {
		conn.SetDeadline(time.Now().Add(d.Limit))
	}
	if err := conn.Handshake(); err != nil { // mark: remote-handshake
		return
	}
	conn.SetDeadline(time.Now().Add(time.Hour))
	bufio.NewReader(conn).ReadString('\n')
}

// Certificate returns one that the hub made itself.
func Certificate() (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "gridhub"}, NotAfter: time.Now().Add(24 * time.Hour)}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, err
}

// Bridge brings another maker's hub in; it is never let go again.
func Bridge(name string, connect func(name string) error) {
	go func() {
		if connect(name) == nil {
			select {} // mark: remote-bridge
		}
	}()
}
