// Package config loads the shop's configuration when it is first asked for.
package config

import "sync"

// Loader loads once.
type Loader struct {
	once  sync.Once
	value string
	Read  func() string
}

// Value returns the configuration.
func (l *Loader) Value() string {
	l.once.Do(func() { l.value = l.Read() }) // mark: config-once
	return l.value
}
