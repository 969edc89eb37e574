// Package harness runs one case of the corpus: it lets a program do something,
// captures its goroutines, lets it do more, and captures them again.
package harness

import "time"

// A Case is one program run, with what an engineer who knows the program would
// say about the difference between its two captures.
type Case struct {
	ID    string `json:"id"`
	Title string `json:"title"`
	// Seed names the lesson the case is made from, if there is one.
	Seed string `json:"seed,omitempty"`
	// Twin is the id of the case that runs the healthy, or the leaking, version.
	Twin string `json:"twin,omitempty"`
	Growth
	// Also lists what else grew, and what it is.
	Also []Growth `json:"also,omitempty"`

	// Build: the Go version to build with if not the current one, whether to
	// build with -trimpath, what to add to the environment.
	Go       string   `json:"go,omitempty"`
	Trimpath bool     `json:"trimpath,omitempty"`
	Env      []string `json:"env,omitempty"`
	// Served makes the captures come from net/http/pprof, over HTTP.
	Served bool `json:"served,omitempty"`
	// Hold is how long the program waits before the second capture.
	Hold time.Duration `json:"hold,omitempty"`

	// Before does what the first capture sees, Between what happens from there
	// to the second.
	Before  func() `json:"-"`
	Between func() `json:"-"`
}

// Growth is one change between the captures.
type Growth struct {
	Verdict string `json:"verdict"`
	Pattern string `json:"pattern,omitempty"`
	// Accept lists other patterns that are right as long as the source is not
	// at hand.
	Accept []string `json:"accept,omitempty"`
	// Mark is the name of the culprit line, written in the source as
	// "// mark: name". Where no line of the program is to blame, Func is the
	// full name of the library function that is, or of a function whose
	// goroutines stand at varying lines.
	Mark string `json:"mark,omitempty"`
	Func string `json:"func,omitempty"`
	// By is how many goroutines more stand there; negative when they went.
	By   int    `json:"by"`
	Note string `json:"note"`
}

// Verdicts.
const (
	Leak     = "leak"
	Suspect  = "suspect"
	Expected = "expected"
)
