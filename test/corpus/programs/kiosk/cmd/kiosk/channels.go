package main

import (
	"context"
	"net/http"
	"time"
)

func leak() {
	ch := make(chan int)
	go func() {
		ch <- 42 // mark: kiosk-send
	}()
}

func fixed() {
	ch := make(chan int, 1)
	go func() {
		ch <- 42
	}()
}

func queryDatabase() string {
	time.Sleep(250 * time.Millisecond)
	return "data"
}

func handlerWithLeak(w http.ResponseWriter, r *http.Request) {
	result := make(chan string)
	go func() {
		data := queryDatabase()
		result <- data // mark: kiosk-handler-send
	}()
	select {
	case data := <-result:
		w.Write([]byte(data))
	case <-time.After(50 * time.Millisecond):
		http.Error(w, "timeout", http.StatusRequestTimeout)
	}
}

func handlerFixed(w http.ResponseWriter, r *http.Request) {
	ctx, cancel := context.WithTimeout(r.Context(), 50*time.Millisecond)
	defer cancel()
	result := make(chan string, 1)
	go func() {
		result <- queryDatabase()
	}()
	select {
	case data := <-result:
		w.Write([]byte(data))
	case <-ctx.Done():
		http.Error(w, "timeout", http.StatusRequestTimeout)
	}
}

func generate(n int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for i := range n {
			out <- i // mark: kiosk-generate-send
		}
	}()
	return out
}

func square(in <-chan int) <-chan int {
	out := make(chan int)
	go func() {
		defer close(out)
		for n := range in {
			out <- n * n // mark: kiosk-square-send
		}
	}()
	return out
}

func firstSquare() { <-square(generate(50)) }

func allSquares() {
	for range square(generate(50)) {
	}
}

// walk goes down to depth and reports what it finds there.
func walk(depth int, found chan<- int) {
	if depth == 0 {
		found <- depth // mark: kiosk-walk-send
		return
	}
	walk(depth-1, found)
}

// walkDepths starts a walker for each of eight depths and reads nothing.
func walkDepths() {
	found := make(chan int)
	for depth := range 8 {
		go walk(depth, found)
	}
}

// proxy copies both ways and ends when one of them does.
func proxy() error {
	errc := make(chan error)
	for range 2 {
		go func() {
			errc <- copyOneWay() // mark: kiosk-copy-send
		}()
	}
	return <-errc
}

func copyOneWay() error { return errOffline }

// printText shows a spinner until the text is printed.
func printText(text string) error {
	done := make(chan struct{})
	go func() {
		<-done // mark: kiosk-done-receive
	}()
	if text == "" {
		return errOffline
	}
	close(done)
	return nil
}

// startWorkers starts n workers for a queue.
func startWorkers(n int) chan<- string {
	queue := make(chan string, n)
	for range n {
		go work(queue)
	}
	return queue
}

func work(queue <-chan string) {
	for job := range queue { // mark: kiosk-worker-range
		printText(job)
	}
}
