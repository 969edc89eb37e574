// Package meters keeps what the meters say in SQLite.
package meters

import (
	"context"
	"database/sql"
	"iter"

	_ "modernc.org/sqlite"
)

// Store has the readings.
type Store struct{ DB *sql.DB }

// Open opens the readings in a file, with at most so many connections.
func Open(file string, conns int) (*Store, error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(conns)
	_, err = db.Exec(`create table readings (meter int, watts int);
		insert into readings values (1, 230), (1, 240), (1, 12), (2, 0), (2, 7)`)
	return &Store{db}, err
}

// Import adds a meter's readings on one connection, which is set up for it.
func (s *Store) Import(ctx context.Context, meter int, watts []int) error {
	conn, err := s.DB.Conn(ctx)
	if err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, `pragma synchronous = off`); err != nil {
		return err
	}
	for _, w := range watts {
		if _, err := conn.ExecContext(ctx, `insert into readings values (?, ?)`, meter, w); err != nil {
			return err
		}
	}
	_, err = conn.ExecContext(ctx, `pragma synchronous = full`)
	return err
}

// ImportClosed does so and gives the connection back.
func (s *Store) ImportClosed(ctx context.Context, meter int, watts []int) error {
	conn, err := s.DB.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	for _, w := range watts {
		if _, err := conn.ExecContext(ctx, `insert into readings values (?, ?)`, meter, w); err != nil {
			return err
		}
	}
	return nil
}

// Peak returns a meter's highest reading.
func (s *Store) Peak(ctx context.Context, meter int) (watts int, err error) {
	row := s.DB.QueryRowContext(ctx, `select max(watts) from readings where meter = ?`, meter) // mark: meters-peak
	err = row.Scan(&watts)
	return watts, err
}

// Readings returns a meter's readings.
func (s *Store) Readings(ctx context.Context, meter int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		rows, err := s.DB.QueryContext(ctx, `select watts from readings where meter = ?`, meter)
		if err != nil {
			yield(0, err)
			return
		}
		for rows.Next() {
			var watts int
			if err := rows.Scan(&watts); !yield(watts, err) {
				return
			}
		}
		if err := rows.Close(); err != nil {
			yield(0, err)
		}
	}
}

// ReadingsClosed does so, and closes its rows wherever the reader stops.
func (s *Store) ReadingsClosed(ctx context.Context, meter int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		rows, err := s.DB.QueryContext(ctx, `select watts from readings where meter = ?`, meter)
		if err != nil {
			yield(0, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var watts int
			if err := rows.Scan(&watts); !yield(watts, err) {
				return
			}
		}
	}
}

// Above says whether any of the readings is above a limit.
func Above(limit int, readings iter.Seq2[int, error]) (bool, error) {
	for watts, err := range readings {
		if err != nil {
			return false, err
		}
		if watts > limit {
			return true, nil
		}
	}
	return false, nil
}
