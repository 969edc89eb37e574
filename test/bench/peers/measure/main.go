// Command measure runs a program with its output in a file and prints, as JSON, how long it took and what it needed:
// wall and CPU time in milliseconds, the largest resident set in kilobytes, the exit code.
//
//	measure OUTPUT PROGRAM [ARGUMENT...]
package main

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	out, err := os.Create(os.Args[1])
	if err != nil {
		panic(err)
	}
	cmd := exec.Command(os.Args[2], os.Args[3:]...)
	cmd.Stdout, cmd.Stderr = out, out
	start := time.Now()
	err = cmd.Run()
	wall := time.Since(start)
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		panic(err)
	}
	state := cmd.ProcessState
	usage := state.SysUsage().(*syscall.Rusage)
	json.NewEncoder(os.Stdout).Encode(map[string]any{
		"wall":   wall.Milliseconds(),
		"cpu":    (state.UserTime() + state.SystemTime()).Milliseconds(),
		"memory": usage.Maxrss,
		"exit":   state.ExitCode(),
	})
}
