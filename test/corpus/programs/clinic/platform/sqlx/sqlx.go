// Package sqlx reads rows into values.
package sqlx

import (
	"context"
	"database/sql"
)

// Querier is a database, a connection or a transaction.
type Querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// First returns the first row, or ErrNoRows.
func First[T any](ctx context.Context, q Querier, query string, args ...any) (value T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return value, err
	}
	if !rows.Next() {
		return value, sql.ErrNoRows
	}
	return value, rows.Scan(&value)
}

// FirstClosed does so and gives the connection back.
func FirstClosed[T any](ctx context.Context, q Querier, query string, args ...any) (value T, err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return value, err
	}
	defer rows.Close()
	if !rows.Next() {
		return value, sql.ErrNoRows
	}
	return value, rows.Scan(&value)
}
