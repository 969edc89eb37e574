// Package quotes asks carriers what a parcel costs.
package quotes

import "context"

// Parcel is what is to be sent; Grams is its weight.
type Parcel struct{ Grams int }

// Carrier prices a parcel, in cents.
type Carrier interface{ Price(Parcel) int }

// Warm asks the carrier ahead of time, so that its own cache is warm when the
// shopper gets to the shipping page. The price itself is of no interest.
func Warm(c Carrier, p Parcel) {
	price := make(chan int)
	go func() {
		price <- c.Price(p) // mark: quote-send
	}()
}

// WarmBuffered is Warm with room for the price.
func WarmBuffered(c Carrier, p Parcel) {
	price := make(chan int, 1)
	go func() {
		price <- c.Price(p)
	}()
}

// WarmDefault is Warm that drops the price when nobody takes it.
func WarmDefault(c Carrier, p Parcel) {
	price := make(chan int)
	go func() {
		select {
		case price <- c.Price(p):
		default:
		}
	}()
}

// WarmContext is Warm that gives up with ctx.
func WarmContext(ctx context.Context, c Carrier, p Parcel) {
	price := make(chan int)
	go func() {
		select {
		case price <- c.Price(p):
		case <-ctx.Done():
		}
	}()
}
