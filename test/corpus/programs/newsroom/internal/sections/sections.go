// Package sections knows which article is on which page.
package sections

import "sync"

// Section is one of the paper's sections.
type Section struct {
	Name string

	mu       sync.RWMutex
	articles map[string]int
}

// New returns an empty section.
func New(name string) *Section { return &Section{Name: name, articles: map[string]int{}} }

// Page returns an article's page, and gives it one if it has none.
func (s *Section) Page(slug string) int {
	s.mu.RLock() // mark: sections-look
	defer s.mu.RUnlock()
	if page, ok := s.articles[slug]; ok {
		return page
	}
	return s.assign(slug)
}

func (s *Section) assign(slug string) int {
	s.mu.Lock() // mark: sections-assign
	defer s.mu.Unlock()
	s.articles[slug] = len(s.articles) + 1
	return s.articles[slug]
}

// PageOf does so, and asks again for the lock it needs.
func (s *Section) PageOf(slug string) int {
	s.mu.RLock()
	page, ok := s.articles[slug]
	s.mu.RUnlock()
	if ok {
		return page
	}
	return s.assign(slug)
}

// Move moves an article from one section to another.
func Move(slug string, from, to *Section, between func()) {
	from.mu.Lock()
	defer from.mu.Unlock()
	between()
	to.mu.Lock() // mark: sections-move
	defer to.mu.Unlock()
	to.articles[slug] = from.articles[slug]
	delete(from.articles, slug)
}

// MoveOrdered does so and takes the locks by name, whichever way it goes.
func MoveOrdered(slug string, from, to *Section, between func()) {
	first, second := from, to
	if second.Name < first.Name {
		first, second = second, first
	}
	first.mu.Lock()
	defer first.mu.Unlock()
	between()
	second.mu.Lock()
	defer second.mu.Unlock()
	to.articles[slug] = from.articles[slug]
	delete(from.articles, slug)
}
