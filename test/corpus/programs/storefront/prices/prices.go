// Package prices caches what the price service says.
package prices

import "sync"

// Cache holds prices by article.
type Cache struct {
	mu     sync.RWMutex
	prices map[string]int
	Load   func() map[string]int
}

// Get reads one price.
func (c *Cache) Get(article string) int {
	c.mu.RLock() // mark: prices-rlock
	defer c.mu.RUnlock()
	return c.prices[article]
}

// Reload holds the lock for as long as the price service takes.
func (c *Cache) Reload() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.prices = c.Load() // mark: prices-reload
}

// ReloadOutside takes the lock for the exchange only.
func (c *Cache) ReloadOutside() {
	prices := c.Load()
	c.mu.Lock()
	c.prices = prices
	c.mu.Unlock()
}
