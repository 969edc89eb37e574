package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// probe reads the service's profiles.
type probe struct{ url, out string }

func newProbe(base, out string) *probe { return &probe{url: base + "/debug/pprof/", out: out} }

// ready waits until the service answers.
func (p *probe) ready() error {
	var err error
	for range 100 {
		if _, err = p.get("goroutine?debug=1"); err == nil {
			return nil
		}
		time.Sleep(100 * time.Millisecond)
	}
	return err
}

// collect makes the service collect garbage: waits are dated from there on.
func (p *probe) collect() error {
	_, err := p.get("heap?gc=1")
	return err
}

// settle waits until the number of goroutines stands still.
func (p *probe) settle() error {
	last, same := "", 0
	for range 120 {
		body, err := p.get("goroutine?debug=1")
		if err != nil {
			return err
		}
		total, _, _ := strings.Cut(string(body), "\n")
		if total != last {
			last, same = total, 0
		} else if same++; same == 4 {
			return nil
		}
		time.Sleep(500 * time.Millisecond)
	}
	return errors.New("the number of goroutines does not settle")
}

// capture writes name.pb.gz, name.debug1.txt and name.debug2.txt.
func (p *probe) capture(name string) error {
	if err := os.MkdirAll(p.out, 0o755); err != nil {
		return err
	}
	for debug, ending := range []string{".pb.gz", ".debug1.txt", ".debug2.txt"} {
		body, err := p.get(fmt.Sprintf("goroutine?debug=%d", debug))
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(p.out, name+ending), body, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func (p *probe) get(path string) ([]byte, error) {
	resp, err := http.Get(p.url + path)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s%s: %s", p.url, path, resp.Status)
	}
	return io.ReadAll(resp.Body)
}
