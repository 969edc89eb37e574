// Package press has the plate-setters that every print run hires.
package press

import "sync"

// Plate is one page, ready to print.
type Plate struct{ Page int }

// Crew sets the plates of one run.
type Crew struct {
	plates chan Plate
	quit   chan struct{}
	wg     sync.WaitGroup
}

// Hire hires n plate-setters.
func Hire(n int, set func(Plate)) *Crew {
	c := &Crew{plates: make(chan Plate, n), quit: make(chan struct{})}
	c.wg.Add(n)
	for range n {
		go c.work(set)
	}
	return c
}

func (c *Crew) work(set func(Plate)) {
	defer c.wg.Done()
	for {
		select { // mark: press-work
		case plate := <-c.plates:
			set(plate)
		case <-c.quit:
			return
		}
	}
}

// Set hands a plate to the crew.
func (c *Crew) Set(p Plate) { c.plates <- p }

// Stop tells the crew to go home.
func (c *Crew) Stop() { c.quit <- struct{}{} }

// Shutdown tells all of the crew, and waits until all have gone.
func (c *Crew) Shutdown() {
	close(c.quit)
	c.wg.Wait()
}
