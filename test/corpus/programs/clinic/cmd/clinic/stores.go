package main

import (
	"context"
	"database/sql"
	"path/filepath"
	"sync"

	"go.etcd.io/bbolt"

	"harness"

	"github.com/northbridge/clinic/internal/records"
	"github.com/northbridge/clinic/internal/vault"
)

func storeCases() []harness.Case {
	process, cancel := context.WithCancel(context.Background())
	_ = cancel // the process's own context
	open := func() *sql.DB { return value(records.Open(scratch("patients.db"))) }
	db := sync.OnceValue(open)
	single := sync.OnceValue(func() *sql.DB {
		db := open()
		db.SetMaxOpenConns(1)
		return db
	})
	name := func(name func(context.Context, *sql.DB, int) (string, error)) func() {
		return func() { value(name(process, db(), 1)) }
	}
	transfer := func(transfer func(context.Context, *sql.DB, int) error, ward int) func() {
		return func() { transfer(process, db(), ward) }
	}
	neighbours := func(ask func(context.Context, *sql.DB) ([]int, error)) func() {
		return func() { ask(context.Background(), single()) }
	}
	exports := served(records.Export(db))

	box := sync.OnceValue(func() vault.Vault {
		return vault.Vault{DB: value(bbolt.Open(filepath.Join(scratch("consents.db")), 0o600, nil))}
	})
	sign := func(consent string) func() { return func() { box().Sign("ann", consent) } }
	signUpdate := func(consent string) func() { return func() { box().SignUpdate("ann", consent) } }
	ready := func() { box() }
	const awaitRows, awaitTx = "database/sql.(*Rows).awaitDone", "database/sql.(*Tx).awaitDone"

	return []harness.Case{
		{
			ID: "records-generic-rows", Title: "a generic helper that reads the first row and keeps the rest", Seed: "002 checklist", Twin: "records-generic-rows-closed",
			Growth: in(leak, "rows-not-closed", awaitRows, 27, "First returns without closing its rows; database/sql watches their context and keeps a connection for each."),
			Before: repeat(3, name(records.Name)), Between: repeat(27, name(records.Name)),
		},
		{
			ID: "records-generic-rows-closed", Title: "the same helper, closing its rows", Seed: "002 checklist", Twin: "records-generic-rows",
			Growth: nothing("Nothing grows."),
			Before: repeat(3, name(records.NameClosed)), Between: repeat(27, name(records.NameClosed)),
		},
		{
			ID: "records-refused-transfer", Title: "transactions that a refusal leaves open", Twin: "records-refused-transfer-rolled-back",
			Growth: in(leak, "rows-not-closed", awaitTx, 14, "The early return neither commits nor rolls back; database/sql waits for the context, which is the process's."),
			Before: all(repeat(20, transfer(records.Transfer, 1)), repeat(2, transfer(records.Transfer, 9))), Between: all(repeat(20, transfer(records.Transfer, 1)), repeat(14, transfer(records.Transfer, 9))),
		},
		{
			ID: "records-refused-transfer-rolled-back", Title: "the same transactions, rolled back", Twin: "records-refused-transfer",
			Growth: nothing("Nothing grows."),
			Before: repeat(2, transfer(records.TransferRolledBack, 9)), Between: repeat(14, transfer(records.TransferRolledBack, 9)),
		},
		{
			ID: "records-query-in-query", Title: "a query inside a query on a pool of one connection", Twin: "records-query-joined",
			Growth: at(leak, "semaphore", "records-nested", 1, "The cause: it holds the one connection for its rows and waits for another.", "select-no-exit"),
			Also:   []harness.Growth{at(leak, "semaphore", "records-outer", 23, "Everybody else, waiting for that connection.", "select-no-exit")},
			Before: func() { single() }, Between: all(start(1, neighbours(records.Neighbours)), pause, start(23, neighbours(records.Neighbours)), pause),
		},
		{
			ID: "records-query-joined", Title: "the same questions in one query", Twin: "records-query-in-query",
			Growth: nothing("Nothing grows: everybody gets a turn."),
			Before: func() { single() }, Between: all(start(24, neighbours(records.NeighboursJoined)), pause),
		},
		{
			ID: "records-exports-in-flight", Title: "exports under way, their clients connected", Seed: "003 some services naturally have many", Twin: "records-generic-rows",
			Growth: at(expected, "burst", "records-pause", 8, "Eight handlers at work, with timers and their requests' contexts; the clients are connected.", "pool-or-server"),
			Also:   []harness.Growth{in(expected, "burst", awaitRows, 8, "Their rows, closed when they are done.", "pool-or-server", "rows-not-closed")},
			Before: func() { db(); exports() }, Between: stay(exports, "/export", 8),
		},
		{
			ID: "vault-unsigned-consent", Title: "a bbolt transaction that an error leaves open", Twin: "vault-unsigned-consent-update",
			Growth: at(leak, "mutex", "vault-begin", 25, "bbolt lets one writer in at a time; the one who came with an unsigned form never rolled back and is gone."),
			Before: all(repeat(2, sign("yes")), sign(""), start(3, sign("yes")), pause), Between: all(start(25, sign("yes")), pause), Go: "go1.27.0",
		},
		{
			ID: "vault-unsigned-consent-update", Title: "the same transaction in bbolt's Update", Twin: "vault-unsigned-consent",
			Growth: nothing("Nothing grows."),
			Before: all(ready, signUpdate(""), start(3, signUpdate("yes")), pause), Between: all(start(25, signUpdate("yes")), pause, pause, pause), Go: "go1.27.0",
		},
	}
}
