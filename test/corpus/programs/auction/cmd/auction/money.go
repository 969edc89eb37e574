package main

import (
	"time"

	"hammerfall.dev/auction/money/escrow"
	"hammerfall.dev/auction/money/increments"
	"harness"
)

// moneyCases are about locks.
func moneyCases() []harness.Case {
	verify := func() { time.Sleep(60 * time.Millisecond) }
	exchange := func(transfer func(from, to *escrow.Account, amount int64, verify func()) error, verify func()) func() {
		number := 0
		return func() {
			seller, buyer := &escrow.Account{Number: number}, &escrow.Account{Number: number + 1}
			number += 2
			go transfer(seller, buyer, 5, verify)
			go transfer(buyer, seller, 7, verify)
		}
	}
	bothWays, inOrder := exchange(escrow.Transfer, verify), exchange(escrow.TransferInOrder, verify)
	slowly := exchange(escrow.TransferInOrder, func() { time.Sleep(25 * time.Second) })

	prices := map[string]*int64{"vase": new(int64)}
	priced := func(lot string) int64 { return *prices[lot] }
	settlement, deferred := &escrow.Settlement{Price: priced}, &escrow.Settlement{Price: priced}
	due := func(lots ...string) func() {
		return func() {
			for _, lot := range lots {
				settlement.Due(lot, time.Millisecond)
				pause()
			}
		}
	}
	dueDeferred := func(lot string) func() { return func() { deferred.DueDeferred(lot, time.Millisecond) } }

	learn := func(int64) int64 { return 50 }
	bids := func(step func(*increments.Table, int64, func(int64) int64) int64) func() {
		return func() {
			table := &increments.Table{}
			go step(table, 2500, learn)
			pause()
			for range 5 {
				go table.Next(2500)
			}
		}
	}
	learned, upgraded := bids((*increments.Table).Step), bids((*increments.Table).StepUpgraded)

	return []harness.Case{
		{
			ID: "escrow-transfers-both-ways", Title: "two transfers take the same two locks in opposite order", Twin: "escrow-transfers-in-order",
			Growth: at(leak, "mutex", "escrow-second-lock", 16, "Each of the pair holds the lock that the other waits for."),
			Before: all(repeat(1, bothWays), pause), Between: all(repeat(8, bothWays), pause),
		},
		{
			ID: "escrow-transfers-in-order", Title: "the same transfers with an order of locks", Twin: "escrow-transfers-both-ways",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, inOrder), pause), Between: all(repeat(8, inOrder), pause),
		},
		{
			ID: "escrow-papers-verified", Title: "transfers whose papers are looked at, half a minute at most", Twin: "escrow-transfers-both-ways",
			Growth: in(expected, "burst", "hammerfall.dev/auction/money/escrow.TransferInOrder", 24, "Twelve pairs: one of each sleeps in verify for 25 seconds, the other waits for its lock. All of them will be through.", "mutex"),
			Before: nil, Between: all(repeat(12, slowly), pause),
		},
		{
			ID: "escrow-settle-after-panic", Title: "a recovered panic keeps the lock", Twin: "escrow-settle-deferred",
			Growth: at(leak, "mutex", "escrow-settle-lock", 27, "A lot without a price panicked between Lock and Unlock and was recovered; every settlement since waits in its timer's goroutine."),
			Before: due("vase", "fake", "vase", "vase"), Between: func() {
				for range 27 {
					settlement.Due("vase", time.Millisecond)
				}
				pause()
			},
			Go: "go1.24.13",
		},
		{
			ID: "escrow-settle-deferred", Title: "the same panic with a deferred unlock", Twin: "escrow-settle-after-panic",
			Growth: nothing("Nothing grows."),
			Before: all(dueDeferred("vase"), dueDeferred("fake"), pause), Between: all(repeat(27, dueDeferred("vase")), repeat(3, dueDeferred("fake")), pause),
			Go: "go1.24.13",
		},
		{
			ID: "increments-lock-upgraded", Title: "a read lock that is held while the write lock is asked for", Twin: "increments-lock-given-up",
			Growth: at(leak, "rwmutex", "increments-write", 6, "The cause, one a table: it waits for readers to be gone and is one of them."),
			Also:   []harness.Growth{at(leak, "rwmutex", "increments-read", 30, "Five readers a table, behind the waiting writer.")},
			Before: all(repeat(1, learned), pause), Between: all(repeat(6, learned), pause), Hold: minutes,
		},
		{
			ID: "increments-lock-given-up", Title: "the same tables, the read lock given up first", Twin: "increments-lock-upgraded",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, upgraded), pause), Between: all(repeat(6, upgraded), pause),
		},
	}
}
