// Package snapshot keeps what every goroutine is doing, for straggler to compare.
package snapshot

import (
	"os"
	"path/filepath"
	"runtime/pprof"
)

// Write puts a dump of all goroutines into a file: one block each, with its
// state, its stack and the place that started it (debug=2).
func Write(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	file, err := os.Create(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return pprof.Lookup("goroutine").WriteTo(file, 2)
}
