// Package imports takes in the suppliers' price lists.
package imports

import "context"

// Row is one line of a list.
type Row struct{ Article string }

// Import reads a list row by row on a goroutine of its own.
func Import(list []string) {
	rows := make(chan Row)
	go func() {
		for row := range rows { // mark: import-range
			store(row)
		}
	}()
	for _, article := range list {
		rows <- Row{article}
	}
}

// ImportClosed is Import that says when the list is at its end.
func ImportClosed(list []string) {
	rows := make(chan Row)
	defer close(rows)
	go func() {
		for row := range rows {
			store(row)
		}
	}()
	for _, article := range list {
		rows <- Row{article}
	}
}

// Consume takes rows from a queue until ctx ends or the queue is closed.
func Consume(ctx context.Context, queue <-chan Row) {
	for {
		select { // mark: import-consume
		case row, ok := <-queue:
			if !ok {
				return
			}
			store(row)
		case <-ctx.Done():
			return
		}
	}
}

func store(Row) {}
