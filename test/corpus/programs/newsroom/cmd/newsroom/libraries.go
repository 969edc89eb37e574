package main

import (
	"bytes"
	"io"
	"os"

	"github.com/nsqio/go-nsq"
	"github.com/sirupsen/logrus"

	"harness"
	"heraldpress.news/newsroom/internal/importer"
	"heraldpress.news/newsroom/internal/mailroom"
	"heraldpress.news/newsroom/internal/newsletter"
	"heraldpress.news/newsroom/internal/printers"
	"heraldpress.news/newsroom/internal/ticker"
)

// libraryCases are about what other people's libraries start.
func libraryCases() []harness.Case {
	archive := value(importer.Compress("All the news that fits to print, and some that does not.\n", 200_000))
	title := func(title func(io.Reader) (string, error)) func() {
		return func() { value(title(bytes.NewReader(archive))) }
	}
	log := logrus.New()
	log.SetOutput(io.Discard)
	tool := func() { must(importer.Tool(log, "/bin/true")) }
	toolClosed := func() { must(importer.ToolClosed(log, "/bin/true")) }

	post := func(string) error { return nil }
	readers := []string{"ann", "bob"}
	write := func(reader string) string { return "Dear " + reader }
	personalize := func() { newsletter.Personalize(readers, write) }
	var office *newsletter.Office
	outbox := func() *newsletter.Outbox {
		o := newsletter.NewOutbox()
		o.Put("Dear ann")
		o.Flush(func(string) {})
		return o
	}
	desk := func() *mailroom.Desk {
		return value(mailroom.Subscribe("breaking", func(*nsq.Message) error { return nil }))
	}
	journal := func(follow func(string, func(string)) error) func() {
		return func() {
			file := scratch("run.log")
			must(os.WriteFile(file, []byte("rolling\ndone\n"), 0o600))
			must(follow(file, func(string) {}))
		}
	}
	house := upstream("house")
	offer := func() { value(printers.House{Addr: house()}.Offer([]byte("48"))) }
	offerClosed := func() { value(printers.House{Addr: house()}.OfferClosed([]byte("48"))) }

	broken, sound := ticker.NewHub(), ticker.NewHub()
	screens := func(h *ticker.Hub) func() {
		addr := served(h)
		return against(func() string { return "ws://" + addr() }, "screens")
	}
	watchBroken, watchSound := screens(broken), screens(sound)
	fault := func() { broken.Fault(io.ErrUnexpectedEOF) }

	return []harness.Case{
		{
			ID: "importer-zstd-not-closed", Title: "a decoder that is left after the first line", Twin: "importer-zstd-closed",
			Growth: in(leak, "client-not-closed", "github.com/klauspost/compress/zstd.(*Decoder).startStreamDecoder.func2", 22, "The decoder's goroutines have blocks ready that nobody reads; Close would end them.", "chan-send", "chan-receive", "select-no-exit", "range-never-closed", "orphaned-work"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/klauspost/compress/zstd.(*Decoder).startStreamDecoder", 22, "The same decoders.", "select-no-exit", "chan-send", "orphaned-work"),
				in(leak, "client-not-closed", "github.com/klauspost/compress/zstd.(*Decoder).startStreamDecoder.func1", 22, "The same decoders.", "chan-receive", "range-never-closed"),
			},
			Before: repeat(3, title(importer.Title)), Between: repeat(22, title(importer.Title)),
		},
		{
			ID: "importer-zstd-closed", Title: "the same decoder, closed", Twin: "importer-zstd-not-closed",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, title(importer.TitleClosed)), Between: repeat(22, title(importer.TitleClosed)),
		},
		{
			ID: "importer-log-writer", Title: "a log's writer for every program that is run", Twin: "importer-log-writer-closed",
			Growth: in(leak, "client-not-closed", "github.com/sirupsen/logrus.(*Entry).writerScanner", 29, "The writer's other end scans a pipe that is never closed.", "select-no-exit", "io-no-deadline", "orphaned-work"),
			Before: repeat(2, tool), Between: repeat(29, tool),
		},
		{
			ID: "importer-log-writer-closed", Title: "the same writers, closed", Twin: "importer-log-writer",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, toolClosed), Between: repeat(29, toolClosed),
		},
		{
			ID: "newsletter-attempts", Title: "a backoff's ticker for every letter", Twin: "newsletter-attempts-stopped",
			Growth: in(leak, "client-not-closed", "github.com/cenkalti/backoff/v4.(*Ticker).run", 85, "The first attempt succeeds and the ticker is not stopped.", "ticker-not-stopped", "select-no-exit", "orphaned-work"),
			Before: repeat(10, func() { newsletter.Send(post, "ann") }), Between: repeat(85, func() { newsletter.Send(post, "ann") }),
		},
		{
			ID: "newsletter-attempts-stopped", Title: "the same tickers, stopped", Twin: "newsletter-attempts",
			Growth: nothing("Nothing grows."),
			Before: repeat(10, func() { newsletter.SendStopped(post, "ann") }), Between: repeat(85, func() { newsletter.SendStopped(post, "ann") }),
		},
		{
			ID: "newsletter-pool-per-list", Title: "a pool of four for every mailing list", Twin: "newsletter-office",
			Growth: in(leak, "client-not-closed", "github.com/Jeffail/tunny.(*workerWrapper).run", 44, "Eleven lists, eleven pools, none closed.", "select-no-exit", "chan-receive", "orphaned-work", "chan-send"),
			Before: repeat(2, personalize), Between: repeat(11, personalize),
		},
		{
			ID: "newsletter-office", Title: "one pool for all lists, which starts between the looks", Twin: "newsletter-pool-per-list",
			Growth: in(expected, "pool-or-server", "github.com/Jeffail/tunny.(*workerWrapper).run", 6, "Six workers, however many lists there are.", "client-not-closed"),
			Between: func() {
				office = newsletter.NewOffice(6, write)
				repeat(40, func() { office.Personalize(readers) })()
			},
		},
		{
			ID: "newsletter-outboxes", Title: "a channel without a bound for every letter round", Twin: "newsletter-outboxes-closed",
			Growth: in(leak, "client-not-closed", "github.com/eapache/channels.(*InfiniteChannel).infiniteBuffer", 38, "Its buffer is a goroutine, which ends when the channel is closed; nobody closes it.", "select-no-exit", "chan-receive", "range-never-closed", "orphaned-work"),
			Before: repeat(3, func() { outbox() }), Between: repeat(38, func() { outbox() }), Trimpath: true,
		},
		{
			ID: "newsletter-outboxes-closed", Title: "the same channels, closed", Twin: "newsletter-outboxes",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, func() { outbox().Close() }), Between: repeat(38, func() { outbox().Close() }), Trimpath: true,
		},
		{
			ID: "mailroom-consumers", Title: "an NSQ consumer for every desk that looks in", Twin: "mailroom-consumers-stopped",
			Growth: in(leak, "client-not-closed", "github.com/nsqio/go-nsq.(*Consumer).rdyLoop", 13, "No consumer is ever stopped.", "select-no-exit", "orphaned-work", "ticker-not-stopped"),
			Also:   []harness.Growth{in(leak, "client-not-closed", "github.com/nsqio/go-nsq.(*Consumer).handlerLoop", 13, "Their handlers' loops, one each.", "chan-receive", "range-never-closed")},
			Before: repeat(2, func() { desk() }), Between: repeat(13, func() { desk() }),
		},
		{
			ID: "mailroom-consumers-stopped", Title: "the same consumers, stopped", Twin: "mailroom-consumers",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, func() { desk().Close() }), Between: repeat(13, func() { desk().Close() }),
		},
		{
			ID: "mailroom-journals", Title: "files that are followed after their last line", Twin: "mailroom-journals-stopped",
			Growth: in(leak, "client-not-closed", "github.com/nxadm/tail.(*Tail).tailFileSync", 9, "The run is done and its file is followed on.", "select-no-exit", "orphaned-work", "endless-loop"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "github.com/nxadm/tail/watch.(*PollingFileWatcher).ChangeEvents.func1", 9, "The same files, looked at every so often.", "endless-loop"),
			},
			Before: all(repeat(1, journal(mailroom.Journal)), pause), Between: all(repeat(9, journal(mailroom.Journal)), pause),
		},
		{
			ID: "mailroom-journals-stopped", Title: "the same files, followed no longer", Twin: "mailroom-journals",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, journal(mailroom.JournalStopped)), pause), Between: all(repeat(9, journal(mailroom.JournalStopped)), pause, pause),
		},
		{
			ID: "printers-hang-on", Title: "an SSH connection for every offer", Twin: "printers-hang-up",
			Growth: in(leak, "client-not-closed", "golang.org/x/crypto/ssh.(*mux).loop", 10, "Six goroutines for each connection, which only the other side could end.", "io-no-deadline", "chan-receive"),
			Also: []harness.Growth{
				in(leak, "client-not-closed", "golang.org/x/crypto/ssh.(*handshakeTransport).readLoop", 10, "The same connections' reader.", "io-no-deadline"),
				in(leak, "client-not-closed", "golang.org/x/crypto/ssh.(*handshakeTransport).kexLoop", 10, "The same connections' key exchange.", "chan-receive", "range-never-closed", "select-no-exit"),
				in(leak, "client-not-closed", "golang.org/x/crypto/ssh.(*Client).handleGlobalRequests", 10, "The same connections.", "chan-receive", "range-never-closed"),
				in(leak, "client-not-closed", "golang.org/x/crypto/ssh.(*Client).handleChannelOpens", 10, "The same connections.", "chan-receive", "range-never-closed"),
				in(leak, "client-not-closed", "golang.org/x/crypto/ssh.(*mux).Wait", 10, "The same connections: what waits for their end.", "cond"),
			},
			Before: all(repeat(1, offer), pause), Between: all(repeat(10, offer), pause),
		},
		{
			ID: "printers-hang-up", Title: "the same connections, closed", Twin: "printers-hang-on",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, offerClosed), pause), Between: all(repeat(10, offerClosed), pause),
		},
		{
			ID: "ticker-hub-has-returned", Title: "a hub that has returned, and screens that register with it", Twin: "ticker-screens",
			Growth: at(leak, "chan-send", "ticker-register", 19, "The hub's loop ended with a fault; a connection waits in the handler for it for good."),
			Before: all(watchBroken, fault), Between: watchBroken,
		},
		{
			ID: "ticker-screens", Title: "the same screens at a hub that runs", Twin: "ticker-hub-has-returned",
			Growth: at(expected, "pool-or-server", "ticker-read", 38, "Screens that are connected.", "io-no-deadline", "burst"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "ticker-write", 38, "What writes to them, one each.", "select-no-exit")},
			Before: watchSound, Between: all(watchSound, watchSound),
		},
	}
}
