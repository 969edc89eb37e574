// Package pdf has pages converted by a program.
package pdf

import (
	"bytes"
	"os/exec"
	"time"
)

// Converter converts pages; its program leaves a helper running that keeps its
// output open.
type Converter struct {
	Script string
	Wait   time.Duration
}

// Convert returns the page that the program writes.
func (c Converter) Convert() ([]byte, error) {
	var page bytes.Buffer
	cmd := exec.Command("/bin/sh", "-c", c.Script)
	cmd.Stdout = &page
	cmd.WaitDelay = c.Wait
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	err := cmd.Wait() // mark: pdf-wait
	return page.Bytes(), err
}
