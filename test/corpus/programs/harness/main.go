package harness

import (
	"encoding/json"
	"flag"
	"log"
	"os"
	"runtime"
	"time"
)

// Main is the main function of a program of the corpus: it lists the cases,
// plays an upstream, or runs one case and writes its captures. ambient starts
// what the program would be running anyway.
func Main(cases []Case, upstreams map[string]Server, ambient func()) {
	list := flag.Bool("list", false, "print the cases as JSON")
	id := flag.String("case", "", "run the case with this id")
	out := flag.String("out", ".", "directory to write its captures to")
	upstream := flag.String("upstream", "", "serve as this upstream until standard input ends")
	flag.Parse()
	switch {
	case *list:
		if err := json.NewEncoder(os.Stdout).Encode(cases); err != nil {
			log.Fatal(err)
		}
	case *upstream != "":
		serve(*upstream, upstreams)
	default:
		for _, c := range cases {
			if c.ID == *id {
				ambient()
				run(c, *out)
				return
			}
		}
		log.Fatalf("no case %q", *id)
	}
}

func run(c Case, out string) {
	capture := captureInProcess
	if c.Served {
		capture = serveProfiles()
	}
	if c.Before != nil {
		c.Before()
	}
	settle()
	capture(out, "before")
	if c.Between != nil {
		c.Between()
	}
	settle()
	time.Sleep(c.Hold)
	capture(out, "after")
}

// settle waits until the number of goroutines stands still, then collects
// garbage, from which the runtime dates waits.
func settle() {
	last, same := -1, 0
	for i := 0; i < 600 && same < 8; i++ {
		if n := runtime.NumGoroutine(); n == last {
			same++
		} else {
			last, same = n, 0
		}
		time.Sleep(50 * time.Millisecond)
	}
	if same < 8 {
		log.Fatal("the number of goroutines does not settle")
	}
	runtime.GC()
	runtime.GC()
}
