// Package convert runs converters as programs of their own.
package convert

import (
	"bytes"
	"context"
	"os/exec"
	"time"
)

// Run converts with a program and returns what it prints.
func Run(name string, args ...string) (string, error) {
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.Stdout = &out
	err := cmd.Run() // mark: convert-run
	return out.String(), err
}

// RunWithin is Run that ends the program when it takes too long.
func RunWithin(limit time.Duration, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), limit)
	defer cancel()
	var out bytes.Buffer
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Stdout = &out
	cmd.WaitDelay = time.Second
	err := cmd.Run()
	return out.String(), err
}
