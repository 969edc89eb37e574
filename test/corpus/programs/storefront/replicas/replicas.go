// Package replicas asks several replicas at once.
package replicas

import (
	"errors"
	"sync"
)

// Replica answers a query.
type Replica func(query string) (string, error)

// First returns the first answer and forgets the others.
func First(query string, replicas []Replica) string {
	answers := make(chan string)
	for _, replica := range replicas {
		replica := replica
		go func() {
			answer, _ := replica(query)
			answers <- answer // mark: replicas-send
		}()
	}
	return <-answers
}

// FirstBuffered is First with room for every answer.
func FirstBuffered(query string, replicas []Replica) string {
	answers := make(chan string, len(replicas))
	for _, replica := range replicas {
		replica := replica
		go func() {
			answer, _ := replica(query)
			answers <- answer
		}()
	}
	return <-answers
}

type result struct {
	answer string
	err    error
}

// All gathers every answer, and gives up at the first error.
func All(query string, replicas []Replica) ([]string, error) {
	var wg sync.WaitGroup
	results := make(chan result)
	for _, replica := range replicas {
		replica := replica
		wg.Add(1)
		go func() {
			defer wg.Done()
			answer, err := replica(query)
			results <- result{answer, err} // mark: gather-send
		}()
	}
	go func() {
		wg.Wait() // mark: gather-wait
		close(results)
	}()
	var answers []string
	for r := range results {
		if r.err != nil {
			return nil, errors.Join(errors.New("replica failed"), r.err)
		}
		answers = append(answers, r.answer)
	}
	return answers, nil
}
