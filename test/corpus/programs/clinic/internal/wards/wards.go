// Package wards makes the rounds.
package wards

import "golang.org/x/sync/errgroup"

// Ward has rooms of beds.
type Ward [][]string

// Round visits every bed, two visits at a time.
func Round(ward Ward, visit func(bed string) error) error {
	var visits errgroup.Group
	visits.SetLimit(2)
	for _, room := range ward {
		visits.Go(func() error { // mark: wards-room
			for _, bed := range room {
				visits.Go(func() error { return visit(bed) }) // mark: wards-bed
			}
			return nil
		})
	}
	return visits.Wait()
}

// RoundFlat visits every bed, two visits at a time, from one loop.
func RoundFlat(ward Ward, visit func(bed string) error) error {
	var visits errgroup.Group
	visits.SetLimit(2)
	for _, room := range ward {
		for _, bed := range room {
			visits.Go(func() error { return visit(bed) })
		}
	}
	return visits.Wait()
}
