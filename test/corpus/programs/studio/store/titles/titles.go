// Package titles keeps what the films are called, in SQLite.
package titles

import (
	"context"
	"database/sql"
	"errors"

	_ "modernc.org/sqlite"
)

// ErrLocked is returned for a title that is being edited.
var ErrLocked = errors.New("titles: locked")

// Open opens a file with at most n connections.
func Open(file string, n int) (*sql.DB, error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(n)
	_, err = db.Exec(`CREATE TABLE IF NOT EXISTS titles (id INTEGER PRIMARY KEY, name TEXT, locked BOOLEAN);
		INSERT INTO titles (name, locked) VALUES ('The Long Take', FALSE), ('Cutaway', TRUE), ('Second Unit', FALSE), ('Reshoot', FALSE)`)
	return db, err
}

// Rename gives a title another name, on a connection of its own.
func Rename(ctx context.Context, db *sql.DB, id int, name string) error {
	conn, err := db.Conn(ctx) // mark: titles-conn
	if err != nil {
		return err
	}
	var locked bool
	if err := conn.QueryRowContext(ctx, "SELECT locked FROM titles WHERE id = ?", id).Scan(&locked); err != nil {
		return err
	}
	if locked {
		return ErrLocked
	}
	if _, err := conn.ExecContext(ctx, "UPDATE titles SET name = ? WHERE id = ?", name, id); err != nil {
		return err
	}
	return conn.Close()
}

// RenameClosed is Rename that gives its connection back in any case.
func RenameClosed(ctx context.Context, db *sql.DB, id int, name string) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var locked bool
	if err := conn.QueryRowContext(ctx, "SELECT locked FROM titles WHERE id = ?", id).Scan(&locked); err != nil {
		return err
	}
	if locked {
		return ErrLocked
	}
	_, err = conn.ExecContext(ctx, "UPDATE titles SET name = ? WHERE id = ?", name, id)
	return err
}

// Has says whether there is a title of that name.
func Has(ctx context.Context, db *sql.DB, name string) (bool, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM titles ORDER BY id")
	if err != nil {
		return false, err
	}
	for rows.Next() {
		var is string
		if err := rows.Scan(&is); err != nil {
			return false, err
		}
		if is == name {
			return true, nil
		}
	}
	return false, rows.Err()
}

// HasClosed is Has that closes what it reads.
func HasClosed(ctx context.Context, db *sql.DB, name string) (bool, error) {
	rows, err := db.QueryContext(ctx, "SELECT name FROM titles ORDER BY id")
	if err != nil {
		return false, err
	}
	defer rows.Close()
	for rows.Next() {
		var is string
		if err := rows.Scan(&is); err != nil {
			return false, err
		}
		if is == name {
			return true, nil
		}
	}
	return false, rows.Err()
}
