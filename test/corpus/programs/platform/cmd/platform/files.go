package main

import (
	"fmt"
	"sync"

	"example.com/platform/internal/journal"
	"example.com/platform/internal/settings"
	"harness"
)

func fileCases() []harness.Case {
	dir := sync.OnceValue(temporary)
	open := func(n int) func() {
		return func() {
			times(n, func(int) error {
				_, err := settings.Open(dir())
				return err
			})
		}
	}
	openClosed := func(n int) func() {
		return func() {
			times(n, func(int) error {
				s, err := settings.Open(dir())
				if err != nil {
					return err
				}
				return s.Close()
			})
		}
	}
	write := func(n int) func() {
		return func() {
			times(n, func(i int) error { return journal.Append(dir(), fmt.Sprint("tenant-", i), "packed") })
		}
	}
	shared := sync.OnceValue(func() *journal.Journal { return journal.Open(dir()) })
	writeShared := func(n int) func() {
		return func() {
			times(n, func(int) error { return shared().Append("packed") })
		}
	}
	const readEvents, millRun = "github.com/fsnotify/fsnotify.(*inotify).readEvents", "gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"
	return []harness.Case{
		{
			ID: "settings-watcher-not-closed", Title: "a file watcher for every reload", Twin: "settings-watcher-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Accept: []string{"io-no-deadline"}, Func: readEvents, By: 35,
				Note: "fsnotify reads events until the watcher is closed."},
			Before: open(5), Between: open(35),
		},
		{
			ID: "settings-watcher-closed", Title: "a file watcher for every reload, closed", Twin: "settings-watcher-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: openClosed(5), Between: openClosed(35),
		},
		{
			ID: "settings-watcher-one", Title: "the one file watcher a process has is started", Twin: "settings-watcher-not-closed",
			Growth:  harness.Growth{Verdict: harness.Expected, Pattern: "pool-or-server", Func: readEvents, By: 1, Note: "One, for the life of the process."},
			Between: open(1),
		},
		{
			ID: "journal-logger-per-entry", Title: "a rotating logger for every entry", Twin: "journal-logger-shared",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Accept: []string{"range-never-closed"}, Func: millRun, By: 44,
				Note: "lumberjack starts a goroutine per logger at its first rotation, and Close does not end it. There is no way to close it: share the logger."},
			Before: write(5), Between: write(44), Trimpath: true,
		},
		{
			ID: "journal-logger-shared", Title: "one rotating logger for all entries", Twin: "journal-logger-per-entry",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: the one goroutine was there before."},
			Before: writeShared(5), Between: writeShared(44), Trimpath: true,
		},
	}
}
