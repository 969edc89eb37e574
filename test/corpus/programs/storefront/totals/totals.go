// Package totals adds up baskets.
package totals

// Basket is a list of prices in cents.
type Basket []int

// Prefetch starts adding up a basket before its total is asked for.
func Prefetch(b Basket) {
	results := make(chan int)
	go compute(b, results)
}

// Total adds up a basket in the background and waits for it.
func Total(b Basket) int {
	results := make(chan int)
	go compute(b, results)
	return <-results
}

func compute(b Basket, results chan<- int) {
	sum := 0
	for _, price := range b {
		sum += price
	}
	results <- sum // mark: compute-send
}
