// Package catalog prints a sale's catalogue: a pipeline of stages over a list
// of consignments that is read row by row.
package catalog

import (
	"bufio"
	"context"
	"encoding/csv"
	"errors"
	"io"
	"iter"
	"strings"
)

// Source sends each row of a consignment list. It stops at the first bad one.
func Source(in io.Reader, fail func(error)) <-chan []string {
	rows := make(chan []string)
	go func() {
		r := csv.NewReader(in)
		for {
			row, err := r.Read()
			if errors.Is(err, io.EOF) {
				close(rows)
				return
			}
			if err != nil {
				fail(err)
				return
			}
			rows <- row // mark: catalog-source
		}
	}()
	return rows
}

// SourceClosed is Source that closes its channel however it ends.
func SourceClosed(in io.Reader, fail func(error)) <-chan []string {
	rows := make(chan []string)
	go func() {
		defer close(rows)
		r := csv.NewReader(in)
		for {
			row, err := r.Read()
			if err != nil {
				if !errors.Is(err, io.EOF) {
					fail(err)
				}
				return
			}
			rows <- row
		}
	}()
	return rows
}

// Stage applies f to everything that comes in.
func Stage[In, Out any](in <-chan In, f func(In) Out) <-chan Out {
	out := make(chan Out)
	go func() {
		defer close(out)
		for v := range in { // mark: catalog-stage
			out <- f(v) // mark: catalog-stage-out
		}
	}()
	return out
}

// First returns what comes first, and leaves the rest.
func First[T any](ctx context.Context, in <-chan T) (first T, err error) {
	select {
	case first = <-in:
		return first, nil
	case <-ctx.Done():
		return first, ctx.Err()
	}
}

// Words is the text of a description, word by word.
func Words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		words := bufio.NewScanner(strings.NewReader(text))
		words.Split(bufio.ScanWords)
		for words.Scan() {
			if !yield(words.Text()) { // mark: catalog-words
				return
			}
		}
	}
}

// A Reader looks one word ahead.
type Reader struct {
	next  func() (string, bool)
	stop  func()
	ahead string
	more  bool
}

// NewReader reads a description; it must be closed.
func NewReader(text string) *Reader {
	r := &Reader{}
	r.next, r.stop = iter.Pull(Words(text))
	r.ahead, r.more = r.next()
	return r
}

// Close ends the reading.
func (r *Reader) Close() { r.stop() }

// Estimate returns the words after "estimate".
func (r *Reader) Estimate() (low, high string, err error) {
	for r.more && r.ahead != "estimate" {
		r.ahead, r.more = r.next()
	}
	if !r.more {
		return "", "", errors.New("catalog: no estimate")
	}
	low, _ = r.next()
	high, _ = r.next()
	return low, high, nil
}

// Estimate returns what a description says an object will fetch.
func Estimate(text string) (low, high string, err error) {
	return NewReader(text).Estimate()
}

// EstimateClosed is Estimate that is done with its reader then.
func EstimateClosed(text string) (low, high string, err error) {
	r := NewReader(text)
	defer r.Close()
	return r.Estimate()
}

// An Entry is one lot in the catalogue.
type Entry struct{ Number, Title string }

// Print writes the catalogue of what source sends to w, in the background.
func Print(w io.Writer, rows <-chan []string) {
	entries := Stage(rows, func(row []string) Entry { return Entry{row[0], row[1]} })
	lines := Stage(entries, func(e Entry) string { return e.Number + ". " + e.Title + "\n" })
	go func() {
		for line := range lines { // mark: catalog-print
			io.WriteString(w, line)
		}
	}()
}

// Preview returns a catalogue's first line.
func Preview(ctx context.Context, rows <-chan []string) (string, error) {
	entries := Stage(rows, func(row []string) Entry { return Entry{row[0], row[1]} })
	return First(ctx, Stage(entries, func(e Entry) string { return e.Title }))
}

// PreviewDrained is Preview that reads the rest, too.
func PreviewDrained(ctx context.Context, rows <-chan []string) (string, error) {
	entries := Stage(rows, func(row []string) Entry { return Entry{row[0], row[1]} })
	titles := Stage(entries, func(e Entry) string { return e.Title })
	first, err := First(ctx, titles)
	for range titles {
	}
	return first, err
}
