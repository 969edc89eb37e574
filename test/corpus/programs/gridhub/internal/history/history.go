// Package history keeps a home's past, each in a database of its own, and runs
// a home's schedules.
package history

import (
	"errors"
	"io"
	"time"

	"github.com/go-co-op/gocron/v2"
	"github.com/syndtr/goleveldb/leveldb"
)

// Yesterday returns what a home used yesterday.
func Yesterday(dir string) (string, error) {
	db, err := leveldb.OpenFile(dir, nil)
	if err != nil {
		return "", err
	}
	used, err := db.Get([]byte("yesterday"), nil)
	if errors.Is(err, leveldb.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return string(used), db.Close()
}

// YesterdayClosed does so and closes the database in any case.
func YesterdayClosed(dir string) (string, error) {
	db, err := leveldb.OpenFile(dir, nil)
	if err != nil {
		return "", err
	}
	defer db.Close()
	used, err := db.Get([]byte("yesterday"), nil)
	if err != nil && !errors.Is(err, leveldb.ErrNotFound) {
		return "", err
	}
	return string(used), nil
}

// Plan is what a home does at its times.
type Plan struct{ scheduler gocron.Scheduler }

// Follow starts a plan.
func Follow(every time.Duration, do func()) (*Plan, error) {
	scheduler, err := gocron.NewScheduler()
	if err != nil {
		return nil, err
	}
	if _, err := scheduler.NewJob(gocron.DurationJob(every), gocron.NewTask(do)); err != nil {
		return nil, err
	}
	scheduler.Start()
	return &Plan{scheduler}, nil
}

var _ io.Closer = (*Plan)(nil)

// Close ends the plan.
func (p *Plan) Close() error { return p.scheduler.Shutdown() }
