// Package telephone serves the desks where clerks bid for those who call: a
// line protocol over a unix socket.
package telephone

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"strings"
	"sync"
	"time"
)

// An Exchange takes the desks' connections.
type Exchange struct {
	// Patience is how long a desk may take to read what it is sent; 0 is for ever.
	Patience time.Duration
	// History is what a desk is sent when it says "history".
	History string

	mu    sync.Mutex
	desks map[string]net.Conn
}

// Serve takes connections until the listener is closed.
func (x *Exchange) Serve(l net.Listener) error {
	for {
		conn, err := l.Accept()
		if err != nil {
			return err
		}
		go x.desk(conn)
	}
}

func (x *Exchange) desk(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for lines.Scan() { // mark: telephone-line
		switch verb, rest, _ := strings.Cut(lines.Text(), " "); verb {
		case "desk":
			x.enter(rest, conn)
			defer x.leave(rest)
			fmt.Fprintf(conn, "good morning, %s\n", rest)
		case "history":
			if err := x.history(conn); err != nil {
				return
			}
		default:
			fmt.Fprintf(conn, "what is %q?\n", verb)
		}
	}
}

func (x *Exchange) history(conn net.Conn) error {
	for range 512 {
		if x.Patience > 0 {
			conn.SetWriteDeadline(time.Now().Add(x.Patience))
		}
		if _, err := fmt.Fprintln(conn, x.History); err != nil { // mark: telephone-history
			return err
		}
	}
	return nil
}

func (x *Exchange) enter(name string, conn net.Conn) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.desks == nil {
		x.desks = make(map[string]net.Conn)
	}
	x.desks[name] = conn
}

func (x *Exchange) leave(name string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	delete(x.desks, name)
}

// Caller asks callers abroad things and waits for their answers by number.
type Caller struct {
	mu      sync.Mutex
	last    int
	waiting map[int]chan string
	// Say puts a question on the line; it may be lost there.
	Say func(id int, question string)
}

func (c *Caller) ask(question string) (id int, answer chan string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.waiting == nil {
		c.waiting = make(map[int]chan string)
	}
	c.last++
	answer = make(chan string, 1)
	c.waiting[c.last] = answer
	c.Say(c.last, question)
	return c.last, answer
}

// Answered is called by the line with what was answered.
func (c *Caller) Answered(id int, text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if answer, ok := c.waiting[id]; ok {
		delete(c.waiting, id)
		answer <- text
	}
}

// Ask asks and waits for the answer.
func (c *Caller) Ask(question string) string {
	_, answer := c.ask(question)
	return <-answer // mark: telephone-answer
}

// AskContext asks and waits for the answer while ctx lasts.
func (c *Caller) AskContext(ctx context.Context, question string) (string, error) {
	id, answer := c.ask(question)
	select {
	case text := <-answer:
		return text, nil
	case <-ctx.Done():
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.waiting, id)
		return "", ctx.Err()
	}
}
