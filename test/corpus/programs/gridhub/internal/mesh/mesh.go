// Package mesh has the hubs of a street find each other.
package mesh

import (
	"io"
	"net"
	"time"

	"github.com/hashicorp/memberlist"
)

// Street is the hubs that know of each other.
type Street struct{ list *memberlist.Memberlist }

// Join makes this hub a member.
func Join(name string) (*Street, error) {
	config := memberlist.DefaultLocalConfig()
	config.Name = name
	config.BindAddr, config.BindPort = "127.0.0.1", 0
	config.LogOutput = io.Discard
	list, err := memberlist.Create(config)
	if err != nil {
		return nil, err
	}
	return &Street{list}, nil
}

// Leave ends the membership; others learn of it.
func (s *Street) Leave() error { return s.list.Leave(time.Second) }

// Shutdown ends the membership here, too.
func (s *Street) Shutdown() error { return s.list.Shutdown() }

// Discover asks all devices of the home who they are, and hears the answers.
func Discover(heard func(from net.Addr, answer []byte)) error {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	go hear(conn, heard)
	return nil
}

// DiscoverFor hears answers for so long.
func DiscoverFor(d time.Duration, heard func(from net.Addr, answer []byte)) error {
	conn, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		return err
	}
	if err := conn.SetReadDeadline(time.Now().Add(d)); err != nil {
		return err
	}
	go hear(conn, heard)
	return nil
}

func hear(conn net.PacketConn, heard func(net.Addr, []byte)) {
	defer conn.Close()
	answer := make([]byte, 1500)
	for {
		n, from, err := conn.ReadFrom(answer) // mark: mesh-hear
		if err != nil {
			return
		}
		heard(from, answer[:n])
	}
}
