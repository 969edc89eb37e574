package harness

import (
	"bytes"
	"fmt"
	"log"
	"net"
	"net/http"
	httppprof "net/http/pprof"
	"os"
	"path/filepath"
	"runtime/pprof"
)

// endings are those of the files of a capture: debug=0, 1 and 2.
var endings = []string{".pb.gz", ".debug1.txt", ".debug2.txt"}

func captureInProcess(dir, name string) {
	captures := make([]bytes.Buffer, len(endings))
	for debug := range endings {
		if err := pprof.Lookup("goroutine").WriteTo(&captures[debug], debug); err != nil {
			log.Fatal(err)
		}
	}
	for debug, ending := range endings {
		write(filepath.Join(dir, name+ending), captures[debug].Bytes())
	}
}

// serveProfiles serves net/http/pprof and returns a capture that asks it, each
// time on a connection of its own.
func serveProfiles() func(dir, name string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", httppprof.Index)
	go http.Serve(listener, mux)
	return func(dir, name string) {
		browser := Browse(listener.Addr().String())
		defer browser.Leave()
		for debug, ending := range endings {
			browser.Ask(fmt.Sprintf("/debug/pprof/goroutine?debug=%d", debug))
			write(filepath.Join(dir, name+ending), browser.Body())
		}
	}
}

func write(file string, data []byte) {
	if err := os.WriteFile(file, data, 0o644); err != nil {
		log.Fatal(err)
	}
}
