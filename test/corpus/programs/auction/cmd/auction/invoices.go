package main

import (
	"context"
	"time"

	"hammerfall.dev/auction/house/invoice"
	"harness"
)

// invoiceCases are about what is done long after a sale.
func invoiceCases() []harness.Case {
	office := &invoice.Office{Write: func(string) {}}
	send, sendPlanned := served(office.Send), served(office.SendPlanned)
	await := func() { invoice.NewDesk().Await("7") }
	awaitContext := func() {
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		invoice.NewDesk().AwaitContext(ctx, "7")
	}
	hold := func() {}
	dispute := func() { invoice.Dispute(hold, "7") }
	disputeContext := func() {
		ctx, cancel := context.WithCancel(context.Background())
		invoice.DisputeContext(ctx, hold, "7")
		cancel()
	}
	return []harness.Case{
		{
			ID: "invoice-reminders-slept-for", Title: "a handler leaves a goroutine that sleeps for two weeks", Twin: "invoice-reminders-planned",
			Growth: at(leak, "orphaned-work", "invoice-remind", 31, "Three reminders in six weeks, asleep in between; nobody can call them off, and a restart forgets them.", "endless-loop"),
			Before: visit(send, 4), Between: visit(send, 31), Go: "go1.24.13",
		},
		{
			ID: "invoice-reminders-planned", Title: "the same reminders, by timers", Twin: "invoice-reminders-slept-for",
			Growth: nothing("Nothing grows."),
			Before: visit(sendPlanned, 4), Between: visit(sendPlanned, 31), Go: "go1.24.13",
		},
		{
			ID: "invoice-payment-spun-for", Title: "a select with a default, for good", Twin: "invoice-payment-waited-for",
			Growth: in(leak, "endless-loop", "hammerfall.dev/auction/house/invoice.(*Desk).Await", 3, "The payment never comes and the default makes the loop spin: three goroutines that always run."),
			Before: start(1, await), Between: start(3, await), Trimpath: true,
		},
		{
			ID: "invoice-payment-waited-for", Title: "the same wait without a default", Twin: "invoice-payment-spun-for",
			Growth: nothing("Nothing grows."),
			Before: all(start(1, awaitContext), pause), Between: all(start(3, awaitContext), pause), Trimpath: true,
		},
		{
			ID: "invoice-disputes-for-good", Title: "goroutines that hold something and select from nothing", Twin: "invoice-disputes-until",
			Growth: at(leak, "select-forever", "invoice-dispute", 8, "A select without cases never ends; no dispute is ever settled."),
			Before: repeat(2, dispute), Between: repeat(8, dispute),
		},
		{
			ID: "invoice-disputes-until", Title: "the same, while a context lasts", Twin: "invoice-disputes-for-good",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, disputeContext), pause), Between: all(repeat(8, disputeContext), pause),
		},
	}
}
