// Package merge joins two ordered lists of readings.
package merge

import (
	"cmp"
	"iter"
)

// Common returns the first key that both have.
func Common[K cmp.Ordered](a, b iter.Seq[K]) (key K, ok bool) {
	nextA, stopA := iter.Pull(a)
	nextB, stopB := iter.Pull(b)
	x, okA := nextA()
	y, okB := nextB()
	for okA && okB {
		switch cmp.Compare(x, y) {
		case -1:
			x, okA = nextA()
		case 1:
			y, okB = nextB()
		default:
			return x, true
		}
	}
	stopA()
	stopB()
	return key, false
}

// CommonStopped does so and stops both.
func CommonStopped[K cmp.Ordered](a, b iter.Seq[K]) (key K, ok bool) {
	nextA, stopA := iter.Pull(a)
	defer stopA()
	nextB, stopB := iter.Pull(b)
	defer stopB()
	x, okA := nextA()
	y, okB := nextB()
	for okA && okB {
		switch cmp.Compare(x, y) {
		case -1:
			x, okA = nextA()
		case 1:
			y, okB = nextB()
		default:
			return x, true
		}
	}
	return key, false
}

// Readings yields when a sensor was read.
func Readings(from, step int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for at := from; at < from+1000*step; at += step {
			if !yield(at) { // mark: merge-yield
				return
			}
		}
	}
}
