// Package claims sends bills to insurers.
package claims

import (
	"context"
	"errors"
	"time"

	"github.com/cenkalti/backoff/v5"

	"github.com/northbridge/clinic/platform/spawn"
)

// ErrClosed is what an insurer says who no longer exists.
var ErrClosed = errors.New("410 gone")

// Insurer takes bills.
type Insurer func(bill string) (receipt string, err error)

// Submit sends a bill, and again until it is taken.
func Submit(to Insurer, bill string) {
	spawn.Task(context.Background(), "submit", func(ctx context.Context) {
		policy := backoff.NewExponentialBackOff()
		policy.InitialInterval = time.Minute
		backoff.Retry(ctx, func() (string, error) { return to(bill) }, backoff.WithBackOff(policy), backoff.WithMaxElapsedTime(0)) // mark: claims-retry
	})
}

// SubmitOnce gives up when the insurer says that there is no use.
func SubmitOnce(to Insurer, bill string) {
	spawn.Task(context.Background(), "submit", func(ctx context.Context) {
		backoff.Retry(ctx, func() (string, error) {
			receipt, err := to(bill)
			if errors.Is(err, ErrClosed) {
				err = backoff.Permanent(err)
			}
			return receipt, err
		}, backoff.WithMaxTries(5))
	})
}
