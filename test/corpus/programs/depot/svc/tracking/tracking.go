// Package tracking tells customers where their parcels are.
package tracking

import (
	"context"
	"fmt"
	"io"

	"parcelworks.io/depot/pkg/bg"
)

type position struct{ lat, lon float64 }

// channels are embedded by whatever follows a parcel.
type channels struct {
	positions chan position
	delays    chan string
}

// Follower writes a parcel's news to a customer.
type Follower struct {
	channels
	parcel string
	out    io.Writer
}

// Follow starts to follow a parcel.
func Follow(parcel string, out io.Writer) *Follower {
	f := newFollower(parcel, out)
	bg.Go("follow "+parcel, f.pump)
	return f
}

// FollowContext does so as long as the customer looks.
func FollowContext(ctx context.Context, parcel string, out io.Writer) *Follower {
	f := newFollower(parcel, out)
	bg.Go("follow "+parcel, func() { f.pumpContext(ctx) })
	return f
}

func newFollower(parcel string, out io.Writer) *Follower {
	return &Follower{channels{make(chan position), make(chan string)}, parcel, out}
}

func (f *Follower) pump() {
	for {
		select { // mark: tracking-pump
		case p := <-f.positions:
			fmt.Fprintln(f.out, f.parcel, p.lat, p.lon)
		case why := <-f.delays:
			fmt.Fprintln(f.out, f.parcel, why)
		}
	}
}

func (f *Follower) pumpContext(ctx context.Context) {
	for {
		select { // mark: tracking-pump-context
		case p := <-f.positions:
			fmt.Fprintln(f.out, f.parcel, p.lat, p.lon)
		case why := <-f.delays:
			fmt.Fprintln(f.out, f.parcel, why)
		case <-ctx.Done():
			return
		}
	}
}

// Moved says where the parcel is.
func (f *Follower) Moved(lat, lon float64) { f.positions <- position{lat, lon} }
