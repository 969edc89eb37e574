// Package devices talks MQTT with what stands at the beds.
package devices

import (
	mqtt "github.com/eclipse/paho.mqtt.golang"
)

// Configure tells a device its settings.
func Configure(broker, device, settings string) error {
	_, err := configure(broker, device, settings)
	return err
}

// ConfigureDisconnected does so and hangs up.
func ConfigureDisconnected(broker, device, settings string) error {
	client, err := configure(broker, device, settings)
	if err == nil {
		client.Disconnect(50)
	}
	return err
}

func configure(broker, device, settings string) (mqtt.Client, error) {
	client := mqtt.NewClient(mqtt.NewClientOptions().AddBroker("tcp://" + broker).SetClientID("clinic-" + device))
	if token := client.Connect(); token.Wait() && token.Error() != nil {
		return nil, token.Error()
	}
	token := client.Publish("devices/"+device, 1, true, settings)
	token.Wait()
	return client, token.Error()
}
