// Package polls counts readers' votes.
package polls

import "sync"

// Poll is a question to the readers.
type Poll struct {
	votes chan string
	mu    sync.Mutex
	count map[string]int
}

// Open opens a poll.
func Open() *Poll {
	p := &Poll{votes: make(chan string), count: map[string]int{}}
	go p.tally()
	return p
}

// Imported is a poll from the old system, whose votes are in.
func Imported(count map[string]int) *Poll {
	p := &Poll{count: count}
	go p.tally()
	return p
}

func (p *Poll) tally() {
	for vote := range p.votes { // mark: polls-tally
		p.mu.Lock()
		p.count[vote]++
		p.mu.Unlock()
	}
}

// Vote counts a vote.
func (p *Poll) Vote(answer string) { p.votes <- answer }

// Close closes the poll.
func (p *Poll) Close() {
	if p.votes != nil {
		close(p.votes)
	}
}
