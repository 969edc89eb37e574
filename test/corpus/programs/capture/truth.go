package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"

	"harness"
)

// truth is truth.json; what its fields mean is in ../../truth.schema.json.
type truth struct {
	Schema string `json:"schema"`
	ID     string `json:"id"`
	Title  string `json:"title"`
	Seed   string `json:"seed,omitempty"`
	Twin   string `json:"twin,omitempty"`
	growth
	Also        []growth `json:"also"`
	Totals      sides    `json:"totals"`
	Go          string   `json:"go"`
	Build       string   `json:"build"`
	HeldSeconds int      `json:"held_seconds"`
	Source      source   `json:"source"`
}

type growth struct {
	Verdict   string    `json:"verdict"`
	Pattern   *string   `json:"pattern"`
	Accept    []string  `json:"accept"`
	Culprit   *place    `json:"culprit"`
	State     *string   `json:"state"`
	Growth    int       `json:"growth"`
	Before    int       `json:"before"`
	After     int       `json:"after"`
	Survivors int       `json:"survivors"`
	Creators  []creator `json:"creators"`
	Note      string    `json:"note"`
}

type creator struct {
	place
	Count int `json:"count"`
}

type sides struct {
	Before int `json:"before"`
	After  int `json:"after"`
}

type source struct {
	Dir      string `json:"dir"`
	TrimPath string `json:"trim_path"`
}

// captures are the stacks of one side, by format: debug=0, 1, 2.
type captures = [3][]stack

// truth resolves what the case says to places, and checks that every format
// has the growth that it says.
func (r caseRun) truth(before, after captures) ([]byte, error) {
	t := truth{
		Schema: "straggler.truth/1", ID: r.c.ID, Title: r.c.Title, Seed: r.c.Seed, Twin: r.c.Twin,
		Also:   []growth{},
		Totals: sides{total(before), total(after)},
		Go:     r.binary.goVersion, Build: "plain", HeldSeconds: int(r.c.Hold.Seconds()),
		Source: source{"test/corpus/programs/" + r.program.dir, "/app/" + r.program.dir},
	}
	if r.binary.trimpath {
		t.Build, t.Source.TrimPath = "trimpath", r.program.module
	}
	var err error
	if t.growth, err = r.resolve(r.c.Growth, before, after); err != nil {
		return nil, err
	}
	for _, also := range r.c.Also {
		g, err := r.resolve(also, before, after)
		if err != nil {
			return nil, err
		}
		t.Also = append(t.Also, g)
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err = encoder.Encode(t)
	return out.Bytes(), err
}

func (r caseRun) resolve(g harness.Growth, before, after captures) (growth, error) {
	out := growth{Verdict: g.Verdict, Accept: append([]string{}, g.Accept...), Creators: []creator{}, Growth: g.By, Note: g.Note}
	if g.Pattern != "" {
		out.Pattern = &g.Pattern
	}
	if g.Mark == "" && g.Func == "" {
		if grown := total(after) - total(before); grown > 0 {
			return out, fmt.Errorf("nothing should grow, but the total grew by %d", grown)
		}
		return out, nil
	}
	match, err := r.matcher(g)
	if err != nil {
		return out, err
	}
	for format := range after {
		was, is := count(before[format], match), count(after[format], match)
		if is-was != g.By {
			return out, fmt.Errorf("%s%s grew from %d to %d at debug=%d, not by %d", g.Mark, g.Func, was, is, format, g.By)
		}
		out.Before, out.After = was, is
	}
	out.describe(before[2], after[2], match)
	return out, nil
}

// matcher returns what a frame at the culprit looks like.
func (r caseRun) matcher(g harness.Growth) (func(place) bool, error) {
	if g.Func != "" {
		return func(p place) bool { return p.Function == g.Func }, nil
	}
	m, ok := r.marks[g.Mark]
	if !ok {
		return nil, fmt.Errorf("no line is marked %q", g.Mark)
	}
	file := "/app/" + r.program.dir + "/" + m.file
	if r.binary.trimpath {
		file = r.program.module + "/" + m.file
	}
	return func(p place) bool { return p.File == file && p.Line == m.line }, nil
}

// describe fills in what the debug=2 captures say of the goroutines that match:
// the place and the state that most of the second capture have, who created
// the ones that are new, and how many are not.
func (g *growth) describe(before, after []stack, match func(place) bool) {
	old := map[string]bool{}
	for _, s := range before {
		if _, ok := s.at(match); ok {
			old[s.id] = true
		}
	}
	places, states, creators := map[place]int{}, map[string]int{}, map[place]int{}
	lines := map[int]bool{}
	for _, s := range after {
		p, ok := s.at(match)
		if !ok {
			continue
		}
		places[p]++
		states[s.state]++
		lines[p.Line] = true
		if old[s.id] {
			g.Survivors++
		} else if s.creator != nil {
			creators[*s.creator]++
		}
	}
	if culprit, ok := most(places, comparePlaces); ok {
		if len(lines) > 1 {
			culprit.Line = 0
		}
		g.Culprit = &culprit
	}
	if state, ok := most(states, cmp.Compare[string]); ok {
		g.State = &state
	}
	for _, p := range slices.SortedFunc(maps.Keys(creators), comparePlaces) {
		g.Creators = append(g.Creators, creator{p, creators[p]})
	}
}

func most[K comparable](counts map[K]int, compare func(a, b K) int) (best K, ok bool) {
	for _, key := range slices.SortedFunc(maps.Keys(counts), compare) {
		if !ok || counts[key] > counts[best] {
			best, ok = key, true
		}
	}
	return best, ok
}

func comparePlaces(a, b place) int {
	return cmp.Or(cmp.Compare(a.Function, b.Function), cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
}

func count(stacks []stack, match func(place) bool) int {
	n := 0
	for _, s := range stacks {
		if _, ok := s.at(match); ok {
			n += s.n
		}
	}
	return n
}

func total(c captures) int {
	n := 0
	for _, s := range c[2] {
		n += s.n
	}
	return n
}
