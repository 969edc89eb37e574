// Command capture builds the programs of the corpus, runs every case, checks
// its captures against what the case says, and writes captures and truth.json.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"regexp"
	"sync"
)

// A program is one module of cases: its directory, its module path, and the
// half of the corpus that its cases belong to, or the second held-out set.
type program struct{ dir, module, half string }

var programs = []program{
	{dir: "storefront", module: "storefront", half: "tuning"},
	{dir: "kiosk", module: "kiosk", half: "tuning"},
	{dir: "platform", module: "example.com/platform", half: "tuning"},
	{dir: "depot", module: "parcelworks.io/depot", half: "heldout"},
	{dir: "clinic", module: "github.com/northbridge/clinic", half: "heldout"},
	{dir: "auction", module: "hammerfall.dev/auction", half: "heldout2"},
	{dir: "studio", module: "git.lumenworks.tv/studio", half: "heldout2"},
	{dir: "newsroom", module: "heraldpress.news/newsroom", half: "heldout3"},
	{dir: "gridhub", module: "github.com/wattline/gridhub", half: "heldout3"},
}

func main() {
	log.SetFlags(0)
	root := flag.String("corpus", "..", "the corpus's directory")
	only := flag.String("only", "", "run only cases whose id matches this regular expression")
	jobs := flag.Int("jobs", 2, "how many cases to run at a time")
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil {
		log.Fatal(err)
	}
	corpus, err := filepath.Abs(*root)
	if err != nil {
		log.Fatal(err)
	}
	work, err := os.MkdirTemp("", "corpus")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(work)

	builder := &builder{programs: filepath.Join(corpus, "programs"), out: work}
	failed, err := captureAll(builder, corpus, wanted, *jobs)
	if err != nil {
		log.Fatal(err)
	}
	if failed > 0 {
		log.Fatalf("%d cases failed", failed)
	}
}

// captureAll runs the wanted cases of all programs and returns how many failed.
// Cases that hold for minutes all run at once, as they do nothing meanwhile.
func captureAll(b *builder, corpus string, wanted *regexp.Regexp, jobs int) (failed int, err error) {
	var group sync.WaitGroup
	var mu sync.Mutex
	slots := make(chan struct{}, jobs)
	run := func(r caseRun, slots chan struct{}) {
		if slots != nil {
			slots <- struct{}{}
			defer func() { <-slots }()
		}
		if err := r.run(); err != nil {
			mu.Lock()
			defer mu.Unlock()
			failed++
			log.Printf("%s: %v", r.c.ID, err)
		}
	}
	for _, p := range programs {
		marks, err := findMarks(filepath.Join(b.programs, p.dir))
		if err != nil {
			return failed, err
		}
		cases, err := b.cases(p)
		if err != nil {
			return failed, err
		}
		for _, c := range cases {
			if !wanted.MatchString(c.ID) {
				continue
			}
			binary, err := b.build(p, c.Go, c.Trimpath)
			if err != nil {
				return failed, fmt.Errorf("%s: %w", c.ID, err)
			}
			r := caseRun{c: c, program: p, binary: binary, marks: marks, dir: filepath.Join(corpus, p.half, c.ID)}
			if c.Hold > 0 {
				group.Go(func() { run(r, nil) })
			} else {
				group.Go(func() { run(r, slots) })
			}
		}
	}
	group.Wait()
	return failed, nil
}
