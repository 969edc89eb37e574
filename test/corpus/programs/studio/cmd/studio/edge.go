package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/go-resty/resty/v2"
	"golang.org/x/crypto/ssh"
	"google.golang.org/grpc"
	"gopkg.in/natefinch/lumberjack.v2"

	"git.lumenworks.tv/studio/edge/deliver"
	"git.lumenworks.tv/studio/edge/live"
	"git.lumenworks.tv/studio/edge/review"
	"harness"
)

// reviewServer serves a review room.
func reviewServer() func() string {
	return sync.OnceValue(func() string {
		listener := listen()
		server := grpc.NewServer()
		review.Register(server, &review.Room{Verdicts: make(chan string)})
		go server.Serve(listener)
		return listener.Addr().String()
	})
}

// hub serves a hub that ends after a while, if it isn't 0.
func hub(careful bool, while time.Duration) func() string {
	return func() string {
		ctx, cancel := context.WithCancel(context.Background())
		if while > 0 {
			time.AfterFunc(while, cancel)
		}
		h := live.NewHub()
		h.Careful = careful
		go h.Run(ctx)
		return serve(h)
	}
}

// edgeCases are about who is outside: screens, reviewers, cinemas.
func edgeCases() []harness.Case {
	const dayLong = 1500 * time.Millisecond
	room := reviewServer()
	set := sync.OnceValue(hub(false, 0))

	cinema := upstream("cinema")
	config := &ssh.ClientConfig{User: "studio", HostKeyCallback: ssh.InsecureIgnoreHostKey()}
	bring := func() { must(deliver.Bring(cinema(), config, "cutaway")) }
	bringClosed := func() { must(deliver.BringClosed(cinema(), config, "cutaway")) }

	office := upstream("office")
	client := resty.New()
	receipt := func() { deliver.Receipt(client, "http://"+office()+"/", io.Discard) }
	receiptClosed := func() { deliver.ReceiptClosed(client, "http://"+office()+"/", io.Discard) }

	dir := sync.OnceValue(scratch)
	record := func() { must(deliver.Record(dir(), "cutaway", "sent", "arrived")) }
	shared := sync.OnceValue(func() *lumberjack.Logger {
		return &lumberjack.Logger{Filename: filepath.Join(dir(), "all.log"), MaxBackups: 5}
	})
	recordTo := func() { must(deliver.RecordTo(shared(), "cutaway", "sent", "arrived")) }

	log := sync.OnceValue(func() string {
		file := filepath.Join(dir(), "job.log")
		must(os.WriteFile(file, []byte("12 %\n"), 0o644))
		return file
	})
	progress := func() { value(deliver.Progress(log())) }
	progressStopped := func() { value(deliver.ProgressStopped(log())) }
	join := func() { value(deliver.Join("node")) }
	joinShutdown := func() { must(value(deliver.Join("node")).Shutdown()) }

	const (
		muxLoop   = "golang.org/x/crypto/ssh.(*mux).loop"
		sshRead   = "golang.org/x/crypto/ssh.(*handshakeTransport).readLoop"
		readLoop  = "net/http.(*persistConn).readLoop"
		writeLoop = "net/http.(*persistConn).writeLoop"
		mill      = "gopkg.in/natefinch/lumberjack%2ev2.(*Logger).millRun"
		tailSync  = "github.com/nxadm/tail.(*Tail).tailFileSync"
		streams   = "github.com/hashicorp/memberlist.(*Memberlist).streamListen"
		packets   = "github.com/hashicorp/memberlist.(*Memberlist).packetHandler"
	)
	return []harness.Case{
		{
			ID: "live-hub-ended", Title: "screens that say goodbye to a hub that nobody runs", Twin: "live-hub-ended-careful",
			Growth: at(leak, "chan-send", "live-leave", 19, "The set was closed and its hub returned; each screen that goes afterwards waits to be let go, in its handler."),
			Also:   []harness.Growth{at(leak, "range-never-closed", "live-show", 19, "And the writer of each, whose channel the hub would have closed.", "chan-receive")},
			Before: against(hub(false, dayLong), "screens-go-3"), Between: against(hub(false, dayLong), "screens-go-19"),
		},
		{
			ID: "live-hub-ended-careful", Title: "the same screens and a hub that says when it ends", Twin: "live-hub-ended",
			Growth: in(expected, "pool-or-server", "net/http.(*Server).Serve", 1, "The second set's listener."),
			Before: against(hub(true, dayLong), "screens-go-3"), Between: against(hub(true, dayLong), "screens-go-19"),
		},
		{
			ID: "live-screens-watching", Title: "screens that are there", Twin: "live-hub-ended",
			Growth: at(expected, "pool-or-server", "live-listen", 36, "A reader for each screen, and a writer; they are connected.", "io-no-deadline"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "live-show", 36, "The writers of the same screens.", "range-never-closed", "chan-receive")},
			Before: against(set, "screens-stay-4"), Between: against(set, "screens-stay-36"), Hold: minutes,
		},
		{
			ID: "review-verdict-never-comes", Title: "gRPC handlers whose callers' time is over", Twin: "review-verdict-context",
			Growth: at(leak, "chan-receive", "review-verdict", 27, "The deadline came with the call, in a context that the handler does not look at.", "orphaned-work"),
			Before: against(room, "reviewers-3"), Between: against(room, "reviewers-27"), Served: true,
		},
		{
			ID: "review-verdict-context", Title: "the same handlers, which look at the context", Twin: "review-verdict-never-comes",
			Growth: in(expected, "pool-or-server", "google.golang.org/grpc/internal/transport.(*http2Server).HandleStreams", 1, "The second reviewers' connection, which is open."),
			Before: against(room, "reviewers-3-context"), Between: against(room, "reviewers-27-context"),
		},
		{
			ID: "review-callers-waiting", Title: "gRPC handlers whose callers wait", Twin: "review-verdict-never-comes",
			Growth: at(expected, "pool-or-server", "review-verdict-context", 22, "Calls in flight: their callers are connected and the handlers would see them go.", "burst", "select-no-exit"),
			Before: against(room, "reviewers-patient-2"), Between: against(room, "reviewers-patient-22"),
		},
		{
			ID: "review-footage-unread", Title: "gRPC streams whose clients stopped reading",
			Growth: at(suspect, "io-no-deadline", "review-footage", 8, "The flow-control window is full; the clients are connected and may read on, or not.", "select-no-exit", "orphaned-work", "pool-or-server", "burst", "unknown"),
			Before: against(room, "reviewers-asleep-2"), Between: against(room, "reviewers-asleep-8"),
		},
		{
			ID: "deliver-cinema-not-hung-up", Title: "an SSH connection for every film", Twin: "deliver-cinema-hung-up",
			Growth: in(leak, "client-not-closed", muxLoop, 13, "Several goroutines a connection, until Close.", "chan-receive"),
			Also:   []harness.Growth{in(leak, "client-not-closed", sshRead, 13, "The reader of each.", "io-no-deadline")},
			Before: repeat(2, bring), Between: all(repeat(13, bring), pause),
		},
		{
			ID: "deliver-cinema-hung-up", Title: "the same connections, closed", Twin: "deliver-cinema-not-hung-up",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, bringClosed), pause), Between: all(repeat(13, bringClosed), pause),
		},
		{
			ID: "deliver-receipt-body-left", Title: "raw bodies that are left where the status is not OK", Twin: "deliver-receipt-body-closed",
			Growth: in(leak, "http-body", readLoop, 33, "resty gives the body away unread; it is closed only where the status is 200."),
			Also:   []harness.Growth{in(leak, "http-body", writeLoop, 33, "The other half of the same connections.")},
			Before: repeat(3, receipt), Between: repeat(33, receipt),
		},
		{
			ID: "deliver-receipt-body-closed", Title: "the same bodies, closed", Twin: "deliver-receipt-body-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, receiptClosed), Between: repeat(33, receiptClosed),
		},
		{
			ID: "deliver-record-mill-left", Title: "a rotated log for every delivery, closed", Twin: "deliver-record-shared",
			Growth: in(leak, "client-not-closed", mill, 18, "lumberjack's Close closes the file and leaves the goroutine that compresses.", "range-never-closed", "chan-receive"),
			Before: repeat(2, record), Between: repeat(18, record),
		},
		{
			ID: "deliver-record-shared", Title: "one rotated log for all", Twin: "deliver-record-mill-left",
			Growth:  in(expected, "pool-or-server", mill, 1, "The one log's.", "range-never-closed", "chan-receive", "client-not-closed"),
			Between: repeat(20, recordTo),
		},
		{
			ID: "deliver-progress-followed-on", Title: "a log that is followed after its first line", Twin: "deliver-progress-stopped",
			Growth: in(leak, "client-not-closed", tailSync, 10, "Each follower waits for more, until Stop.", "select-no-exit"),
			Before: repeat(1, progress), Between: repeat(10, progress), Trimpath: true,
		},
		{
			ID: "deliver-progress-stopped", Title: "the same log, followed no further", Twin: "deliver-progress-followed-on",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, progressStopped), pause), Between: all(repeat(10, progressStopped), pause), Trimpath: true,
		},
		{
			ID: "deliver-member-again", Title: "a cluster joined again on every change of settings", Twin: "deliver-member-shut-down",
			Growth: in(leak, "client-not-closed", streams, 4, "The old member is not shut down: listeners, handlers and probes of each go on.", "select-no-exit", "pool-or-server"),
			Also:   []harness.Growth{in(leak, "client-not-closed", packets, 4, "The handler of each one's packets.", "select-no-exit")},
			Before: repeat(1, join), Between: repeat(4, join),
		},
		{
			ID: "deliver-member-shut-down", Title: "the same members, shut down", Twin: "deliver-member-again",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, joinShutdown), pause, pause), Between: all(repeat(4, joinShutdown), pause, pause),
		},
	}
}
