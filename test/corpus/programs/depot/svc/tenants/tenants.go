// Package tenants runs an agent for each company that shares the depot.
package tenants

import (
	"context"
	"time"
)

type agent struct {
	company string
	quota   int
}

// Reload starts the agents of the companies in the new configuration.
func Reload(companies ...string) {
	for _, company := range companies {
		go (&agent{company: company}).stay()
	}
}

func (a *agent) stay() {
	time.AfterFunc(time.Hour, func() { a.quota = 0 })
	select {} // mark: tenants-stay
}

// ReloadUntil does so until ctx ends.
func ReloadUntil(ctx context.Context, companies ...string) {
	for _, company := range companies {
		go (&agent{company: company}).stayUntil(ctx)
	}
}

func (a *agent) stayUntil(ctx context.Context) {
	timer := time.AfterFunc(time.Hour, func() { a.quota = 0 })
	defer timer.Stop()
	<-ctx.Done()
}
