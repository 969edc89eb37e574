// Package scans has images read by programs.
package scans

import (
	"bufio"
	"context"
	"os/exec"
	"time"
)

// Read has program read an image and returns its findings.
func Read(program string, args ...string) (findings []string, err error) {
	return read(exec.Command(program, args...))
}

// ReadWithin does so for so long.
func ReadWithin(d time.Duration, program string, args ...string) (findings []string, err error) {
	ctx, cancel := context.WithTimeout(context.Background(), d)
	defer cancel()
	return read(exec.CommandContext(ctx, program, args...))
}

func read(program *exec.Cmd) (findings []string, err error) {
	out, err := program.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := program.Start(); err != nil {
		return nil, err
	}
	for lines := bufio.NewScanner(out); lines.Scan(); { // mark: scans-lines
		findings = append(findings, lines.Text())
	}
	return findings, program.Wait() // mark: scans-wait
}
