// Package farm runs jobs beside each other, in pools of different make, under
// supervision and in time.
package farm

import (
	"context"
	"errors"
	"time"

	"github.com/alitto/pond/v2"
	"github.com/eapache/go-resiliency/deadline"
	"github.com/gammazero/workerpool"
	"github.com/go-co-op/gocron/v2"
	"github.com/oklog/run"
	"github.com/sourcegraph/conc/pool"
	"github.com/spf13/cobra"
)

// Render renders frames and waits for them.
func Render(frames []func()) {
	wp := workerpool.New(4)
	for _, frame := range frames {
		wp.SubmitWait(frame)
	}
}

// RenderStopped renders frames and sends the workers home.
func RenderStopped(frames []func()) {
	wp := workerpool.New(4)
	defer wp.StopWait()
	for _, frame := range frames {
		wp.Submit(frame)
	}
}

// Mix mixes tracks, each when the picture that it belongs to is locked.
func Mix(locked <-chan struct{}, tracks int) {
	mixers := pool.New().WithMaxGoroutines(6)
	for range tracks {
		mixers.Go(func() {
			<-locked // mark: farm-mix
		})
	}
	mixers.Wait() // mark: farm-mix-wait
}

// MixContext mixes tracks while ctx lasts.
func MixContext(ctx context.Context, locked <-chan struct{}, tracks int) error {
	mixers := pool.New().WithMaxGoroutines(6).WithContext(ctx)
	for range tracks {
		mixers.Go(func(ctx context.Context) error {
			select {
			case <-locked:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}
	return mixers.Wait()
}

// Proxies makes small pictures in a pool that several callers share.
func Proxies(shared pond.Pool, n int, scale func()) pond.Task {
	group := shared.NewGroup()
	for range n {
		group.Submit(func() {
			scale() // mark: farm-scale
		})
	}
	return group
}

// Plan plans what is done every night for one customer.
func Plan(tidy func()) (gocron.Scheduler, error) {
	s, err := gocron.NewScheduler()
	if err != nil {
		return nil, err
	}
	if _, err := s.NewJob(gocron.DailyJob(1, gocron.NewAtTimes(gocron.NewAtTime(3, 0, 0))), gocron.NewTask(tidy)); err != nil {
		return nil, err
	}
	s.Start()
	return s, nil
}

// Inspect has a checker look at a file, for as long as it may take.
func Inspect(limit time.Duration, verdict <-chan error) error {
	return deadline.New(limit).Run(func(stopped <-chan struct{}) error {
		return <-verdict // mark: farm-verdict
	})
}

// InspectStopped is Inspect whose checker looks at the clock.
func InspectStopped(limit time.Duration, verdict <-chan error) error {
	return deadline.New(limit).Run(func(stopped <-chan struct{}) error {
		select {
		case err := <-verdict:
			return err
		case <-stopped:
			return deadline.ErrTimedOut
		}
	})
}

// ErrUnplugged is how a recorder ends.
var ErrUnplugged = errors.New("farm: unplugged")

// Record records until the recorder is unplugged; the meter runs beside it.
func Record(unplugged <-chan struct{}, levels <-chan float64) error {
	var g run.Group
	g.Add(func() error {
		<-unplugged
		return ErrUnplugged
	}, func(error) {})
	g.Add(func() error {
		for range levels { // mark: farm-levels
		}
		return nil
	}, func(error) {})
	return g.Run() // mark: farm-record
}

// RecordInterrupted is Record whose meter can be stopped.
func RecordInterrupted(unplugged <-chan struct{}, levels <-chan float64) error {
	var g run.Group
	g.Add(func() error {
		<-unplugged
		return ErrUnplugged
	}, func(error) {})
	stop := make(chan struct{})
	g.Add(func() error {
		for {
			select {
			case <-levels:
			case <-stop:
				return nil
			}
		}
	}, func(error) { close(stop) })
	return g.Run()
}

// Command is what operators type, and what the night shift runs by itself.
func Command(approved <-chan struct{}) *cobra.Command {
	root := &cobra.Command{Use: "studio", SilenceUsage: true, SilenceErrors: true}
	publish := &cobra.Command{
		Use:  "publish FILM",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if wait, _ := cmd.Flags().GetBool("approval"); wait {
				<-approved // mark: farm-approved
			}
			return nil
		},
	}
	publish.Flags().Bool("approval", true, "wait until the film is approved")
	root.AddCommand(publish)
	return root
}

// Night runs a command line, in the background.
func Night(approved <-chan struct{}, args ...string) {
	cmd := Command(approved)
	cmd.SetArgs(args)
	go cmd.Execute()
}
