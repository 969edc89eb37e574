package main

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"

	"github.com/gomodule/redigo/redis"

	"git.lumenworks.tv/studio/store/frames"
	"git.lumenworks.tv/studio/store/tenants"
	"git.lumenworks.tv/studio/store/titles"
	"harness"
)

// storeCases are about databases and caches.
func storeCases() []harness.Case {
	process, _ := context.WithCancel(context.Background())
	open := func(n int) func() *sql.DB {
		return sync.OnceValue(func() *sql.DB { return value(titles.Open(filepath.Join(scratch(), "titles.db"), n)) })
	}
	three, many := open(3), open(0)
	rename := func(id int) func() { return func() { titles.Rename(process, three(), id, "Reshoots") } }
	renameClosed := func(id int) func() { return func() { titles.RenameClosed(process, three(), id, "Reshoots") } }
	has := func() { value(titles.Has(process, many(), "Cutaway")) }
	hasClosed := func() { value(titles.HasClosed(process, many(), "Cutaway")) }

	const dsn = "postgres://studio@127.0.0.1:1/studio"
	cached := map[string]string{"aurora": "gold"}
	plan := func() { value(tenants.Plan(process, dsn, cached, "aurora")) }
	planClosed := func() { value(tenants.PlanClosed(process, dsn, cached, "aurora")) }
	cuts := func() { value(tenants.Cuts("a", "b")) }
	cutsClosed := func() { value(tenants.CutsClosed("a", "b")) }

	redisAddr := upstream("redis")
	sessions := sync.OnceValue(func() *redis.Pool { return tenants.Sessions(redisAddr(), 5) })
	user := func() { tenants.User(process, sessions(), "gone") }
	userClosed := func() { tenants.UserClosed(process, sessions(), "gone") }

	posters := &frames.Posters{}
	film := 0
	look := func() {
		film++
		posters.Of(fmt.Sprint("film ", film)).SetDefault("poster", "jpeg")
	}
	lookForget := func() {
		look()
		posters.Forget(fmt.Sprint("film ", film))
	}
	collect := func() {
		for range 3 {
			runtime.GC()
			pause()
		}
	}

	const (
		awaitDone = "database/sql.(*Rows).awaitDone"
		health    = "github.com/jackc/pgx/v5/pgxpool.(*Pool).backgroundHealthCheck"
		badgerPub = "github.com/dgraph-io/badger/v4.(*publisher).listenForUpdates"
		badgerOut = "github.com/dgraph-io/badger/v4.(*DB).doWrites"
		janitor   = "github.com/patrickmn/go-cache.(*janitor).Run"
	)
	return []harness.Case{
		{
			ID: "titles-connections-lost", Title: "connections of a bounded pool that are not given back on an error", Twin: "titles-connections-given-back",
			Growth: at(leak, "semaphore", "titles-conn", 17, "Three renames of a locked title kept the three connections; everyone else waits for one, with a context that lasts as long as the process.", "rows-not-closed", "select-no-exit"),
			Before: all(repeat(3, rename(2)), start(2, rename(1)), pause), Between: all(start(17, rename(1)), pause),
		},
		{
			ID: "titles-connections-given-back", Title: "the same renames, their connections given back", Twin: "titles-connections-lost",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, renameClosed(2)), repeat(2, renameClosed(1)), pause), Between: all(repeat(17, renameClosed(1)), pause),
		},
		{
			ID: "titles-found-early", Title: "a search that returns at the first hit", Twin: "titles-found-early-closed",
			Growth: in(leak, "rows-not-closed", awaitDone, 16, "The rows are neither read to their end nor closed; each keeps a connection and a goroutine that waits for a context that doesn't end."),
			Before: repeat(2, has), Between: repeat(16, has), Go: "go1.27.1",
		},
		{
			ID: "titles-found-early-closed", Title: "the same search, its rows closed", Twin: "titles-found-early",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(2, hasClosed), pause), Between: all(repeat(16, hasClosed), pause), Go: "go1.27.1",
		},
		{
			ID: "tenants-pool-when-cached", Title: "a Postgres pool that is not closed where the cache has the answer", Twin: "tenants-pool-closed",
			Growth: in(leak, "client-not-closed", health, 24, "Each pool looks after its connections until Close, even where it has none.", "select-no-exit", "ticker-not-stopped"),
			Before: repeat(3, plan), Between: repeat(24, plan), Trimpath: true,
		},
		{
			ID: "tenants-pool-closed", Title: "the same pools, closed", Twin: "tenants-pool-when-cached",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(3, planClosed), pause), Between: all(repeat(24, planClosed), pause), Trimpath: true,
		},
		{
			ID: "tenants-project-not-closed", Title: "a Badger database for every count", Twin: "tenants-project-closed",
			Growth: in(leak, "client-not-closed", badgerPub, 5, "Each open database has a dozen goroutines and more, until Close.", "select-no-exit"),
			Also:   []harness.Growth{in(leak, "client-not-closed", badgerOut, 5, "Its writer, one of the others.", "select-no-exit")},
			Before: repeat(1, cuts), Between: repeat(5, cuts),
		},
		{
			ID: "tenants-project-closed", Title: "the same databases, closed", Twin: "tenants-project-not-closed",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(1, cutsClosed), pause), Between: all(repeat(5, cutsClosed), pause),
		},
		{
			ID: "tenants-sessions-lost", Title: "Redis connections that are not given back for unknown sessions", Twin: "tenants-sessions-given-back",
			Growth: at(leak, "semaphore", "tenants-session", 20, "Five sessions that were not there kept the pool's five connections.", "select-no-exit"),
			Before: all(repeat(5, user), start(3, user), pause), Between: all(start(20, user), pause),
		},
		{
			ID: "tenants-sessions-given-back", Title: "the same pool, always given back", Twin: "tenants-sessions-lost",
			Growth: nothing("Nothing grows."),
			Before: all(repeat(5, userClosed), start(3, userClosed), pause), Between: all(start(20, userClosed), pause),
		},
		{
			ID: "frames-cache-per-film", Title: "a cache for every film, kept in a map", Twin: "frames-cache-forgotten",
			Growth: in(leak, "client-not-closed", janitor, 26, "A cache's janitor ends when the cache is collected, and the map keeps every cache.", "select-no-exit", "ticker-not-stopped"),
			Before: repeat(3, look), Between: repeat(26, look),
		},
		{
			ID: "frames-cache-forgotten", Title: "the same caches, dropped and collected", Twin: "frames-cache-per-film",
			Growth: nothing("Nothing grows: a finalizer ends the janitors."),
			Before: all(repeat(3, lookForget), collect), Between: all(repeat(26, lookForget), collect),
		},
	}
}
