package harness

import (
	"bufio"
	"fmt"
	"io"
	"log"
	"os"
	"os/exec"
	"strings"
)

// Server starts serving and returns its address.
type Server func() (addr string, err error)

// Upstream runs one of the program's upstreams in a process of its own, so that
// its goroutines are not in the captures, and returns its address. It ends with
// this process. Nothing in this process waits for it.
func Upstream(name string) string {
	cmd := exec.Command(os.Args[0], "-upstream", name)
	cmd.Stderr = os.Stderr
	if _, err := cmd.StdinPipe(); err != nil {
		log.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		log.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		log.Fatal(err)
	}
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		log.Fatalf("upstream %s: %v", name, err)
	}
	processes = append(processes, cmd)
	return strings.TrimSpace(line)
}

// processes keeps the pipes to the upstreams from being collected, and closed.
var processes []*exec.Cmd

func serve(name string, upstreams map[string]Server) {
	server, ok := upstreams[name]
	if !ok {
		log.Fatalf("no upstream %q", name)
	}
	addr, err := server()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(addr)
	io.Copy(io.Discard, os.Stdin)
}
