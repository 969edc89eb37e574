// Package journal writes a journal for every tenant, in files that are rotated.
package journal

import (
	"path/filepath"

	"gopkg.in/natefinch/lumberjack.v2"
)

// Append opens a tenant's journal for one entry. The logger's Close closes the
// file; the goroutine that removes old files stays.
func Append(dir, tenant, entry string) error {
	logger := &lumberjack.Logger{Filename: filepath.Join(dir, tenant+".log"), MaxBackups: 1}
	defer logger.Close()
	if err := logger.Rotate(); err != nil {
		return err
	}
	_, err := logger.Write([]byte(entry + "\n"))
	return err
}

// Journal is one logger for all.
type Journal struct{ logger *lumberjack.Logger }

// Open opens a journal.
func Open(dir string) *Journal {
	return &Journal{&lumberjack.Logger{Filename: filepath.Join(dir, "all.log"), MaxBackups: 1}}
}

// Append adds an entry.
func (j *Journal) Append(entry string) error {
	if err := j.logger.Rotate(); err != nil {
		return err
	}
	_, err := j.logger.Write([]byte(entry + "\n"))
	return err
}
