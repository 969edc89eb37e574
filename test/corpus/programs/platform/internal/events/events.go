// Package events publishes and follows the platform's events on NATS.
package events

import "github.com/nats-io/nats.go"

// Publish connects, publishes, and leaves the connection open.
func Publish(url, subject string, event []byte) error {
	conn, err := nats.Connect(url)
	if err != nil {
		return err
	}
	if err := conn.Publish(subject, event); err != nil {
		return err
	}
	return conn.Flush()
}

// PublishClosed connects, publishes, and closes.
func PublishClosed(url, subject string, event []byte) error {
	conn, err := nats.Connect(url)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.Publish(subject, event); err != nil {
		return err
	}
	return conn.Flush()
}

// Follow hands the events of one order to tell, for as long as the connection lives.
func Follow(conn *nats.Conn, order string, tell func([]byte)) error {
	_, err := conn.Subscribe("orders."+order, func(m *nats.Msg) { tell(m.Data) })
	return err
}

// FollowUntil is Follow with an end.
func FollowUntil(conn *nats.Conn, order string, tell func([]byte)) (stop func() error, err error) {
	sub, err := conn.Subscribe("orders."+order, func(m *nats.Msg) { tell(m.Data) })
	if err != nil {
		return nil, err
	}
	return sub.Unsubscribe, nil
}
