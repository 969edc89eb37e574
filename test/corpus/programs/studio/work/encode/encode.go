// Package encode turns reels into streams.
package encode

import (
	"context"
	"errors"
	"fmt"

	"golang.org/x/sync/errgroup"
	"golang.org/x/sync/semaphore"
	"golang.org/x/time/rate"
)

// ErrCodec is returned for a frame that can't be encoded.
var ErrCodec = errors.New("encode: unknown codec")

// Transcode decodes segments beside each other and muxes what they yield. It
// returns with the first error.
func Transcode(segments [][]int, mux func(frame int) error) error {
	frames := make(chan int)
	var decoders errgroup.Group
	for _, segment := range segments {
		decoders.Go(func() error {
			for _, frame := range segment {
				frames <- frame // mark: encode-frame
			}
			return nil
		})
	}
	go func() {
		decoders.Wait() // mark: encode-wait
		close(frames)
	}()
	for frame := range frames {
		if err := mux(frame); err != nil {
			return fmt.Errorf("frame %d: %w", frame, err)
		}
	}
	return nil
}

// TranscodeContext is Transcode whose decoders end with it.
func TranscodeContext(ctx context.Context, segments [][]int, mux func(frame int) error) error {
	decoders, ctx := errgroup.WithContext(ctx)
	frames := make(chan int)
	for _, segment := range segments {
		decoders.Go(func() error {
			for _, frame := range segment {
				select {
				case frames <- frame:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
	}
	muxed, last := 0, 0
	for _, segment := range segments {
		last += len(segment)
	}
	decoders.Go(func() error {
		for ; muxed < last; muxed++ {
			select {
			case frame := <-frames:
				if err := mux(frame); err != nil {
					return fmt.Errorf("frame %d: %w", frame, err)
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return decoders.Wait()
}

// Encoders are the hardware's: a job takes as many as it has renditions.
type Encoders struct{ free *semaphore.Weighted }

// NewEncoders returns n of them.
func NewEncoders(n int64) *Encoders { return &Encoders{semaphore.NewWeighted(n)} }

// Encode encodes all renditions of a reel.
func (e *Encoders) Encode(ctx context.Context, codec string, renditions int64, run func()) error {
	if err := e.free.Acquire(ctx, renditions); err != nil { // mark: encode-acquire
		return err
	}
	if codec != "av1" && codec != "hevc" {
		return ErrCodec
	}
	run()
	e.free.Release(renditions)
	return nil
}

// EncodeReleased is Encode that gives back what it took in any case.
func (e *Encoders) EncodeReleased(ctx context.Context, codec string, renditions int64, run func()) error {
	if err := e.free.Acquire(ctx, renditions); err != nil { // mark: encode-acquire-released
		return err
	}
	defer e.free.Release(renditions)
	if codec != "av1" && codec != "hevc" {
		return ErrCodec
	}
	run()
	return nil
}

// Upload sends parts as fast as the partner allows.
func Upload(ctx context.Context, limit *rate.Limiter, parts int, send func(int)) error {
	for part := range parts {
		if err := limit.Wait(ctx); err != nil { // mark: encode-limit
			return err
		}
		send(part)
	}
	return nil
}
