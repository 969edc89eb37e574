// Package mailroom listens for what happens elsewhere in the house.
package mailroom

import (
	"github.com/nsqio/go-nsq"
	"github.com/nxadm/tail"
)

// A Desk consumes a topic of its own.
type Desk struct{ consumer *nsq.Consumer }

// Subscribe returns a desk that is ready to consume a topic.
func Subscribe(topic string, handle nsq.HandlerFunc) (*Desk, error) {
	consumer, err := nsq.NewConsumer(topic, "desk", nsq.NewConfig())
	if err != nil {
		return nil, err
	}
	consumer.SetLoggerLevel(nsq.LogLevelMax)
	consumer.AddHandler(handle)
	return &Desk{consumer}, nil
}

// Close ends the consuming.
func (d *Desk) Close() {
	d.consumer.Stop()
	<-d.consumer.StopChan
}

// Journal follows the file that the press writes about a run, until it says
// "done".
func Journal(file string, line func(string)) error {
	t, err := tail.TailFile(file, tail.Config{Follow: true, Poll: true, Logger: tail.DiscardingLogger})
	if err != nil {
		return err
	}
	read(t, line)
	return nil
}

// JournalStopped does so and stops following.
func JournalStopped(file string, line func(string)) error {
	t, err := tail.TailFile(file, tail.Config{Follow: true, Poll: true, Logger: tail.DiscardingLogger})
	if err != nil {
		return err
	}
	read(t, line)
	return t.Stop()
}

func read(t *tail.Tail, line func(string)) {
	for l := range t.Lines {
		line(l.Text)
		if l.Text == "done" {
			return
		}
	}
}
