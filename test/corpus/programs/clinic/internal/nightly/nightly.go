// Package nightly runs jobs on a timetable.
package nightly

import (
	"time"

	"github.com/robfig/cron/v3"
)

// Timetable returns a running timetable for a clinic.
func Timetable(jobs ...func()) (*cron.Cron, error) {
	table := cron.New()
	for _, job := range jobs {
		if _, err := table.AddFunc("30 2 * * *", job); err != nil {
			return nil, err
		}
	}
	table.Start()
	return table, nil
}

// soon is a schedule of a number of runs, a moment apart.
type soon struct{ runs int }

// Next returns when to run next.
func (s *soon) Next(now time.Time) time.Time {
	if s.runs == 0 {
		return time.Time{}
	}
	s.runs--
	return now.Add(10 * time.Millisecond)
}

// Delivery sends results to the insurer, who confirms.
type Delivery struct{ Confirmed chan struct{} }

// Run sends and waits.
func (d *Delivery) Run() {
	<-d.Confirmed // mark: nightly-confirmed
}

// Plan plans a number of runs.
func Plan(table *cron.Cron, runs int, job cron.Job) { table.Schedule(&soon{runs}, job) }
