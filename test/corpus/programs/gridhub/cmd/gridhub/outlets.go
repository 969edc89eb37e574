package main

import (
	"context"
	"fmt"
	"io"

	"harness"

	"github.com/wattline/gridhub/internal/outlets"
)

// outletCases are about where the hub sends what it knows.
func outletCases() []harness.Case {
	n := 0
	home := func() string { n++; return fmt.Sprint("home-", n) }
	const agent = "127.0.0.1:8125"
	gauge := func() { must(outlets.Gauge(agent, home(), 230)) }
	gaugeClosed := func() { must(outlets.GaugeClosed(agent, home(), 230)) }

	chart := func() (end func()) {
		add, end := outlets.Chart("http://127.0.0.1:1", home())
		add(230)
		return end
	}
	audit := func() io.Closer { return outlets.Audit(io.Discard, home(), "switched") }
	tariffs := func() io.Closer { return outlets.Tariffs("127.0.0.1:1", home()) }

	events := outlets.NewEvents()
	process, cancel := context.WithCancel(context.Background())
	_ = cancel // the process's own context
	look := func(ctx context.Context) {
		name := home()
		must(events.Look(ctx, name, func(string) {}))
		must(events.Happen(name, "door"))
	}
	lookAway := func() {
		ctx, cancel := context.WithCancel(process)
		look(ctx)
		cancel()
	}

	return []harness.Case{
		{
			ID: "outlets-statsd-per-home", Title: "a statsd client for every number", Twin: "outlets-statsd-closed",
			Growth: in(leak, "client-not-closed", "github.com/DataDog/datadog-go/v5/statsd.(*sender).sendLoop", 17, "A client has several loops, and only Close ends them.", "select-no-exit", "chan-receive", "orphaned-work"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/DataDog/datadog-go/v5/statsd.(*aggregator).start.func1", 17, "The same clients.", "select-no-exit"),
				in(leak, "client-not-closed", "github.com/DataDog/datadog-go/v5/statsd.(*ClientEx).watch", 17, "The same clients.", "select-no-exit"),
			},
			Before: repeat(2, gauge), Between: repeat(17, gauge),
		},
		{
			ID: "outlets-statsd-closed", Title: "the same clients, closed", Twin: "outlets-statsd-per-home",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, gaugeClosed), Between: repeat(17, gaugeClosed),
		},
		{
			ID: "outlets-chart-per-view", Title: "an InfluxDB client for every view of a chart",
			Growth: in(leak, "client-not-closed", "github.com/influxdata/influxdb-client-go/v2/api.(*WriteAPIImpl).bufferProc", 11, "The write API's loops end when its client is closed.", "select-no-exit", "orphaned-work"),
			Also:   []harness.Growth{in(leak, "client-not-closed", "github.com/influxdata/influxdb-client-go/v2/api.(*WriteAPIImpl).writeProc", 11, "The other loop of the same clients.", "select-no-exit")},
			Before: repeat(2, func() { chart() }), Between: repeat(11, func() { chart() }),
		},
		{
			ID: "outlets-audit-per-entry", Title: "a log that never waits, for every entry", Twin: "outlets-audit-closed",
			Growth: in(leak, "client-not-closed", "github.com/rs/zerolog/diode.Writer.poll", 55, "What empties the ring waits for more; nobody closes it.", "cond", "orphaned-work"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/rs/zerolog/diode/internal/diodes.NewWaiter.func1", 55, "The same logs: what would wake them when they are closed.", "chan-receive", "context-not-cancelled"),
			},
			Before: repeat(5, func() { audit() }), Between: repeat(55, func() { audit() }),
		},
		{
			ID: "outlets-audit-closed", Title: "the same logs, closed", Twin: "outlets-audit-per-entry",
			Growth: nothing("Nothing grows."),
			Before: repeat(5, func() { must(audit().Close()) }), Between: repeat(55, func() { must(audit().Close()) }),
		},
		{
			ID: "outlets-tariffs-per-home", Title: "a Kafka reader for every home that looks at its tariff", Twin: "outlets-tariffs-closed",
			Growth: in(leak, "client-not-closed", "github.com/segmentio/kafka-go.(*Reader).run", 7, "The reader tries to join its group for as long as it is not closed.", "select-no-exit", "orphaned-work", "endless-loop"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/segmentio/kafka-go.(*ConsumerGroup).run", 7, "The same readers' groups.", "select-no-exit", "endless-loop"),
			},
			Before: all(repeat(1, func() { tariffs() }), pause), Between: all(repeat(7, func() { tariffs() }), pause),
		},
		{
			ID: "outlets-tariffs-closed", Title: "the same readers, closed", Twin: "outlets-tariffs-per-home",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, func() { must(tariffs().Close()) }), pause), Between: all(repeat(7, func() { must(tariffs().Close()) }), pause),
		},
		{
			ID: "outlets-looks-on-process-context", Title: "subscriptions on the process's context, ranged over", Seed: "003 receiving from a channel nobody will close", Twin: "outlets-looks-cancelled",
			Growth: at(leak, "range-never-closed", "outlets-look", 43, "The subscription ends with its context, which is the process's; nobody looks any more.", "chan-receive", "client-not-closed"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/ThreeDotsLabs/watermill/pubsub/gochannel.(*GoChannel).Subscribe.func1", 43, "What would end the subscriptions when their context ends.", "select-no-exit", "context-not-cancelled", "orphaned-work"),
			},
			Before: repeat(4, func() { look(process) }), Between: repeat(43, func() { look(process) }),
		},
		{
			ID: "outlets-looks-cancelled", Title: "the same subscriptions, cancelled", Seed: "003 receiving from a channel nobody will close", Twin: "outlets-looks-on-process-context",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(4, lookAway), pause), Between: all(repeat(43, lookAway), pause),
		},
	}
}
