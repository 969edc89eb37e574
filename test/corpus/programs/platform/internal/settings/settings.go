// Package settings reads a tenant's settings again when their file changes.
package settings

import "github.com/fsnotify/fsnotify"

// Settings are one tenant's.
type Settings struct {
	dir     string
	watcher *fsnotify.Watcher
}

// Open watches dir. Reading what it says is left to Changed.
func Open(dir string) (*Settings, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	if err := watcher.Add(dir); err != nil {
		watcher.Close()
		return nil, err
	}
	return &Settings{dir, watcher}, nil
}

// Changed says whether the files changed since it was last asked.
func (s *Settings) Changed() bool {
	select {
	case <-s.watcher.Events:
		return true
	default:
		return false
	}
}

// Close ends the watch.
func (s *Settings) Close() error { return s.watcher.Close() }
