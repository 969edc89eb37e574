// Package headlines finds a headline that fits.
package headlines

import (
	"context"
	"strings"

	"heraldpress.news/newsroom/internal/flow"
)

// Fit returns the first of the proposals that fits the column, in capitals.
func Fit(column int, proposals ...string) string {
	tidy := flow.Map(flow.From(proposals...), strings.TrimSpace)
	for headline := range flow.Map(tidy, strings.ToUpper) {
		if len(headline) <= column {
			return headline
		}
	}
	return ""
}

// FitContext does so and stops the pipeline when it has one.
func FitContext(ctx context.Context, column int, proposals ...string) string {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	tidy := flow.Step(ctx, flow.Source(ctx, proposals...), strings.TrimSpace)
	for headline := range flow.Step(ctx, tidy, strings.ToUpper) {
		if len(headline) <= column {
			return headline
		}
	}
	return ""
}
