// Package liveblog shows what happens while it happens.
package liveblog

import "context"

// Entry is one of a blog's entries.
type Entry struct {
	ID   int
	Text string
}

// Cursor is one reader's place in a blog.
type Cursor struct {
	entries chan Entry
	pins    chan int
	seen    map[int]bool
	show    func(Entry)
}

// Open puts a cursor at a blog's end.
func Open(show func(Entry)) *Cursor {
	c := &Cursor{entries: make(chan Entry), pins: make(chan int), seen: map[int]bool{}, show: show}
	go c.follow()
	return c
}

// Post brings an entry to the reader.
func (c *Cursor) Post(e Entry) { c.entries <- e }

// Pin marks an entry that is not to be shown again.
func (c *Cursor) Pin(id int) { c.pins <- id }

func (c *Cursor) follow() {
	for {
		select { // mark: liveblog-follow
		case e := <-c.entries:
			if !c.seen[e.ID] {
				c.show(e)
			}
		case id := <-c.pins:
			c.seen[id] = true
		}
	}
}

// OpenContext does so for as long as ctx.
func OpenContext(ctx context.Context, show func(Entry)) *Cursor {
	c := &Cursor{entries: make(chan Entry), pins: make(chan int), seen: map[int]bool{}, show: show}
	go c.followUntil(ctx)
	return c
}

func (c *Cursor) followUntil(ctx context.Context) {
	for {
		select { // mark: liveblog-follow-until
		case e := <-c.entries:
			if !c.seen[e.ID] {
				c.show(e)
			}
		case id := <-c.pins:
			c.seen[id] = true
		case <-ctx.Done():
			return
		}
	}
}
