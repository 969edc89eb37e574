package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"hammerfall.dev/auction/house/catalog"
	"hammerfall.dev/auction/house/porter"
	"hammerfall.dev/auction/house/viewing"
	"harness"
)

// houseCases are about what goes on before a sale.
func houseCases() []harness.Case {
	sale := func(shut func(*porter.Shelf[string]), over int) func() {
		return func() {
			shelf := porter.NewShelf[string](10)
			for i := range 10 + over {
				shelf.Bring(fmt.Sprint("lot ", i))
			}
			pause()
			shut(shelf)
		}
	}
	oneSide, bothSides := (*porter.Shelf[string]).Shut, (*porter.Shelf[string]).ShutAll
	stock := porter.NewShelf[string](50)
	hire := func(n int) func() { return func() { stock.Porters(n, func(string) {}) } }

	genuine := func(object string) bool { return object != "fake" }
	lent, returned := viewing.NewLoupes(8), viewing.NewLoupes(8)
	fake := func() { lent.Appraise("fake", genuine) }
	appraise := func() { lent.Appraise("vase", genuine) }
	appraiseFake := func() { returned.AppraiseAndReturn("fake", genuine) }

	look := func(string) {}
	condition := func() { viewing.Condition("vase", look, look, look) }
	conditionOf := func() { viewing.ConditionOf("vase", look, look, look) }

	ignore := func(error) {}
	const bad, good = "1,vase\n2,\"chair\n", "1,vase\n2,chair\n3,desk\n4,lamp\n5,clock\n6,mirror\n"
	print := func() { catalog.Print(io.Discard, catalog.Source(strings.NewReader(bad), ignore)) }
	printClosed := func() { catalog.Print(io.Discard, catalog.SourceClosed(strings.NewReader(bad), ignore)) }
	preview := func() { catalog.Preview(context.Background(), catalog.Source(strings.NewReader(good), ignore)) }
	previewDrained := func() {
		catalog.PreviewDrained(context.Background(), catalog.Source(strings.NewReader(good), ignore))
	}
	const description = "a vase, chipped, estimate 200 300 without reserve"
	estimate := func() { catalog.Estimate(description) }
	estimateClosed := func() { catalog.EstimateClosed(description) }

	return []harness.Case{
		{
			ID: "porter-shut-one-side", Title: "a bounded queue that wakes only those who take", Twin: "porter-shut-both-sides",
			Growth: at(leak, "cond", "porter-put", 12, "Shut wakes who waits for things, not who waits for room: those stand at a full shelf that nobody empties."),
			Before: sale(oneSide, 2), Between: all(sale(oneSide, 7), sale(oneSide, 5)),
		},
		{
			ID: "porter-shut-both-sides", Title: "the same queue, everybody woken", Twin: "porter-shut-one-side",
			Growth: nothing("Nothing grows."),
			Before: all(sale(bothSides, 2), pause), Between: all(sale(bothSides, 7), sale(bothSides, 5), pause),
		},
		{
			ID: "porter-twenty-hired", Title: "porters who wait for things to carry", Twin: "porter-shut-one-side",
			Growth: at(expected, "pool-or-server", "porter-get", 16, "A pool of twenty, four of them hired before; idle at an empty shelf.", "cond"),
			Before: hire(4), Between: hire(16), Hold: minutes,
		},
		{
			ID: "viewing-loupes-with-the-fakes", Title: "a pool whose objects are not put back on the error path", Twin: "viewing-loupes-put-back",
			Growth: at(leak, "semaphore", "viewing-loupe", 26, "Each fake kept a loupe. The drawer is empty, and who wants one waits for good.", "chan-receive"),
			Before: all(repeat(8, fake), start(3, appraise), pause), Between: all(start(26, appraise), pause),
		},
		{
			ID: "viewing-loupes-put-back", Title: "the same pool, always put back", Twin: "viewing-loupes-with-the-fakes",
			Growth: nothing("Nothing grows."),
			Before: all(start(11, appraiseFake), pause), Between: all(start(34, appraiseFake), pause),
		},
		{
			ID: "viewing-condition-copied", Title: "a WaitGroup that is passed by value", Twin: "viewing-condition-shared",
			Growth: at(leak, "waitgroup", "viewing-condition", 15, "Done is called on copies; the experts are long gone and Wait waits."),
			Before: all(start(2, condition), pause), Between: all(start(15, condition), pause), Go: "go1.27.1",
		},
		{
			ID: "viewing-condition-shared", Title: "the same group by pointer", Twin: "viewing-condition-copied",
			Growth: nothing("Nothing grows."),
			Before: all(start(2, conditionOf), pause), Between: all(start(15, conditionOf), pause), Go: "go1.27.1",
		},
		{
			ID: "catalog-bad-row", Title: "a source that returns on an error without closing", Twin: "catalog-bad-row-closed",
			Growth: at(leak, "range-never-closed", "catalog-stage", 24, "Two stages a catalogue, of one generic function: the first waits for rows that don't come, the second for the first.", "chan-receive", "ticker-not-stopped"),
			Also:   []harness.Growth{at(leak, "range-never-closed", "catalog-print", 12, "And who prints waits for the second.", "chan-receive")},
			Before: all(repeat(2, print), pause), Between: all(repeat(12, print), pause),
		},
		{
			ID: "catalog-bad-row-closed", Title: "the same source, closed however it ends", Twin: "catalog-bad-row",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, printClosed), pause), Between: all(repeat(12, printClosed), pause),
		},
		{
			ID: "catalog-preview-leaves-the-rest", Title: "a pipeline of which only the first is read", Twin: "catalog-preview-drained",
			Growth: at(leak, "chan-send", "catalog-stage-out", 62, "Two stages a preview stand at the send; the source stands behind them."),
			Also:   []harness.Growth{at(leak, "chan-send", "catalog-source", 31, "The source, sending to the first stage.")},
			Before: all(repeat(3, preview), pause), Between: all(repeat(31, preview), pause), Go: "go1.24.13", Trimpath: true,
		},
		{
			ID: "catalog-preview-drained", Title: "the same pipeline, drained", Twin: "catalog-preview-leaves-the-rest",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, previewDrained), pause), Between: all(repeat(31, previewDrained), pause), Go: "go1.24.13", Trimpath: true,
		},
		{
			ID: "catalog-reader-left", Title: "a reader with an iterator in it, left in the middle", Twin: "catalog-reader-closed",
			Growth: at(leak, "iterator-not-stopped", "catalog-words", 3, "The estimate is found before the text ends, and nobody calls stop."),
			Before: repeat(1, estimate), Between: repeat(3, estimate),
		},
		{
			ID: "catalog-reader-closed", Title: "the same reader, closed", Twin: "catalog-reader-left",
			Growth: nothing("Nothing grows."),
			Before: repeat(1, estimateClosed), Between: repeat(3, estimateClosed),
		},
	}
}
