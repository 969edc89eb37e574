// Package reminders mails patients about their appointments.
package reminders

import (
	"net"
	"net/smtp"
	"time"
)

// Send mails a reminder through the server at addr.
func Send(addr, to string) error {
	client, err := smtp.Dial(addr) // mark: reminders-dial
	if err != nil {
		return err
	}
	defer client.Close()
	return client.Mail("clinic@example.org")
}

// SendWithin does so for so long.
func SendWithin(d time.Duration, addr, to string) error {
	conn, err := net.DialTimeout("tcp", addr, d)
	if err != nil {
		return err
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(d)); err != nil {
		return err
	}
	client, err := smtp.NewClient(conn, "mail")
	if err != nil {
		return err
	}
	return client.Mail("clinic@example.org")
}
