package main

import (
	"context"
	"fmt"
	"io"
	"log"
	"strings"
	"time"

	"harness"
	"heraldpress.news/newsroom/internal/collab"
	"heraldpress.news/newsroom/internal/drafts"
	"heraldpress.news/newsroom/internal/edition"
	"heraldpress.news/newsroom/internal/embargo"
	"heraldpress.news/newsroom/internal/factcheck"
	"heraldpress.news/newsroom/internal/headlines"
	"heraldpress.news/newsroom/internal/readability"
	"heraldpress.news/newsroom/internal/wire"
)

// numbered returns a different name each time.
func numbered(name string) func() string {
	n := 0
	return func() string { n++; return fmt.Sprint(name, "-", n) }
}

// deskCases are about what editors do.
func deskCases() []harness.Case {
	intake := wire.NewIntake()
	story := wire.Story{Slug: "harvest", Text: "It rained again."}
	file := func() { intake.File(story) }
	filed := func() { <-intake.File(story) }
	fileBuffered := func() { intake.FileBuffered(story) }

	book := embargo.NewBook(func(string) {})
	slug := numbered("story")
	spiked := func() { s := slug(); book.Hold(s); book.Spike(s) }
	spikedAndTold := func() { s := slug(); book.Hold(s); book.SpikeAndTell(s) }
	lifted := func() { s := slug(); book.Hold(s); book.Lift(s) }
	held := func() { book.Hold(slug()) }

	store := drafts.NewStore()
	draft := func() { store.Edit(slug(), 5*time.Minute).Close() }
	draftContext := func() { store.EditContext(context.Background(), slug(), 5*time.Minute).Close() }
	writing := func() { store.EditContext(context.Background(), slug(), 5*time.Minute) }

	room := collab.NewRoom()
	left := func() { s := slug(); room.Open(s).Apply(collab.Edit{Text: "Once"}); room.Leave(s) }
	ended := func() { s := slug(); room.Open(s).Apply(collab.Edit{Text: "Once"}); room.End(s) }

	scale := readability.NewScale()
	score := func() { scale.Score("harvest", story.Text) }
	scoreOnce := func() { scale.ScoreOnce("harvest", story.Text) }

	builder := &edition.Builder{Log: log.New(io.Discard, "", 0), Layout: func(section string) int {
		if section == "crossword" {
			panic("no grid")
		}
		return 2
	}}
	weekday, weekend := []string{"front", "sports", "city"}, []string{"front", "sports", "city", "crossword"}
	build := func(sections []string) func() { return func() { builder.Build(sections) } }
	buildAll := func() { builder.BuildAll(weekend) }

	fair, libel := []string{"it rained", "prices rose"}, []string{"it rained", "the mayor is a crook"}
	check := func(claims []string, check func([]string, func(string)) error) func() {
		return func() { check(claims, func(string) {}) }
	}

	proposals := []string{" a very long headline about the harvest ", " rain ", " harvest ", " wet ", " late ", " poor ", " hope ", " sun "}
	fit := func() { headlines.Fit(12, proposals...) }
	fitContext := func() { headlines.FitContext(context.Background(), 12, proposals...) }
	never := strings.Repeat("x", 3)

	return []harness.Case{
		{
			ID: "wire-receipt-not-wanted", Title: "a receipt is sent to those who don't want it, too", Seed: "002 pattern 1", Twin: "wire-receipt-buffered",
			Growth: at(leak, "chan-send", "wire-receipt", 41, "The caller throws the channel away; nobody ever receives."),
			Before: all(repeat(30, filed), repeat(3, file)), Between: all(repeat(90, filed), repeat(41, file)),
		},
		{
			ID: "wire-receipt-buffered", Title: "the same receipt with room for it", Seed: "002 pattern 1", Twin: "wire-receipt-not-wanted",
			Growth: nothing("Nothing grows."),
			Before: repeat(33, fileBuffered), Between: repeat(131, fileBuffered),
		},
		{
			ID: "embargo-spiked", Title: "stories are spiked while they wait for their embargo's end", Seed: "002 pattern 2", Twin: "embargo-spiked-told",
			Growth: at(leak, "chan-receive", "embargo-lifted", 26, "Spike deletes the channel from the book and closes it for nobody."),
			Before: all(repeat(40, lifted), repeat(4, spiked)), Between: all(repeat(40, lifted), repeat(26, spiked)), Hold: minutes,
		},
		{
			ID: "embargo-spiked-told", Title: "the same stories, whose waiters are told", Seed: "002 pattern 2", Twin: "embargo-spiked",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, spikedAndTold), Between: repeat(26, spikedAndTold),
		},
		{
			ID: "embargo-stories-held", Title: "stories that wait for tonight", Twin: "embargo-spiked",
			Growth: at(suspect, "chan-receive", "embargo-lifted", 11, "All are in the book and will be lifted tonight; a dump doesn't show the book.", "unknown", "pool-or-server"),
			Before: repeat(6, held), Between: repeat(11, held),
		},
		{
			ID: "drafts-ticker-stopped-not-closed", Title: "an autosave that ranges over a ticker that is stopped", Seed: "002 ticker", Twin: "drafts-autosave-context",
			Growth: at(leak, "ticker-not-stopped", "drafts-autosave", 28, "Close stops the ticker, which does not close its channel: the range never ends.", "chan-receive", "range-never-closed"),
			Before: repeat(5, draft), Between: repeat(28, draft), Go: "go1.24.13",
		},
		{
			ID: "drafts-autosave-context", Title: "the same autosave with a context", Seed: "002 ticker", Twin: "drafts-ticker-stopped-not-closed",
			Growth: nothing("Nothing grows."),
			Before: repeat(5, draftContext), Between: repeat(28, draftContext), Go: "go1.24.13",
		},
		{
			ID: "drafts-reporters-writing", Title: "drafts that are being written", Twin: "drafts-ticker-stopped-not-closed",
			Growth: at(suspect, "select-no-exit", "drafts-autosave-context", 16, "Sixteen reporters are at work, and Close would end each. One look can't tell.", "pool-or-server", "unknown", "endless-loop", "ticker-not-stopped"),
			Before: repeat(9, writing), Between: repeat(16, writing),
		},
		{
			ID: "collab-sessions-forgotten", Title: "an actor for every article, forgotten with a full map's entry", Twin: "collab-sessions-ended",
			Growth: at(leak, "range-never-closed", "collab-loop", 57, "Leave deletes the session from the map; its inbox is never closed, its loop ranges on.", "chan-receive"),
			Before: repeat(8, left), Between: repeat(57, left), Trimpath: true,
		},
		{
			ID: "collab-sessions-ended", Title: "the same actors, whose inbox is closed", Twin: "collab-sessions-forgotten",
			Growth: nothing("Nothing grows."),
			Before: repeat(8, ended), Between: repeat(57, ended), Trimpath: true,
		},
		{
			ID: "readability-already-known", Title: "compute is started before the cache is looked at", Seed: "002 exercise 1", Twin: "readability-once",
			Growth: at(leak, "chan-send", "readability-compute", 34, "What is known is returned; the channel that compute sends to is then nobody's."),
			Before: repeat(6, score), Between: repeat(34, score), Go: "go1.23.12",
		},
		{
			ID: "readability-once", Title: "the cache is looked at first", Seed: "002 exercise 1", Twin: "readability-already-known",
			Growth: nothing("Nothing grows."),
			Before: repeat(6, scoreOnce), Between: repeat(34, scoreOnce), Go: "go1.23.12",
		},
		{
			ID: "edition-layout-panics", Title: "a Done that a recovered panic skips", Seed: "002 pattern 5", Twin: "edition-layout-deferred",
			Growth: at(leak, "waitgroup", "edition-wait", 9, "The crossword's layout panics before Done, which is not deferred; the guard recovers and the wait never ends."),
			Before: all(start(20, build(weekday)), start(1, build(weekend)), pause), Between: all(start(20, build(weekday)), start(9, build(weekend)), pause), Go: "go1.23.12",
		},
		{
			ID: "edition-layout-deferred", Title: "the same Done, deferred", Seed: "002 pattern 5", Twin: "edition-layout-panics",
			Growth: nothing("Nothing grows."),
			Before: all(start(20, buildAll), pause), Between: all(start(29, buildAll), pause), Go: "go1.23.12",
		},
		{
			ID: "factcheck-libel", Title: "checkers whose jobs are not closed on an error", Seed: "003 receiving from a channel nobody will close", Twin: "factcheck-libel-closed",
			Growth: at(leak, "range-never-closed", "factcheck-checker", 45, "The early return skips close(jobs): three checkers stay for each article.", "chan-receive"),
			Before: all(repeat(12, check(fair, factcheck.Check)), repeat(2, check(libel, factcheck.Check))), Between: all(repeat(50, check(fair, factcheck.Check)), repeat(15, check(libel, factcheck.Check))),
		},
		{
			ID: "factcheck-libel-closed", Title: "the same checkers, whose jobs are closed by defer", Seed: "003 receiving from a channel nobody will close", Twin: "factcheck-libel",
			Growth: nothing("Nothing grows."),
			Before: repeat(14, check(libel, factcheck.CheckAndClose)), Between: repeat(65, check(libel, factcheck.CheckAndClose)),
		},
		{
			ID: "headlines-first-that-fits", Title: "a generic pipeline whose reader takes the first that fits", Twin: "headlines-pipeline-cancelled",
			Growth: at(leak, "chan-send", "flow-map", 42, "Two steps stay in their send for each headline found.", "range-never-closed"),
			Also:   []harness.Growth{at(leak, "chan-send", "flow-from", 21, "And the source before them.")},
			Before: all(repeat(2, fit), pause), Between: all(repeat(21, fit), pause),
		},
		{
			ID: "headlines-pipeline-cancelled", Title: "the same pipeline with a context", Twin: "headlines-first-that-fits",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, fitContext), pause), Between: all(repeat(21, fitContext), func() { headlines.Fit(0, never) }, pause),
		},
	}
}
