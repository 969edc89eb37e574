// Package edition puts the sections of tomorrow's paper together.
package edition

import (
	"errors"
	"log"
	"sync"
)

// Layout lays one section out; some templates make it panic.
type Layout func(section string) (pages int)

// Builder builds editions.
type Builder struct {
	Layout Layout
	Log    *log.Logger
}

// Build lays all sections out and returns how many pages there are.
func (b *Builder) Build(sections []string) int {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		pages int
	)
	for _, section := range sections {
		wg.Add(1)
		go b.guard(section, func() {
			n := b.Layout(section)
			mu.Lock()
			pages += n
			mu.Unlock()
			wg.Done()
		})
	}
	wg.Wait() // mark: edition-wait
	return pages
}

// BuildAll does so whatever becomes of a section.
func (b *Builder) BuildAll(sections []string) int {
	var (
		wg    sync.WaitGroup
		mu    sync.Mutex
		pages int
	)
	for _, section := range sections {
		wg.Add(1)
		go b.guard(section, func() {
			defer wg.Done()
			n := b.Layout(section)
			mu.Lock()
			defer mu.Unlock()
			pages += n
		})
	}
	wg.Wait()
	return pages
}

// guard keeps a template's panic from ending the program.
func (b *Builder) guard(section string, do func()) {
	defer func() {
		if reason := recover(); reason != nil {
			b.Log.Print(section, ": ", errors.New("the layout failed"))
		}
	}()
	do()
}
