// Package plugins runs the shops' own plugins.
package plugins

import "context"

// Run starts a plugin and stays with it.
func Run(shop string, start func(string)) {
	start(shop)
	select {} // mark: plugin-forever
}

// RunContext stays with a plugin until ctx ends.
func RunContext(ctx context.Context, shop string, start func(string)) {
	start(shop)
	<-ctx.Done()
}
