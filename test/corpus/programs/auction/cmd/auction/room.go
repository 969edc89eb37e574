package main

import (
	"context"
	"time"

	"hammerfall.dev/auction/room/floor"
	"hammerfall.dev/auction/room/lot"
	"harness"
)

// roomCases are about what goes on in the sale room.
func roomCases() []harness.Case {
	bid := func(offer func(*lot.Lot, context.Context, int, int64) (bool, error)) func() {
		return func() {
			l := lot.Open(100, lot.Slow(150*time.Millisecond))
			for paddle := range 2 {
				ctx, cancel := context.WithTimeout(context.Background(), 40*time.Millisecond)
				offer(l, ctx, paddle, 200)
				cancel()
			}
			l.Close()
		}
	}
	unread, buffered := bid((*lot.Lot).Bid), bid((*lot.Lot).BidBuffered)
	open := func() { lot.Open(50, lot.Slow(0)) }

	prices := &floor.Topic[int64]{}
	follow := func() { floor.Follow(prices, func(int64) {})() }
	followContext := func() {
		ctx, cancel := context.WithCancel(context.Background())
		floor.FollowContext(ctx, prices, func(int64) {})
		cancel()
	}
	rooms := &floor.Rooms{}
	staff := func() {
		rooms.Staff("east", func(string) {})
		rooms.Staff("west", func(string) {})
	}
	call := func() { rooms.Call("east", "chairs"); rooms.Call("noth", "water") }
	callStaffed := func() { rooms.CallStaffed("east", "chairs"); rooms.CallStaffed("noth", "water") }

	return []harness.Case{
		{
			ID: "lot-judgement-unread", Title: "the auctioneer answers bidders who gave up", Twin: "lot-judgement-buffered",
			Growth: at(leak, "chan-send", "lot-judged", 17, "The bidder's time is up while the bid is judged; the judgement has no reader and the actor of the lot stands still, closed or not."),
			Before: all(repeat(2, unread), pause), Between: all(repeat(17, unread), pause),
		},
		{
			ID: "lot-judgement-buffered", Title: "the same bids, with room for a judgement", Twin: "lot-judgement-unread",
			Growth: nothing("Nothing grows: the actors end when their lots are closed."),
			Before: all(repeat(2, buffered), pause), Between: all(repeat(17, buffered), pause),
		},
		{
			ID: "lot-forty-under-the-hammer", Title: "forty timed lots are open",
			Growth: in(suspect, "select-no-exit", "hammerfall.dev/auction/room/lot.(*Lot).sell", 40, "An actor for each open lot, idle at the top of its loop, with an exit. Whether the lots will be closed nobody can see.", "pool-or-server", "unknown"),
			Before: repeat(2, open), Between: repeat(40, open), Trimpath: true,
		},
		{
			ID: "floor-follow-not-closed", Title: "subscriptions that are cancelled but never closed", Twin: "floor-follow-context",
			Growth: at(leak, "range-never-closed", "floor-follow", 33, "Cancelling takes the channel off the topic and does not close it; who ranges over it waits for good.", "chan-receive", "ticker-not-stopped"),
			Before: repeat(4, follow), Between: repeat(33, follow), Trimpath: true, Served: true,
		},
		{
			ID: "floor-follow-context", Title: "the same subscriptions with a context", Twin: "floor-follow-not-closed",
			Growth: nothing("Nothing grows."),
			Before: repeat(4, followContext), Between: all(repeat(33, followContext), pause), Trimpath: true, Served: true,
		},
		{
			ID: "floor-call-unstaffed-room", Title: "calls to a room that is not in the map", Twin: "floor-call-staffed",
			Growth: at(leak, "nil-chan", "floor-call", 5, "A name with a slip of the pen: the map gives a nil channel and the send waits for good.", "chan-send"),
			Before: all(staff, repeat(1, call), pause), Between: all(repeat(5, call), pause),
		},
		{
			ID: "floor-call-staffed", Title: "the same calls, where the room is looked for first", Twin: "floor-call-unstaffed-room",
			Growth: nothing("Nothing grows."),
			Before: all(staff, repeat(1, callStaffed), pause), Between: all(repeat(5, callStaffed), pause),
		},
	}
}
