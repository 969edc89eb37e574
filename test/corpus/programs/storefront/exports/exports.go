// Package exports writes the day's orders to the partners.
package exports

import "sync"

// Exporter writes to a warehouse and to a bank.
type Exporter struct {
	Warehouse, Bank func(day int) error
}

// Run exports one day. It counts the bank in even when there is none.
func (e *Exporter) Run(day int) {
	var wg sync.WaitGroup
	wg.Add(2)
	go func() {
		defer wg.Done()
		e.Warehouse(day)
	}()
	if e.Bank != nil {
		go func() {
			defer wg.Done()
			e.Bank(day)
		}()
	}
	wg.Wait() // mark: export-wait
}

// RunMatched counts what it starts.
func (e *Exporter) RunMatched(day int) {
	var wg sync.WaitGroup
	for _, export := range []func(int) error{e.Warehouse, e.Bank} {
		if export == nil {
			continue
		}
		export := export
		wg.Add(1)
		go func() {
			defer wg.Done()
			export(day) // mark: export-worker
		}()
	}
	wg.Wait() // mark: export-wait-matched
}
