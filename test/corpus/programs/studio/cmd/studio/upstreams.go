package main

import (
	"context"
	"crypto/ed25519"
	"crypto/rand"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/gorilla/websocket"
	natsserver "github.com/nats-io/nats-server/v2/server"
	"golang.org/x/crypto/ssh"

	"git.lumenworks.tv/studio/edge/review"
	"harness"
)

// upstreams are what the studio talks to, and who talks to it; each runs in its
// own process.
var upstreams = map[string]harness.Server{
	"redis": func() (string, error) {
		server, err := miniredis.Run()
		if err != nil {
			return "", err
		}
		return server.Addr(), nil
	},
	"nats": func() (string, error) {
		server, err := natsserver.NewServer(&natsserver.Options{Host: "127.0.0.1", Port: natsserver.RANDOM_PORT, NoSigs: true})
		if err != nil {
			return "", err
		}
		go server.Start()
		if !server.ReadyForConnections(10 * time.Second) {
			return "", errors.New("the NATS server does not start")
		}
		return server.ClientURL(), nil
	},
	// A broker that takes connections and says nothing.
	"mute": func() (string, error) {
		mute = listen()
		return mute.Addr().String(), nil
	},
	"cinema": cinema,
	// A cinema's office, which has signed nothing yet.
	"office": func() (string, error) {
		return serve(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.WriteHeader(http.StatusAccepted)
			io.WriteString(w, "the manager is at the matinee, please ask again\n")
		})), nil
	},
	// Screens, which stay for a while or for good.
	"screens-go-3":    func() (string, error) { return screens(3, 2*time.Second) },
	"screens-go-19":   func() (string, error) { return screens(19, 2*time.Second) },
	"screens-stay-4":  func() (string, error) { return screens(4, 0) },
	"screens-stay-36": func() (string, error) { return screens(36, 0) },
	// Reviewers who have no time.
	"reviewers-3":          func() (string, error) { return reviewers(3, "Verdict") },
	"reviewers-27":         func() (string, error) { return reviewers(27, "Verdict") },
	"reviewers-3-context":  func() (string, error) { return reviewers(3, "VerdictContext") },
	"reviewers-27-context": func() (string, error) { return reviewers(27, "VerdictContext") },
	// Reviewers who wait.
	"reviewers-patient-2":  func() (string, error) { return patient(2) },
	"reviewers-patient-22": func() (string, error) { return patient(22) },
	// Reviewers who stop reading in the middle.
	"reviewers-asleep-2": func() (string, error) { return asleep(2) },
	"reviewers-asleep-8": func() (string, error) { return asleep(8) },
}

// mute keeps the listener from being collected, and closed.
var mute net.Listener

// cinema is an SSH server that says yes to everything.
func cinema() (string, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return "", err
	}
	signer, err := ssh.NewSignerFromKey(key)
	if err != nil {
		return "", err
	}
	config := &ssh.ServerConfig{NoClientAuth: true}
	config.AddHostKey(signer)
	listener := listen()
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				_, chans, reqs, err := ssh.NewServerConn(conn, config)
				if err != nil {
					return
				}
				go func() {
					for c := range chans {
						c.Reject(ssh.Prohibited, "no")
					}
				}()
				for req := range reqs {
					if req.WantReply {
						req.Reply(true, nil)
					}
				}
			}()
		}
	}()
	return listener.Addr().String(), nil
}

// watching keeps connections from being collected, and closed.
var watching []*websocket.Conn

// screens has n screens watch, for a while if it isn't 0.
func screens(n int, while time.Duration) (string, error) {
	for range n {
		conn, _, err := websocket.DefaultDialer.Dial("ws://"+os.Getenv("STUDIO_SERVER")+"/", nil)
		if err != nil {
			return "", err
		}
		watching = append(watching, conn)
	}
	if while > 0 {
		time.Sleep(while)
		for _, conn := range watching {
			conn.Close()
		}
	}
	return "screens", nil
}

// reviewers has n ask for a verdict, each for a moment.
func reviewers(n int, method string) (string, error) {
	conn, err := review.Dial(os.Getenv("STUDIO_SERVER"))
	if err != nil {
		return "", err
	}
	for range n {
		if err := review.Ask(conn, method, 60*time.Millisecond); err == nil {
			return "", errors.New("there is a verdict")
		}
	}
	return "reviewers", nil
}

// patient has n ask for a verdict, each for an hour.
func patient(n int) (string, error) {
	conn, err := review.Dial(os.Getenv("STUDIO_SERVER"))
	if err != nil {
		return "", err
	}
	for range n {
		go review.Ask(conn, "VerdictContext", time.Hour)
	}
	time.Sleep(300 * time.Millisecond)
	return "reviewers", nil
}

// asleep has n read the first of their footage.
func asleep(n int) (string, error) {
	for range n {
		conn, err := review.Dial(os.Getenv("STUDIO_SERVER"))
		if err != nil {
			return "", err
		}
		if err := review.Footage(context.Background(), conn); err != nil {
			return "", err
		}
	}
	return "reviewers", nil
}
