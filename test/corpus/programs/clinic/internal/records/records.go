// Package records keeps patients in SQLite.
package records

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"

	_ "modernc.org/sqlite"

	"github.com/northbridge/clinic/platform/sqlx"
)

// Open opens the records in a file and fills them.
func Open(file string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", file)
	if err != nil {
		return nil, err
	}
	_, err = db.Exec(`pragma journal_mode = wal; create table patient (id integer primary key, name text, ward integer);
		insert into patient (name, ward) values ('ann', 1), ('bob', 1), ('cem', 2), ('dora', 3);`)
	return db, err
}

// Name returns a patient's name.
func Name(ctx context.Context, db *sql.DB, ward int) (string, error) {
	return sqlx.First[string](ctx, db, "select name from patient where ward = ?", ward)
}

// NameClosed returns a patient's name.
func NameClosed(ctx context.Context, db *sql.DB, ward int) (string, error) {
	return sqlx.FirstClosed[string](ctx, db, "select name from patient where ward = ?", ward)
}

// Transfer counts a ward and refuses an empty one.
func Transfer(ctx context.Context, db *sql.DB, ward int) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	n, err := sqlx.FirstClosed[int](ctx, tx, "select count(*) from patient where ward = ?", ward)
	if err != nil {
		return err
	}
	if n == 0 {
		return errors.New("nobody to transfer")
	}
	return tx.Commit()
}

// TransferRolledBack does so and ends its transaction in any case.
func TransferRolledBack(ctx context.Context, db *sql.DB, ward int) error {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	n, err := sqlx.FirstClosed[int](ctx, tx, "select count(*) from patient where ward = ?", ward)
	if err != nil {
		return err
	}
	if n == 0 {
		return errors.New("nobody to transfer")
	}
	return tx.Commit()
}

// Neighbours returns how many share a ward with each patient.
func Neighbours(ctx context.Context, db *sql.DB) (counts []int, err error) {
	rows, err := db.QueryContext(ctx, "select ward from patient") // mark: records-outer
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var ward, n int
		if err := rows.Scan(&ward); err != nil {
			return nil, err
		}
		row := db.QueryRowContext(ctx, "select count(*) from patient where ward = ?", ward) // mark: records-nested
		if err := row.Scan(&n); err != nil {
			return nil, err
		}
		counts = append(counts, n)
	}
	return counts, rows.Err()
}

// NeighboursJoined does so in one question.
func NeighboursJoined(ctx context.Context, db *sql.DB) (counts []int, err error) {
	rows, err := db.QueryContext(ctx, "select count(*) from patient a join patient b using (ward) group by a.id")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var n int
		if err := rows.Scan(&n); err != nil {
			return nil, err
		}
		counts = append(counts, n)
	}
	return counts, rows.Err()
}

// Export is a handler that writes all patients, at a tape drive's speed.
func Export(db func() *sql.DB) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		rows, err := db().QueryContext(r.Context(), "select name from patient")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		for rows.Next() {
			var name string
			if err := rows.Scan(&name); err != nil {
				return
			}
			fmt.Fprintln(w, name)
			pause(r.Context(), 20*time.Second)
		}
		io.WriteString(w, "end\n")
	}
}

func pause(ctx context.Context, d time.Duration) {
	select { // mark: records-pause
	case <-time.After(d):
	case <-ctx.Done():
	}
}
