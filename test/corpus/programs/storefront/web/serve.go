// Package web serves a handler on a free port.
package web

import (
	"log"
	"net"
	"net/http"
)

// Serve starts serving and returns the address.
func Serve(handler http.Handler) string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	server := &http.Server{Handler: handler}
	go func() { log.Fatal(server.Serve(listener)) }()
	return listener.Addr().String()
}
