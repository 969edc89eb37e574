// Package ask asks devices questions over NATS and MQTT.
package ask

import (
	"context"
	"errors"
	"time"

	mqtt "github.com/eclipse/paho.mqtt.golang"
	"github.com/nats-io/nats.go"
)

// Inverter asks an inverter for its state.
func Inverter(ctx context.Context, conn *nats.Conn, serial string) (string, error) {
	inbox := nats.NewInbox()
	sub, err := conn.SubscribeSync(inbox)
	if err != nil {
		return "", err
	}
	defer sub.Unsubscribe()
	if err := conn.PublishRequest("inverter."+serial, inbox, nil); err != nil {
		return "", err
	}
	answer, err := sub.NextMsgWithContext(ctx) // mark: ask-next
	if err != nil {
		return "", err
	}
	return string(answer.Data), nil
}

// ErrUnconfirmed is why a setting may not have reached its device.
var ErrUnconfirmed = errors.New("ask: the broker does not confirm")

// Broker is a connection to an MQTT broker.
type Broker struct{ client mqtt.Client }

// Connect connects to a broker.
func Connect(addr string) (*Broker, error) {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker("tcp://" + addr).SetClientID("gridhub").SetKeepAlive(0))
	token := client.Connect()
	if !token.WaitTimeout(10 * time.Second) {
		return nil, ErrUnconfirmed
	}
	return &Broker{client}, token.Error()
}

// Set sets a device's setting and waits until the broker has it.
func (b *Broker) Set(device, setting string) error {
	token := b.client.Publish("devices/"+device+"/set", 1, false, setting)
	token.Wait() // mark: ask-token
	return token.Error()
}

// SetWithin waits for so long.
func (b *Broker) SetWithin(device, setting string, d time.Duration) error {
	token := b.client.Publish("devices/"+device+"/set", 1, false, setting)
	if !token.WaitTimeout(d) {
		return ErrUnconfirmed
	}
	return token.Error()
}
