// Package pager pages through the archive.
package pager

import "iter"

// Revisions returns an article's revisions, newest first, with their numbers.
func Revisions(slug string, newest int) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		for n := newest; n > 0; n-- {
			if !yield(n, slug) { // mark: pager-yield
				return
			}
		}
	}
}

// Peeker looks at the next element before it is taken.
type Peeker[K, V any] struct {
	next  func() (K, V, bool)
	Close func()

	key    K
	value  V
	ok     bool
	peeked bool
}

// Peek returns a peeker at the beginning of seq.
func Peek[K, V any](seq iter.Seq2[K, V]) *Peeker[K, V] {
	next, stop := iter.Pull2(seq)
	return &Peeker[K, V]{next: next, Close: stop}
}

// Look returns the next element and leaves it there.
func (p *Peeker[K, V]) Look() (K, V, bool) {
	if !p.peeked {
		p.key, p.value, p.ok = p.next()
		p.peeked = true
	}
	return p.key, p.value, p.ok
}

// Newest returns the number of an article's newest revision.
func Newest(revisions iter.Seq2[int, string]) int {
	n, _, _ := Peek(revisions).Look()
	return n
}

// NewestClosed does so and is done with the revisions.
func NewestClosed(revisions iter.Seq2[int, string]) int {
	p := Peek(revisions)
	defer p.Close()
	n, _, _ := p.Look()
	return n
}
