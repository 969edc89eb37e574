// Package readability says how hard an article is to read.
package readability

import (
	"strings"
	"sync"
)

// Scale scores articles, and remembers what it scored.
type Scale struct {
	mu     sync.Mutex
	scores map[string]int
}

// NewScale returns a scale that remembers nothing.
func NewScale() *Scale { return &Scale{scores: map[string]int{}} }

// Score returns an article's score; an article that was scored before is not
// waited for.
func (s *Scale) Score(slug, text string) int {
	scores := make(chan int)
	go compute(text, scores)
	s.mu.Lock()
	known, ok := s.scores[slug]
	s.mu.Unlock()
	if ok {
		return known
	}
	score := <-scores
	s.mu.Lock()
	s.scores[slug] = score
	s.mu.Unlock()
	return score
}

// ScoreOnce does not compute what it knows.
func (s *Scale) ScoreOnce(slug, text string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if known, ok := s.scores[slug]; ok {
		return known
	}
	scores := make(chan int)
	go compute(text, scores)
	s.scores[slug] = <-scores
	return s.scores[slug]
}

func compute(text string, scores chan<- int) {
	words := len(strings.Fields(text))
	sentences := strings.Count(text, ".") + 1
	scores <- words / sentences // mark: readability-compute
}
