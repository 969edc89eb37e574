// Package mirrors asks several copies of the archive for one article.
package mirrors

import (
	"context"
	"errors"
	"time"
)

// Mirror answers with an article's revision.
type Mirror func(ctx context.Context, slug string) (revision int, err error)

// Archive is an archive with its mirrors.
type Archive struct{ Mirrors []Mirror }

type vote struct {
	revision int
	err      error
}

var errNoQuorum = errors.New("mirrors: they do not agree")

// Revision returns the revision that more than half of the mirrors have.
func (a *Archive) Revision(ctx context.Context, slug string) (int, error) {
	votes := make(chan vote)
	for _, mirror := range a.Mirrors {
		go func() {
			revision, err := mirror(context.Background(), slug)
			votes <- vote{revision, err} // mark: mirrors-vote
		}()
	}
	return a.count(ctx, votes)
}

// RevisionBuffered does so with room for every vote.
func (a *Archive) RevisionBuffered(ctx context.Context, slug string) (int, error) {
	votes := make(chan vote, len(a.Mirrors))
	for _, mirror := range a.Mirrors {
		go func() {
			revision, err := mirror(ctx, slug)
			votes <- vote{revision, err}
		}()
	}
	return a.count(ctx, votes)
}

func (a *Archive) count(ctx context.Context, votes <-chan vote) (int, error) {
	tally := map[int]int{}
	for range a.Mirrors {
		select {
		case v := <-votes:
			if v.err != nil {
				continue
			}
			if tally[v.revision]++; tally[v.revision] > len(a.Mirrors)/2 {
				return v.revision, nil
			}
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
	return 0, errNoQuorum
}

// Near returns a mirror that answers after d.
func Near(d time.Duration) Mirror {
	return func(ctx context.Context, _ string) (int, error) {
		select {
		case <-time.After(d):
			return 7, nil
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}
