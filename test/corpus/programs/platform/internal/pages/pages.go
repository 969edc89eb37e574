// Package pages walks through long lists page by page.
package pages

import "iter"

// Numbers yields the numbers of pages.
func Numbers(last int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for page := 1; page <= last; page++ {
			if !yield(page) { // mark: pages-yield
				return
			}
		}
	}
}

// First pulls the first number, and leaves the iterator where it is.
func First(numbers iter.Seq[int]) (int, bool) {
	next, _ := iter.Pull(numbers)
	return next()
}

// FirstStopped pulls the first number, and stops the iterator.
func FirstStopped(numbers iter.Seq[int]) (int, bool) {
	next, stop := iter.Pull(numbers)
	defer stop()
	return next()
}
