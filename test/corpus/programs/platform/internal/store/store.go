// Package store keeps orders in SQLite.
package store

import (
	"context"
	"database/sql"

	_ "modernc.org/sqlite"
)

// Open opens the database in file and makes its table.
func Open(file string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+file+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)")
	if err != nil {
		return nil, err
	}
	_, err = db.Exec(`CREATE TABLE IF NOT EXISTS orders (id INTEGER PRIMARY KEY, user TEXT, cents INTEGER);
		INSERT INTO orders (user, cents) VALUES ('ann', 1200), ('ann', 350), ('bob', 99), ('ann', 4999)`)
	return db, err
}

// HasOrders looks at the first row, and leaves the others.
func HasOrders(ctx context.Context, db *sql.DB, user string) (bool, error) {
	rows, err := db.QueryContext(ctx, "SELECT id FROM orders WHERE user = ?", user) // mark: store-query
	if err != nil {
		return false, err
	}
	return rows.Next(), nil
}

// HasOrdersClosed looks at the first row, and closes the rest.
func HasOrdersClosed(ctx context.Context, db *sql.DB, user string) (bool, error) {
	rows, err := db.QueryContext(ctx, "SELECT id FROM orders WHERE user = ?", user) // mark: store-query-closed
	if err != nil {
		return false, err
	}
	defer rows.Close()
	return rows.Next(), nil
}

// Preview adds up an order in a transaction that it never ends.
func Preview(ctx context.Context, db *sql.DB, user string) (cents int64, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, "SELECT sum(cents) FROM orders WHERE user = ?", user).Scan(&cents)
	return cents, err
}

// PreviewRolledBack is Preview that rolls back.
func PreviewRolledBack(ctx context.Context, db *sql.DB, user string) (cents int64, err error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return 0, err
	}
	defer tx.Rollback()
	err = tx.QueryRowContext(ctx, "SELECT sum(cents) FROM orders WHERE user = ?", user).Scan(&cents)
	return cents, err
}

// Count opens the database for one question.
func Count(file string) (n int, err error) {
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		return 0, err
	}
	err = db.QueryRow("SELECT count(*) FROM orders").Scan(&n)
	return n, err
}

// CountClosed is Count that closes the database.
func CountClosed(file string) (n int, err error) {
	db, err := sql.Open("sqlite", "file:"+file)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	err = db.QueryRow("SELECT count(*) FROM orders").Scan(&n)
	return n, err
}
