// Package bg starts goroutines that survive their panics in the log.
package bg

import (
	"log"
	"runtime/debug"
)

// Go runs task and logs its panic, if it has one.
func Go(name string, task func()) {
	go func() {
		defer func() {
			if p := recover(); p != nil {
				log.Printf("%s: %v\n%s", name, p, debug.Stack())
			}
		}()
		task()
	}()
}
