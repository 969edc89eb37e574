// Package sorting sends parcels to their lanes.
package sorting

import (
	"fmt"
	"net/http"
	"sync"
	"time"
)

type lane int

// Sort is the handler of /sort: it sorts a cage of ten parcels.
func Sort(w http.ResponseWriter, r *http.Request) {
	parcels := cage(r)
	lanes := make([]lane, len(parcels))
	var sorted sync.WaitGroup
	sorted.Add(len(parcels))
	for i, size := range parcels {
		if size > 120 {
			continue // by hand
		}
		go func(i, size int) {
			defer sorted.Done()
			lanes[i] = measure(size)
		}(i, size)
	}
	sorted.Wait() // mark: sorting-wait
	fmt.Fprintln(w, lanes)
}

// SortCounted adds what it starts.
func SortCounted(w http.ResponseWriter, r *http.Request) {
	parcels := cage(r)
	lanes := make([]lane, len(parcels))
	var sorted sync.WaitGroup
	for i, size := range parcels {
		if size > 120 {
			continue // by hand
		}
		sorted.Add(1)
		go func(i, size int) {
			defer sorted.Done()
			lanes[i] = measure(size)
		}(i, size)
	}
	sorted.Wait()
	fmt.Fprintln(w, lanes)
}

func cage(r *http.Request) []int {
	sizes := []int{20, 35, 60, 15, 80, 40, 30, 25, 55, 70}
	if r.URL.Query().Has("bulky") {
		sizes[7] = 180
	}
	return sizes
}

func measure(size int) lane {
	time.Sleep(time.Millisecond)
	return lane(size / 10)
}
