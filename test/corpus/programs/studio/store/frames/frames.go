// Package frames keeps pictures of frames in memory for a while.
package frames

import (
	"sync"
	"time"

	"github.com/hashicorp/golang-lru/v2/expirable"
	gocache "github.com/patrickmn/go-cache"
)

// Strip returns every picture of a strip, each made once.
func Strip(times []int, render func(int) []byte) [][]byte {
	return strip(expirable.NewLRU[int, []byte](64, nil, 10*time.Minute), times, render)
}

// A Renderer has one cache for all strips.
type Renderer struct {
	once  sync.Once
	cache *expirable.LRU[int, []byte]
}

// Strip returns every picture of a strip, each made once.
func (r *Renderer) Strip(times []int, render func(int) []byte) [][]byte {
	r.once.Do(func() { r.cache = expirable.NewLRU[int, []byte](4096, nil, 10*time.Minute) })
	return strip(r.cache, times, render)
}

func strip(cache *expirable.LRU[int, []byte], times []int, render func(int) []byte) (pictures [][]byte) {
	for _, t := range times {
		picture, ok := cache.Get(t)
		if !ok {
			picture = render(t)
			cache.Add(t, picture)
		}
		pictures = append(pictures, picture)
	}
	return pictures
}

// Posters keeps a cache for every film that was ever looked at.
type Posters struct {
	mu     sync.Mutex
	byFilm map[string]*gocache.Cache
}

// Of returns the cache of a film.
func (p *Posters) Of(film string) *gocache.Cache {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byFilm == nil {
		p.byFilm = make(map[string]*gocache.Cache)
	}
	cache, ok := p.byFilm[film]
	if !ok {
		cache = gocache.New(time.Hour, 5*time.Minute)
		p.byFilm[film] = cache
	}
	return cache
}

// Forget drops a film's cache, whose janitor ends with it.
func (p *Posters) Forget(film string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.byFilm, film)
}
