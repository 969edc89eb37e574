// Command load stands for everything around checkoutd: the shoppers in front
// of it and the slow services behind it. It warms the service up, lets some
// shoppers give up, captures its goroutines, lets many more give up, and
// captures again, each time at debug=0, 1 and 2 from the idle service.
package main

import (
	"flag"
	"fmt"
	"log"
	"time"
)

func main() {
	shop := flag.String("shop", "http://127.0.0.1:8080", "base URL of checkoutd")
	profiles := flag.String("pprof", "http://127.0.0.1:6060", "base URL of its net/http/pprof")
	upstream := flag.String("upstream", "127.0.0.1:9090", "address to serve the risk and catalogue services on")
	out := flag.String("out", "captures", "directory to write the captures to")
	wait := flag.Duration("wait", 65*time.Second, "pause after each wave of load, so that waits grow old")
	flag.Parse()

	services, err := startServices(*upstream)
	if err != nil {
		log.Fatal(err)
	}
	shoppers := newShoppers(*shop, services)
	probe := newProbe(*profiles, *out)
	if err := run(shoppers, probe, *wait); err != nil {
		log.Fatal(err)
	}
}

func run(s *shoppers, p *probe, wait time.Duration) error {
	if err := p.ready(); err != nil {
		return err
	}
	// A freshly deployed service with a few impatient shoppers behind it.
	first := wave{served: 200, abandoned: 126, products: 9, refunds: 3}
	if err := runWave(s, p, first, wait); err != nil {
		return err
	}
	if err := p.capture("before"); err != nil {
		return err
	}
	// The risk service slows down; the load comes in two waves.
	for _, w := range []wave{
		{served: 100, abandoned: 900, products: 40, refunds: 5},
		{served: 100, abandoned: 476, products: 21, refunds: 4},
	} {
		if err := runWave(s, p, w, wait); err != nil {
			return err
		}
	}
	return p.capture("after")
}

func runWave(s *shoppers, p *probe, w wave, wait time.Duration) error {
	if err := s.run(w); err != nil {
		return fmt.Errorf("load: %w", err)
	}
	if err := p.collect(); err != nil {
		return err
	}
	time.Sleep(wait)
	return p.settle()
}
