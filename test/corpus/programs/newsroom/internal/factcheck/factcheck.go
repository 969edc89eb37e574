// Package factcheck gives every article checkers of its own.
package factcheck

import (
	"errors"
	"strings"
	"sync"
)

// ErrLibel is why an article is not checked to its end.
var ErrLibel = errors.New("factcheck: a word the lawyers do not like")

// Check has an article's claims checked side by side.
func Check(claims []string, verify func(string)) error {
	jobs := make(chan string)
	for range 3 {
		go checker(jobs, verify)
	}
	for _, claim := range claims {
		if strings.Contains(claim, "crook") {
			return ErrLibel
		}
		jobs <- claim
	}
	close(jobs)
	return nil
}

// CheckAndClose does so and sends the checkers home in any case.
func CheckAndClose(claims []string, verify func(string)) error {
	jobs := make(chan string)
	var wg sync.WaitGroup
	defer wg.Wait()
	defer close(jobs)
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			checker(jobs, verify)
		}()
	}
	for _, claim := range claims {
		if strings.Contains(claim, "crook") {
			return ErrLibel
		}
		jobs <- claim
	}
	return nil
}

func checker(jobs <-chan string, verify func(string)) {
	for claim := range jobs { // mark: factcheck-checker
		verify(claim)
	}
}
