// Package bank asks banks, and sends them papers.
package bank

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os/exec"
	"sync"
	"time"
)

// Notify tells a bank of a sale. The buyer does not have to wait for that.
func Notify(ctx context.Context, url string, lot string) {
	ctx = context.WithoutCancel(ctx)
	go func() {
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewBufferString(lot))
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req) // mark: bank-notify
		if err == nil {
			resp.Body.Close()
		}
	}()
}

// NotifyWithin tells a bank of a sale, or gives up.
func NotifyWithin(ctx context.Context, url string, lot string, limit time.Duration) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), limit)
	go func() {
		defer cancel()
		req, err := http.NewRequestWithContext(ctx, http.MethodPut, url, bytes.NewBufferString(lot))
		if err != nil {
			return
		}
		resp, err := http.DefaultClient.Do(req)
		if err == nil {
			resp.Body.Close()
		}
	}()
}

// ErrSize is returned for a statement that is too large.
var ErrSize = errors.New("bank: too large")

// Statement streams rows as JSON to a store that takes at most limit bytes.
func Statement[R any](rows []R, limit int64) (n int64, err error) {
	r, w := io.Pipe()
	go func() {
		enc := json.NewEncoder(w)
		for _, row := range rows {
			if err := enc.Encode(row); err != nil { // mark: bank-statement
				return
			}
		}
		w.Close()
	}()
	return store(r, limit)
}

// StatementClosed is Statement that lets go of the pipe.
func StatementClosed[R any](rows []R, limit int64) (n int64, err error) {
	r, w := io.Pipe()
	defer r.CloseWithError(ErrSize)
	go func() {
		enc := json.NewEncoder(w)
		for _, row := range rows {
			if err := enc.Encode(row); err != nil {
				return
			}
		}
		w.Close()
	}()
	return store(r, limit)
}

func store(r io.Reader, limit int64) (int64, error) {
	n, err := io.Copy(io.Discard, io.LimitReader(r, limit))
	if err == nil && n == limit {
		err = ErrSize
	}
	return n, err
}

// Stamp has a program stamp a paper and returns what it says. The program
// leaves a helper behind, which has the same output.
func Stamp(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	var said bytes.Buffer
	cmd.Stdout = &said
	err := cmd.Run() // mark: bank-stamp
	return said.String(), err
}

// StampWithin does not wait for what the program leaves behind.
func StampWithin(ctx context.Context, program string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, program, args...)
	cmd.WaitDelay = 100 * time.Millisecond
	var said bytes.Buffer
	cmd.Stdout = &said
	err := cmd.Run()
	return said.String(), err
}

// Sniff says of what kind a picture at url is.
func Sniff(client *http.Client, url string) (string, error) {
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	head, err := io.ReadAll(io.LimitReader(resp.Body, 512))
	if err != nil {
		return "", err
	}
	return http.DetectContentType(head), nil
}

// SniffClosed is Sniff that is done with the answer then.
func SniffClosed(client *http.Client, url string) (string, error) {
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	head, err := io.ReadAll(io.LimitReader(resp.Body, 512))
	if err != nil {
		return "", err
	}
	return http.DetectContentType(head), nil
}

// Rate asks a bank for a rate, with the bank's own certificate and proxy.
func Rate(url string) (string, error) {
	client := &http.Client{Transport: &http.Transport{MaxIdleConns: 2}}
	return get(client, url)
}

// Rater asks with one client per bank.
type Rater struct{ clients sync.Map }

// Rate asks a bank for a rate.
func (r *Rater) Rate(bank, url string) (string, error) {
	client, _ := r.clients.LoadOrStore(bank, &http.Client{Transport: &http.Transport{MaxIdleConns: 2}})
	return get(client.(*http.Client), url)
}

func get(client *http.Client, url string) (string, error) {
	resp, err := client.Get(url)
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if resp.StatusCode != http.StatusOK {
		return "", fmt.Errorf("bank: %s", resp.Status)
	}
	return string(body), err
}

// Clear waits until a transfer has cleared.
func Clear(cleared func() bool) {
	stop := make(chan struct{})
	go wait(cleared, stop, 250*time.Millisecond)
}

// ClearContext waits until a transfer has cleared, or ctx is done.
func ClearContext(ctx context.Context, cleared func() bool) {
	go wait(cleared, ctx.Done(), 250*time.Millisecond)
}

func wait(cleared func() bool, stop <-chan struct{}, every time.Duration) {
	for !cleared() {
		select {
		case <-stop:
			return
		default:
			time.Sleep(every) // mark: bank-clear
		}
	}
}
