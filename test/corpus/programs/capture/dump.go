package main

import (
	"bufio"
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/google/pprof/profile"
)

// place is where a frame stands.
type place struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line,omitempty"`
}

// stack is a goroutine of a debug=2 capture, or n of them of the others.
type stack struct {
	id      string
	n       int
	state   string
	frames  []place // leaf first
	creator *place
}

// at returns the first frame that matches, and whether there is one.
func (s stack) at(match func(place) bool) (place, bool) {
	for _, frame := range s.frames {
		if match(frame) {
			return frame, true
		}
	}
	return place{}, false
}

var (
	header     = regexp.MustCompile(`^goroutine (\d+) \[([^,\]]*?)(?: \((?:scan|durable|leaked)\))?(?:, [^\]]*)?(?: labels:.*)?\].*:$`)
	createdBy  = regexp.MustCompile(`^created by (.+?)(?: in goroutine \d+)?$`)
	textPlace  = regexp.MustCompile(`^\t(.+):(\d+)(?: \+0x[0-9a-f]+)?$`)
	countLine  = regexp.MustCompile(`^(\d+) @`)
	debug1Line = regexp.MustCompile(`^#\t0x[0-9a-f]+\t+(\S.*?)\+0x[0-9a-f]+\t+(.+):(\d+)$`)
)

// parseDebug2 reads a debug=2 capture as the versions of Go used here write it.
func parseDebug2(text []byte) ([]stack, error) {
	var stacks []stack
	for _, block := range strings.Split(strings.TrimSpace(string(text)), "\n\n") {
		lines := strings.Split(block, "\n")
		head := header.FindStringSubmatch(lines[0])
		if head == nil {
			return nil, fmt.Errorf("debug=2: not a header: %q", lines[0])
		}
		s := stack{id: head[1], n: 1, state: head[2]}
		for i := 1; i+1 < len(lines); i += 2 {
			where := textPlace.FindStringSubmatch(lines[i+1])
			if where == nil {
				return nil, fmt.Errorf("debug=2: not a place: %q", lines[i+1])
			}
			line, err := strconv.Atoi(where[2])
			if err != nil {
				return nil, err
			}
			if by := createdBy.FindStringSubmatch(lines[i]); by != nil {
				s.creator = &place{by[1], where[1], line}
				continue
			}
			s.frames = append(s.frames, place{lines[i][:strings.LastIndexByte(lines[i], '(')], where[1], line})
		}
		stacks = append(stacks, s)
	}
	return stacks, nil
}

// parseDebug1 reads a debug=1 capture.
func parseDebug1(text []byte) ([]stack, error) {
	var stacks []stack
	lines := bufio.NewScanner(bytes.NewReader(text))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if count := countLine.FindStringSubmatch(lines.Text()); count != nil {
			n, err := strconv.Atoi(count[1])
			if err != nil {
				return nil, err
			}
			stacks = append(stacks, stack{n: n})
		} else if frame := debug1Line.FindStringSubmatch(lines.Text()); frame != nil {
			line, err := strconv.Atoi(frame[3])
			if err != nil {
				return nil, err
			}
			last := &stacks[len(stacks)-1]
			last.frames = append(last.frames, place{frame[1], frame[2], line})
		}
	}
	return stacks, lines.Err()
}

// parseProto reads a debug=0 capture.
func parseProto(data []byte) ([]stack, error) {
	p, err := profile.ParseData(data)
	if err != nil {
		return nil, err
	}
	var stacks []stack
	for _, sample := range p.Sample {
		s := stack{n: int(sample.Value[0])}
		for _, location := range sample.Location {
			for _, line := range location.Line {
				s.frames = append(s.frames, place{line.Function.Name, line.Function.Filename, int(line.Line)})
			}
		}
		stacks = append(stacks, s)
	}
	return stacks, nil
}
