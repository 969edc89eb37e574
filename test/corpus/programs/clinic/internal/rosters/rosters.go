// Package rosters reads who is on duty from files, again when they change.
package rosters

import (
	"github.com/fsnotify/fsnotify"
)

// Roster is one ward's file.
type Roster struct {
	watcher *fsnotify.Watcher
	reload  func()
}

// Load loads the roster in dir and keeps it current.
func Load(dir string, reload func()) (*Roster, error) {
	watcher, err := fsnotify.NewWatcher()
	if err != nil {
		return nil, err
	}
	r := &Roster{watcher, reload}
	go r.loop()
	return r, watcher.Add(dir)
}

func (r *Roster) loop() {
	for {
		select { // mark: rosters-loop
		case event, ok := <-r.watcher.Events:
			if !ok {
				return
			}
			if event.Has(fsnotify.Write) {
				r.reload()
			}
		case _, ok := <-r.watcher.Errors:
			if !ok {
				return
			}
		}
	}
}

// Close stops keeping it current.
func (r *Roster) Close() error { return r.watcher.Close() }
