// Package newsletter sends the morning letter.
package newsletter

import (
	"errors"
	"time"

	"github.com/Jeffail/tunny"
	"github.com/cenkalti/backoff/v4"
	"github.com/eapache/channels"
)

// ErrBounced is why a letter is not sent again.
var ErrBounced = errors.New("newsletter: no such reader")

// Post sends a letter.
type Post func(reader string) error

// Send sends a letter, again and again until it is sent or bounces.
func Send(post Post, reader string) error {
	attempts := backoff.NewTicker(backoff.NewConstantBackOff(10 * time.Minute))
	for range attempts.C {
		err := post(reader)
		if err == nil || errors.Is(err, ErrBounced) {
			return err
		}
	}
	return nil
}

// SendStopped does so and stops asking.
func SendStopped(post Post, reader string) error {
	attempts := backoff.NewTicker(backoff.NewConstantBackOff(10 * time.Minute))
	defer attempts.Stop()
	for range attempts.C {
		err := post(reader)
		if err == nil || errors.Is(err, ErrBounced) {
			return err
		}
	}
	return nil
}

// Personalize writes the letters of one list with workers of its own.
func Personalize(readers []string, write func(reader string) string) []string {
	pool := tunny.NewFunc(4, func(reader any) any { return write(reader.(string)) })
	letters := make([]string, len(readers))
	for i, reader := range readers {
		letters[i] = pool.Process(reader).(string)
	}
	return letters
}

// Office has workers for all lists.
type Office struct{ pool *tunny.Pool }

// NewOffice returns an office with n workers.
func NewOffice(n int, write func(reader string) string) *Office {
	return &Office{tunny.NewFunc(n, func(reader any) any { return write(reader.(string)) })}
}

// Personalize writes the letters of one list.
func (o *Office) Personalize(readers []string) []string {
	letters := make([]string, len(readers))
	for i, reader := range readers {
		letters[i] = o.pool.Process(reader).(string)
	}
	return letters
}

// Outbox is as long as it has to be.
type Outbox struct{ letters *channels.InfiniteChannel }

// NewOutbox returns an empty outbox.
func NewOutbox() *Outbox { return &Outbox{channels.NewInfiniteChannel()} }

// Put puts a letter in.
func (o *Outbox) Put(letter string) { o.letters.In() <- letter }

// Flush takes out all that is in it.
func (o *Outbox) Flush(send func(letter string)) {
	for n := o.letters.Len(); n > 0; n-- {
		send((<-o.letters.Out()).(string))
	}
}

// Close closes the outbox, which should be empty.
func (o *Outbox) Close() { o.letters.Close() }
