// Package comments shows readers each other's comments as they come in.
package comments

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// Thread is the comments below one article.
type Thread struct {
	// Moderation is how long it takes to have a comment looked over.
	Moderation time.Duration

	mu      sync.Mutex
	readers map[chan string]struct{}
}

// NewThread returns a thread nobody reads.
func NewThread(moderation time.Duration) *Thread {
	return &Thread{Moderation: moderation, readers: map[chan string]struct{}{}}
}

// Say brings a comment to whoever has room for it.
func (t *Thread) Say(comment string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for reader := range t.readers {
		select {
		case reader <- comment:
		default:
		}
	}
}

func (t *Thread) join() (comments chan string, leave func()) {
	comments = make(chan string, 8)
	t.mu.Lock()
	t.readers[comments] = struct{}{}
	t.mu.Unlock()
	return comments, func() {
		t.mu.Lock()
		delete(t.readers, comments)
		t.mu.Unlock()
		close(comments)
	}
}

// Follow is the handler of /follow: it streams comments, rude words removed.
func (t *Thread) Follow(w http.ResponseWriter, r *http.Request) {
	comments, leave := t.join()
	defer leave()
	polite := make(chan string)
	go func() {
		defer close(polite)
		for comment := range comments {
			polite <- t.soften(comment) // mark: comments-polite
		}
	}()
	stream(r.Context(), w, polite)
}

// FollowPolitely does so until the reader leaves.
func (t *Thread) FollowPolitely(w http.ResponseWriter, r *http.Request) {
	comments, leave := t.join()
	defer leave()
	polite := make(chan string)
	go func() {
		defer close(polite)
		for comment := range comments { // mark: comments-range
			select {
			case polite <- t.soften(comment):
			case <-r.Context().Done():
				return
			}
		}
	}()
	stream(r.Context(), w, polite)
}

func stream(ctx context.Context, w http.ResponseWriter, comments <-chan string) {
	w.(http.Flusher).Flush()
	for {
		select { // mark: comments-stream
		case comment := <-comments:
			fmt.Fprintf(w, "data: %s\n\n", comment)
			w.(http.Flusher).Flush()
		case <-ctx.Done():
			return
		}
	}
}

func (t *Thread) soften(comment string) string {
	time.Sleep(t.Moderation)
	return comment + ", with respect"
}
