// Package safego starts goroutines whose panics are logged.
package safego

import "log"

// Go runs task in a goroutine.
func Go(task func()) {
	go func() {
		defer func() {
			if err := recover(); err != nil {
				log.Printf("recovered: %v", err)
			}
		}()
		task()
	}()
}
