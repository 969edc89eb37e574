// Command panicparse reads goroutine dumps with panicparse and groups their goroutines, the way its own command does.
package main

import (
	"fmt"
	"io"
	"os"

	"github.com/maruel/panicparse/v2/stack"
)

func main() {
	for _, path := range os.Args[1:] {
		file, err := os.Open(path)
		if err != nil {
			panic(err)
		}
		opts := stack.DefaultOpts()
		opts.GuessPaths, opts.AnalyzeSources = false, false
		snapshot, _, err := stack.ScanSnapshot(file, io.Discard, opts)
		if snapshot == nil {
			panic(err)
		}
		fmt.Println(path, len(snapshot.Goroutines), len(snapshot.Aggregate(stack.AnyPointer).Buckets))
	}
}
