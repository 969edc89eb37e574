package main

import (
	"context"
	"net/http"
	"time"

	"harness"
	"heraldpress.news/newsroom/internal/calendar"
	"heraldpress.news/newsroom/internal/comments"
	"heraldpress.news/newsroom/internal/ctxutil"
	"heraldpress.news/newsroom/internal/liveblog"
	"heraldpress.news/newsroom/internal/mirrors"
	"heraldpress.news/newsroom/internal/morgue"
	"heraldpress.news/newsroom/internal/pager"
	"heraldpress.news/newsroom/internal/paywall"
	"heraldpress.news/newsroom/internal/polls"
	"heraldpress.news/newsroom/internal/quota"
	"heraldpress.news/newsroom/internal/scores"
	"heraldpress.news/newsroom/internal/translate"
)

// readerCases are about what readers do.
func readerCases() []harness.Case {
	process, _ := context.WithCancel(context.Background())

	thread := comments.NewThread(300 * time.Millisecond)
	mux := http.NewServeMux()
	mux.HandleFunc("/follow", thread.Follow)
	mux.HandleFunc("/politely", thread.FollowPolitely)
	discussion := served(mux)
	leaveInModeration := func(path string, n int) func() {
		return func() {
			crowd := harness.Crowd(discussion(), path, n)
			pause()
			thread.Say("nonsense")
			time.Sleep(20 * time.Millisecond)
			for _, b := range crowd {
				b.Leave()
			}
			time.Sleep(600 * time.Millisecond)
		}
	}

	visits := func() { paywall.Visit(20*time.Minute, func(int64) {}).Read() }
	visitsOver := func() {
		over := make(chan struct{})
		paywall.VisitUntil(20*time.Minute, over, func(int64) {}).Read()
		close(over)
	}

	imported := func() { polls.Imported(map[string]int{"yes": 3}).Close() }
	poll := func() {
		p := polls.Open()
		p.Vote("yes")
		p.Close()
	}

	key := numbered("key")
	limiter, lazy := quota.NewLimiter(30*time.Second), quota.NewLazy(time.Second)
	allow := func() { limiter.Allow(key()) }
	allowLazily := func() { lazy.Allow(key()) }

	either := func() { ctxutil.Either(process, context.WithoutCancel(process)) }
	eitherOf := func() {
		_, done := ctxutil.EitherOf(process, process)
		done()
	}

	archive := &mirrors.Archive{}
	for range 5 {
		archive.Mirrors = append(archive.Mirrors, mirrors.Near(time.Millisecond))
	}
	revision := func() { archive.Revision(context.Background(), "fair") }
	revisionBuffered := func() { archive.RevisionBuffered(context.Background(), "fair") }

	clippings := &morgue.Client{Latency: 60 * time.Millisecond}
	sidebar := func(background func(context.Context, string) (*morgue.Clipping, error)) func() {
		return func() {
			ctx, cancel := context.WithTimeout(context.Background(), 4*time.Millisecond)
			defer cancel()
			background(ctx, "fair")
		}
	}

	text := "rain\npun\nhail\nsnow"
	translated := func(article func(context.Context, string) ([]string, error)) func() {
		return func() { article(context.Background(), text) }
	}

	newest := func(newest func(seq func(func(int, string) bool)) int) func() {
		return func() { newest(pager.Revisions("fair", 9)) }
	}

	duty := &calendar.Approvals{Answers: make(chan bool)}
	plan, planned := calendar.New(duty.Ask), calendar.New(duty.AskFor(time.Millisecond))
	due := func(c *calendar.Calendar, n int) func() {
		return repeat(n, func() { c.Plan("fair", time.Millisecond) })
	}

	match := numbered("match")
	page := scores.NewPage(func(string) (string, bool) { return "2:1", true }, 10*time.Minute)
	playing := scores.NewPage(func(string) (string, bool) { return "0:0", false }, 10*time.Minute)
	cover := func() { page.Cover(match()) }
	coverUntil := func() { page.CoverUntil(process, match()) }
	kickOff := func() { playing.CoverUntil(process, match()) }

	blog := func() {
		ctx, cancel := context.WithCancel(process)
		c := liveblog.OpenContext(ctx, func(liveblog.Entry) {})
		c.Post(liveblog.Entry{ID: 1})
		cancel()
	}
	reading := func() { liveblog.OpenContext(process, func(liveblog.Entry) {}).Pin(1) }

	return []harness.Case{
		{
			ID: "comments-readers-leave", Title: "a stream of comments whose reader leaves while one is looked over", Seed: "002 exercise 4", Twin: "comments-readers-leave-politely",
			Growth: at(leak, "chan-send", "comments-polite", 31, "The handler returned with its reader; the comment that was being looked over is sent to nobody."),
			Before: leaveInModeration("/follow", 3), Between: leaveInModeration("/follow", 31),
		},
		{
			ID: "comments-readers-leave-politely", Title: "the same stream, which looks at the request's context", Seed: "002 exercise 4", Twin: "comments-readers-leave",
			Growth: nothing("Nothing grows."),
			Before: leaveInModeration("/politely", 3), Between: leaveInModeration("/politely", 31),
		},
		{
			ID: "comments-readers-there", Title: "the same stream, its readers connected", Seed: "003 some services naturally have many", Twin: "comments-readers-leave",
			Growth: at(expected, "pool-or-server", "comments-stream", 44, "Each handler ends with its reader, and the readers are connected.", "burst", "select-no-exit"),
			Also:   []harness.Growth{at(expected, "pool-or-server", "comments-range", 44, "What brings them their comments, one each.", "burst", "range-never-closed")},
			Before: stay(discussion, "/politely", 6), Between: stay(discussion, "/politely", 44), Served: true,
		},
		{
			ID: "paywall-meters", Title: "a meter for every visit, which books for ever", Seed: "003 tickers that are never stopped", Twin: "paywall-meters-over",
			Growth: at(leak, "ticker-not-stopped", "paywall-flush", 63, "The visit is over and forgotten; its ticker ticks on and the loop has no exit.", "chan-receive", "endless-loop"),
			Before: repeat(7, visits), Between: repeat(63, visits),
		},
		{
			ID: "paywall-meters-over", Title: "the same meters, which end with their visit", Seed: "003 tickers that are never stopped", Twin: "paywall-meters",
			Growth: nothing("Nothing grows."),
			Before: repeat(7, visitsOver), Between: repeat(63, visitsOver),
		},
		{
			ID: "polls-imported", Title: "polls without a channel, whose tally ranges over it", Twin: "polls-opened",
			Growth: at(leak, "nil-chan", "polls-tally", 17, "The imported poll has no channel to vote on; ranging over nil never ends, and Close knows to leave nil alone."),
			Before: repeat(2, imported), Between: repeat(17, imported), Go: "go1.27.0",
		},
		{
			ID: "polls-opened", Title: "the same polls with a channel, closed", Twin: "polls-imported",
			Growth: nothing("Nothing grows."),
			Before: repeat(20, poll), Between: repeat(70, poll), Go: "go1.27.0",
		},
		{
			ID: "quota-bucket-per-key", Title: "a goroutine for every API key that ever asked", Seed: "002 pattern 4", Twin: "quota-lazy",
			Growth: at(leak, "endless-loop", "quota-fill", 240, "Crawlers invent keys; each gets a bucket and a loop that fills it, and neither is ever dropped.", "orphaned-work"),
			Before: repeat(30, allow), Between: repeat(240, allow),
		},
		{
			ID: "quota-lazy", Title: "the same limits without goroutines", Seed: "002 pattern 4", Twin: "quota-bucket-per-key",
			Growth: nothing("Nothing grows."),
			Before: repeat(30, allowLazily), Between: repeat(240, allowLazily),
		},
		{
			ID: "ctxutil-either-of-two", Title: "a context of two, whose goroutine waits for both for good", Twin: "ctxutil-either-after-func",
			Growth: at(leak, "select-no-exit", "ctxutil-either", 48, "Both parents are the process's; the request's end reaches neither.", "context-not-cancelled", "orphaned-work"),
			Before: repeat(5, either), Between: repeat(48, either),
		},
		{
			ID: "ctxutil-either-after-func", Title: "the same context by AfterFunc, cancelled", Twin: "ctxutil-either-of-two",
			Growth: nothing("Nothing grows."),
			Before: repeat(5, eitherOf), Between: repeat(48, eitherOf),
		},
		{
			ID: "mirrors-quorum", Title: "five mirrors are asked and three votes are enough", Seed: "003 fan-out", Twin: "mirrors-quorum-buffered",
			Growth: at(leak, "chan-send", "mirrors-vote", 54, "The two that come after the majority are not received.", "orphaned-work"),
			Before: all(repeat(3, revision), pause), Between: all(repeat(27, revision), pause), Hold: minutes,
		},
		{
			ID: "mirrors-quorum-buffered", Title: "the same votes with room for all", Seed: "003 fan-out", Twin: "mirrors-quorum",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, revisionBuffered), pause), Between: all(repeat(27, revisionBuffered), pause),
		},
		{
			ID: "morgue-sidebar-not-waited-for", Title: "the client whose caller walks away, as a sidebar", Seed: "004", Twin: "morgue-sidebar-buffered",
			Growth: at(leak, "chan-send", "morgue-request", 71, "doRequest finishes after the page was due, and sends to nobody: one for each page that was too late.", "orphaned-work"),
			Before: all(repeat(9, sidebar(clippings.Background)), pause), Between: all(repeat(71, sidebar(clippings.Background)), pause), Trimpath: true,
		},
		{
			ID: "morgue-sidebar-buffered", Title: "the same client with a buffer and a context", Seed: "004", Twin: "morgue-sidebar-not-waited-for",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(9, sidebar(clippings.BackgroundContext)), pause), Between: all(repeat(71, sidebar(clippings.BackgroundContext)), pause), Trimpath: true,
		},
		{
			ID: "translate-pun", Title: "an errgroup whose reader goes on when its translator has failed", Seed: "003 errgroup", Twin: "translate-pun-context",
			Growth: at(leak, "chan-send", "translate-read", 14, "The translator returned at the pun; the reader sends the next paragraph and does not look at the group's context."),
			Also:   []harness.Growth{at(leak, "waitgroup", "translate-wait", 14, "The groups wait for their readers: an effect.")},
			Before: all(start(1, translated(translate.Article)), pause), Between: all(start(14, translated(translate.Article)), pause),
		},
		{
			ID: "translate-pun-context", Title: "the same errgroup, whose reader looks at the context", Seed: "003 errgroup", Twin: "translate-pun",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, translated(translate.ArticleContext)), pause), Between: all(start(14, translated(translate.ArticleContext)), pause),
		},
		{
			ID: "pager-peeked", Title: "a generic peeker over a pulled iterator, left after a look", Twin: "pager-peeked-closed",
			Growth: at(leak, "iterator-not-stopped", "pager-yield", 33, "Nobody calls the peeker's Close; the pulled iterator stays in its yield."),
			Before: repeat(4, newest(func(seq func(func(int, string) bool)) int { return pager.Newest(seq) })), Between: repeat(33, newest(func(seq func(func(int, string) bool)) int { return pager.Newest(seq) })), Go: "go1.23.12",
		},
		{
			ID: "pager-peeked-closed", Title: "the same peeker, closed", Twin: "pager-peeked",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, newest(func(seq func(func(int, string) bool)) int { return pager.NewestClosed(seq) })), Between: repeat(33, newest(func(seq func(func(int, string) bool)) int { return pager.NewestClosed(seq) })), Go: "go1.23.12",
		},
		{
			ID: "calendar-editor-gone-home", Title: "timers whose functions queue for a lock that waits for an answer", Twin: "calendar-editor-asked-for-a-moment",
			Growth: at(leak, "chan-receive", "calendar-answer", 1, "Holds the lock and waits for an editor who has gone home: the cause."),
			Also: []harness.Growth{
				at(leak, "mutex", "calendar-lock", 24, "Every story that is due since; timers started them: an effect."),
			},
			Between: all(due(plan, 1), pause, due(plan, 24), pause),
		},
		{
			ID: "calendar-editor-asked-for-a-moment", Title: "the same question, asked for a moment", Twin: "calendar-editor-gone-home",
			Growth:  nothing("Nothing grows."),
			Between: all(due(planned, 25), pause),
		},
		{
			ID: "scores-matches-over", Title: "a loop with a sleep for every match, over or not", Seed: "002 pattern 4", Twin: "scores-matches-until-over",
			Growth: at(leak, "endless-loop", "scores-nap", 18, "The source says that the match is over; the loop has no exit.", "orphaned-work"),
			Before: repeat(6, cover), Between: repeat(18, cover), Go: "go1.24.13",
		},
		{
			ID: "scores-matches-until-over", Title: "the same loop, which ends with its match", Seed: "002 pattern 4", Twin: "scores-matches-over",
			Growth: nothing("Nothing grows."),
			Before: repeat(6, coverUntil), Between: repeat(18, coverUntil), Go: "go1.24.13",
		},
		{
			ID: "scores-saturday-afternoon", Title: "matches that are being played", Twin: "scores-matches-over",
			Growth: at(suspect, "select-no-exit", "scores-until", 18, "Eighteen matches kicked off; each loop ends with its match. One look can't tell.", "pool-or-server", "unknown", "endless-loop", "ticker-not-stopped"),
			Before: repeat(2, kickOff), Between: repeat(18, kickOff),
		},
		{
			ID: "liveblog-cursors-context", Title: "a cursor for every reader, with a context", Seed: "002 pattern 6", Twin: "liveblog-cursors",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, blog), Between: repeat(23, blog),
		},
		{
			ID: "liveblog-one-reader-more", Title: "one cursor more than before", Twin: "liveblog-cursors-context",
			Growth: at(suspect, "select-no-exit", "liveblog-follow-until", 1, "Twelve read, now thirteen; no more can be said.", "pool-or-server", "unknown"),
			Before: repeat(12, reading), Between: repeat(1, reading),
		},
	}
}
