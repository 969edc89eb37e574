package main

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"sync"
	"time"
)

type account struct {
	mu      sync.Mutex
	balance int
}

func (a *account) withdraw(amount int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.current() < amount {
		return false
	}
	a.balance -= amount
	return true
}

func (a *account) current() int {
	a.mu.Lock() // mark: kiosk-relock
	defer a.mu.Unlock()
	return a.balance
}

func poll() {
	ticker := time.NewTicker(time.Minute)
	for {
		select {
		case <-ticker.C: // mark: kiosk-ticker
			printText("tick")
		}
	}
}

func readNews(url string) (string, error) {
	resp, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	news, err := io.ReadAll(resp.Body) // mark: kiosk-read-all
	return string(news), err
}

func printAll(texts ...string) {
	var wg sync.WaitGroup
	for _, text := range texts {
		wg.Add(1)
		go func() {
			if err := printText(text + "\n"); err != nil || text == "" {
				return
			}
			wg.Done()
		}()
	}
	wg.Wait() // mark: kiosk-print-wait
}

// acceptTills serves tills and returns the address.
func acceptTills() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go acceptLoop(listener)
	return listener.Addr().String()
}

func acceptLoop(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go handleTill(conn)
	}
}

func handleTill(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for lines.Scan() { // mark: kiosk-till-read
		printText(lines.Text())
	}
}

// backOff tries a few times and waits longer each time.
func backOff(tries int, pause time.Duration) error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	for range tries {
		if copyOneWay() == nil {
			return nil
		}
		select { // mark: kiosk-back-off
		case <-time.After(pause):
			pause *= 2
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return errOffline
}
