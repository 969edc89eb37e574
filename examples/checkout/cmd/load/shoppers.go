package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"sync"
	"time"
)

// wave is an amount of load, by how it ends: orders that are served, orders
// whose shopper hangs up, products that come too late, refunds turned down.
type wave struct{ served, abandoned, products, refunds int }

type shoppers struct {
	shop     string
	services *services
	http     *http.Client
	orders   int
}

func newShoppers(shop string, services *services) *shoppers {
	// The shop sees these as twelve idle keep-alive connections.
	transport := &http.Transport{MaxIdleConnsPerHost: 12}
	return &shoppers{shop: shop, services: services, http: &http.Client{Transport: transport, Timeout: 10 * time.Second}}
}

func (s *shoppers) run(w wave) error {
	s.services.slow.Store(false)
	if err := s.each(w.served, 12, s.order); err != nil {
		return err
	}
	s.services.slow.Store(true)
	if err := s.each(w.abandoned, 60, s.abandon); err != nil {
		return err
	}
	if err := s.each(w.products, 10, s.lateProduct); err != nil {
		return err
	}
	if err := s.each(w.refunds, 4, s.refund); err != nil {
		return err
	}
	time.Sleep(2 * slowness)
	return nil
}

// each calls do n times, at most limit at once, and joins what went wrong.
func (s *shoppers) each(n, limit int, do func(order string) error) error {
	var group sync.WaitGroup
	slots, errs := make(chan struct{}, limit), make([]error, n)
	for i := range n {
		s.orders++
		order := fmt.Sprintf("A-%06d", s.orders)
		slots <- struct{}{}
		group.Go(func() {
			defer func() { <-slots }()
			errs[i] = do(order)
		})
	}
	group.Wait()
	return errors.Join(errs...)
}

func (s *shoppers) order(id string) error {
	return s.expect(context.Background(), http.MethodPost, "/checkout?"+orderQuery(id), http.StatusOK)
}

func (s *shoppers) abandon(id string) error {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	s.services.hangUp.Store(id, cancel)
	err := s.expect(ctx, http.MethodPost, "/checkout?"+orderQuery(id), http.StatusOK)
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return fmt.Errorf("order %s was to be abandoned: %w", id, err)
}

func (s *shoppers) lateProduct(id string) error {
	return s.expect(context.Background(), http.MethodGet, "/products/"+id, http.StatusGatewayTimeout)
}

func (s *shoppers) refund(id string) error {
	return s.expect(context.Background(), http.MethodPost, "/refund?id="+id, http.StatusBadRequest)
}

func (s *shoppers) expect(ctx context.Context, method, path string, status int) error {
	req, err := http.NewRequestWithContext(ctx, method, s.shop+path, nil)
	if err != nil {
		return err
	}
	resp, err := s.http.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	io.Copy(io.Discard, resp.Body)
	if resp.StatusCode != status {
		return fmt.Errorf("%s %s: got %s, wanted %d", method, path, resp.Status, status)
	}
	return nil
}

func orderQuery(id string) string {
	return url.Values{"id": {id}, "user": {"u-17"}, "total": {"4999"}}.Encode()
}
