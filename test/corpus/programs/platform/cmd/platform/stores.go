package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"sync"
	"time"

	"example.com/platform/internal/store"
	"harness"
)

func storeCases() []harness.Case {
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel // the process's own context
	file := sync.OnceValue(func() string { return filepath.Join(temporary(), "orders.db") })
	db := sync.OnceValue(func() *sql.DB {
		db, err := store.Open(file())
		must(err)
		return db
	})
	narrow := sync.OnceValue(func() *sql.DB {
		db().SetMaxOpenConns(4)
		return db()
	})
	ask := func(n int, ask func(context.Context, *sql.DB, string) (bool, error)) func() {
		return func() {
			times(n, func(int) error {
				_, err := ask(ctx, db(), "ann")
				return err
			})
		}
	}
	queue := func(n int, ask func(context.Context, *sql.DB, string) (bool, error)) func() {
		return func() {
			times(n, func(int) error {
				go ask(context.Background(), narrow(), "ann")
				return nil
			})
			time.Sleep(200 * time.Millisecond)
		}
	}
	preview := func(n int, preview func(context.Context, *sql.DB, string) (int64, error)) func() {
		return func() {
			times(n, func(int) error {
				_, err := preview(ctx, db(), "ann")
				return err
			})
		}
	}
	count := func(n int, count func(string) (int, error)) func() {
		return func() {
			db()
			times(n, func(int) error {
				_, err := count(file())
				return err
			})
		}
	}
	const awaitRows, awaitTx = "database/sql.(*Rows).awaitDone", "database/sql.(*Tx).awaitDone"
	return []harness.Case{
		{
			ID: "store-rows-not-closed", Title: "rows of which the first is read", Seed: "002 checklist", Twin: "store-rows-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "rows-not-closed", Func: awaitRows, By: 29,
				Note: "database/sql watches each query's context until its rows are closed; each holds a connection."},
			Before: ask(4, store.HasOrders), Between: ask(29, store.HasOrders),
		},
		{
			ID: "store-rows-closed", Title: "rows that are closed", Seed: "002 checklist", Twin: "store-rows-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: ask(4, store.HasOrdersClosed), Between: ask(29, store.HasOrdersClosed),
		},
		{
			ID: "store-transaction-not-ended", Title: "transactions that are neither committed nor rolled back", Twin: "store-transaction-rolled-back",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "rows-not-closed", Func: awaitTx, By: 19,
				Note: "database/sql watches each transaction's context until it ends; each holds a connection."},
			Before: preview(3, store.Preview), Between: preview(19, store.Preview),
		},
		{
			ID: "store-transaction-rolled-back", Title: "transactions that are rolled back", Twin: "store-transaction-not-ended",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: preview(3, store.PreviewRolledBack), Between: preview(19, store.PreviewRolledBack),
		},
		{
			ID: "store-pool-exhausted", Title: "everybody waits for a connection that is not given back", Twin: "store-pool-in-turn",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "semaphore", Accept: []string{"rows-not-closed", "select-no-exit"}, Mark: "store-query", By: 51,
				Note: "Four connections are lost to rows that were not closed; the rest wait in database/sql.(*DB).conn, with a context that does not end."},
			Before: queue(12, store.HasOrders), Between: queue(51, store.HasOrders),
		},
		{
			ID: "store-pool-in-turn", Title: "the same pool, its connections given back", Twin: "store-pool-exhausted",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows: everybody gets a turn."},
			Before: queue(12, store.HasOrdersClosed), Between: queue(51, store.HasOrdersClosed),
		},
		{
			ID: "store-database-not-closed", Title: "a database that is opened for every question", Twin: "store-database-closed",
			Growth: harness.Growth{Verdict: harness.Leak, Pattern: "client-not-closed", Func: "database/sql.(*DB).connectionOpener", By: 23,
				Note: "sql.Open starts a goroutine that lives until Close."},
			Before: count(3, store.Count), Between: count(23, store.Count),
		},
		{
			ID: "store-database-closed", Title: "a database that is opened and closed for every question", Twin: "store-database-not-closed",
			Growth: harness.Growth{Verdict: harness.Expected, Note: "Nothing grows."},
			Before: count(3, store.CountClosed), Between: count(23, store.CountClosed),
		},
	}
}
