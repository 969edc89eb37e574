// Package outlets sends what happens in a home to where people look at it.
package outlets

import (
	"context"
	"io"
	"time"

	"github.com/DataDog/datadog-go/v5/statsd"
	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	influxdb2 "github.com/influxdata/influxdb-client-go/v2"
	"github.com/rs/zerolog"
	"github.com/rs/zerolog/diode"
	"github.com/segmentio/kafka-go"
)

// Gauge reports one number about a home.
func Gauge(agent, home string, watts float64) error {
	client, err := statsd.New(agent, statsd.WithTags([]string{"home:" + home}), statsd.WithoutTelemetry())
	if err != nil {
		return err
	}
	return client.Gauge("home.watts", watts, nil, 1)
}

// GaugeClosed does so and closes the client.
func GaugeClosed(agent, home string, watts float64) error {
	client, err := statsd.New(agent, statsd.WithTags([]string{"home:" + home}), statsd.WithoutTelemetry())
	if err != nil {
		return err
	}
	defer client.Close()
	return client.Gauge("home.watts", watts, nil, 1)
}

// Chart returns what adds points to a home's chart.
func Chart(url, home string) (add func(watts int), end func()) {
	client := influxdb2.NewClient(url, "token")
	points := client.WriteAPI("wattline", home)
	return func(watts int) {
		points.WritePoint(influxdb2.NewPoint("power", nil, map[string]any{"watts": watts}, time.Now()))
	}, client.Close
}

// Audit writes one entry to a home's log, without ever waiting for it.
func Audit(file io.Writer, home, entry string) io.Closer {
	writer := diode.NewWriter(file, 64, 0, func(int) {})
	log := zerolog.New(writer).With().Str("home", home).Logger()
	log.Info().Msg(entry)
	return writer
}

// Events brings homes' events to who looks at them.
type Events struct{ channel *gochannel.GoChannel }

// NewEvents returns events nobody looks at.
func NewEvents() *Events {
	return &Events{gochannel.NewGoChannel(gochannel.Config{}, watermill.NopLogger{})}
}

// Look shows a home's events for as long as ctx.
func (e *Events) Look(ctx context.Context, home string, show func(string)) error {
	events, err := e.channel.Subscribe(ctx, home)
	if err != nil {
		return err
	}
	go func() {
		for event := range events { // mark: outlets-look
			show(string(event.Payload))
			event.Ack()
		}
	}()
	return nil
}

// Happen tells of an event.
func (e *Events) Happen(home, event string) error {
	return e.channel.Publish(home, message.NewMessage(watermill.NewUUID(), []byte(event)))
}

// Tariffs reads the utility's prices from Kafka.
func Tariffs(broker, home string) *kafka.Reader {
	return kafka.NewReader(kafka.ReaderConfig{Brokers: []string{broker}, Topic: "tariffs", GroupID: home})
}
