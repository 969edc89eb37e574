// Package inventory follows the stock of the warehouses.
package inventory

// Warehouse tells of changes to its stock.
type Warehouse struct {
	Name    string
	changes chan int
	errors  chan error
}

// Open returns a warehouse that tells of its changes.
func Open(name string) *Warehouse {
	return &Warehouse{Name: name, changes: make(chan int, 1), errors: make(chan error, 1)}
}

// Follow counts changes. A Warehouse that was not opened has no channel.
func (w *Warehouse) Follow(count func(int)) {
	go func() {
		count(<-w.changes) // mark: inventory-nil-receive
	}()
}

// Fail reports an error of the warehouse.
func (w *Warehouse) Fail(err error) {
	go func() {
		w.errors <- err // mark: inventory-nil-send
	}()
}

// Change reports a change.
func (w *Warehouse) Change(n int) { w.changes <- n }

// Merge passes on what two warehouses tell until both are closed. A closed one
// is set to nil, which takes it out of the select.
func Merge(a, b <-chan int, out func(int)) {
	for a != nil || b != nil {
		select { // mark: inventory-merge
		case n, ok := <-a:
			if !ok {
				a = nil
				continue
			}
			out(n)
		case n, ok := <-b:
			if !ok {
				b = nil
				continue
			}
			out(n)
		}
	}
}
