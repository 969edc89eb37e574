// Package translate brings articles into the paper's other languages.
package translate

import (
	"context"
	"errors"
	"strings"

	"golang.org/x/sync/errgroup"
)

var errUntranslatable = errors.New("translate: a pun")

// Article translates a text paragraph by paragraph: one reads, one translates.
func Article(ctx context.Context, text string) ([]string, error) {
	return article(ctx, text, func(_ context.Context, paragraphs chan<- string, p string) error {
		paragraphs <- p // mark: translate-read
		return nil
	})
}

// ArticleContext does so, and the reader looks at the group's context.
func ArticleContext(ctx context.Context, text string) ([]string, error) {
	return article(ctx, text, func(ctx context.Context, paragraphs chan<- string, p string) error {
		select {
		case paragraphs <- p:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	})
}

func article(ctx context.Context, text string, hand func(context.Context, chan<- string, string) error) ([]string, error) {
	group, ctx := errgroup.WithContext(ctx)
	paragraphs := make(chan string)
	var translated []string
	group.Go(func() error {
		defer close(paragraphs)
		for _, p := range strings.Split(text, "\n") {
			if err := hand(ctx, paragraphs, p); err != nil {
				return err
			}
		}
		return nil
	})
	group.Go(func() error {
		for p := range paragraphs {
			if strings.Contains(p, "pun") {
				return errUntranslatable
			}
			translated = append(translated, strings.ToUpper(p))
		}
		return nil
	})
	if err := group.Wait(); err != nil { // mark: translate-wait
		return nil, err
	}
	return translated, nil
}
