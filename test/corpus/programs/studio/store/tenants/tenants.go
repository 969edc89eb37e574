// Package tenants opens what belongs to one customer of the studio: a Postgres
// pool, a project file, a session store.
package tenants

import (
	"context"
	"errors"
	"time"

	"github.com/dgraph-io/badger/v4"
	"github.com/gomodule/redigo/redis"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Plan says what a customer may do. The pool is opened to be ready when the
// answer isn't in the cache.
func Plan(ctx context.Context, dsn string, cached map[string]string, customer string) (string, error) {
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return "", err
	}
	if plan, ok := cached[customer]; ok {
		return plan, nil
	}
	defer pool.Close()
	var plan string
	err = pool.QueryRow(ctx, "SELECT plan FROM customers WHERE name = $1", customer).Scan(&plan)
	return plan, err
}

// PlanClosed is Plan that closes the pool in any case.
func PlanClosed(ctx context.Context, dsn string, cached map[string]string, customer string) (string, error) {
	pool, err := pgxpool.New(ctx, dsn)
	if err != nil {
		return "", err
	}
	defer pool.Close()
	if plan, ok := cached[customer]; ok {
		return plan, nil
	}
	var plan string
	err = pool.QueryRow(ctx, "SELECT plan FROM customers WHERE name = $1", customer).Scan(&plan)
	return plan, err
}

// Cuts counts the cuts of a project.
func Cuts(cuts ...string) (n int, err error) {
	db, err := open(cuts)
	if err != nil {
		return 0, err
	}
	return count(db)
}

// CutsClosed counts them and closes the project.
func CutsClosed(cuts ...string) (n int, err error) {
	db, err := open(cuts)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	return count(db)
}

func open(cuts []string) (*badger.DB, error) {
	db, err := badger.Open(badger.DefaultOptions("").WithInMemory(true).WithLogger(nil).WithMemTableSize(1 << 20).WithValueThreshold(1 << 10))
	if err != nil {
		return nil, err
	}
	return db, db.Update(func(tx *badger.Txn) error {
		for _, cut := range cuts {
			if err := tx.Set([]byte(cut), nil); err != nil {
				return err
			}
		}
		return nil
	})
}

func count(db *badger.DB) (n int, err error) {
	err = db.View(func(tx *badger.Txn) error {
		it := tx.NewIterator(badger.DefaultIteratorOptions)
		defer it.Close()
		for it.Rewind(); it.Valid(); it.Next() {
			n++
		}
		return nil
	})
	return n, err
}

// Sessions is a pool of n connections to addr; who finds none waits for one.
func Sessions(addr string, n int) *redis.Pool {
	return &redis.Pool{
		MaxActive: n, MaxIdle: n, Wait: true, IdleTimeout: 10 * time.Minute,
		Dial: func() (redis.Conn, error) { return redis.Dial("tcp", addr) },
	}
}

// ErrAnonymous is returned for a session without a user.
var ErrAnonymous = errors.New("tenants: nobody")

// User returns whose a session is.
func User(ctx context.Context, sessions *redis.Pool, id string) (string, error) {
	conn, err := sessions.GetContext(ctx) // mark: tenants-session
	if err != nil {
		return "", err
	}
	user, err := redis.String(conn.Do("HGET", "session:"+id, "user"))
	if errors.Is(err, redis.ErrNil) {
		return "", ErrAnonymous
	}
	if err != nil {
		return "", err
	}
	return user, conn.Close()
}

// UserClosed is User that gives its connection back in any case.
func UserClosed(ctx context.Context, sessions *redis.Pool, id string) (string, error) {
	conn, err := sessions.GetContext(ctx)
	if err != nil {
		return "", err
	}
	defer conn.Close()
	user, err := redis.String(conn.Do("HGET", "session:"+id, "user"))
	if errors.Is(err, redis.ErrNil) {
		return "", ErrAnonymous
	}
	return user, err
}
