package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"harness"
)

// caseRun is one case, to be run by a binary and written to a directory.
type caseRun struct {
	c       harness.Case
	program program
	binary  binary
	marks   map[string]mark
	dir     string
}

var formats = []struct {
	ending string
	parse  func([]byte) ([]stack, error)
}{
	{".pb.gz", parseProto},
	{".debug1.txt", parseDebug1},
	{".debug2.txt", parseDebug2},
}

// run runs the case and replaces its directory, if its captures are what the
// case says they are.
func (r caseRun) run() error {
	work, err := os.MkdirTemp("", "case")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	ctx, cancel := context.WithTimeout(context.Background(), r.c.Hold+90*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, r.binary.path, "-case", r.c.ID, "-out", work)
	cmd.Env = append(os.Environ(), r.c.Env...)
	cmd.WaitDelay = time.Second
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, out)
	}

	var sides [2][3][]stack
	for side, name := range []string{"before", "after"} {
		for i, format := range formats {
			data, err := os.ReadFile(filepath.Join(work, name+format.ending))
			if err != nil {
				return err
			}
			if sides[side][i], err = format.parse(data); err != nil {
				return fmt.Errorf("%s%s: %w", name, format.ending, err)
			}
		}
	}
	truth, err := r.truth(sides[0], sides[1])
	if err != nil {
		return err
	}
	return r.write(work, truth)
}

func (r caseRun) write(work string, truth []byte) error {
	if err := os.RemoveAll(r.dir); err != nil {
		return err
	}
	if err := os.MkdirAll(r.dir, 0o755); err != nil {
		return err
	}
	for _, name := range []string{"before", "after"} {
		for _, format := range formats {
			data, err := os.ReadFile(filepath.Join(work, name+format.ending))
			if err != nil {
				return err
			}
			file := filepath.Join(r.dir, name+format.ending)
			if filepath.Ext(file) == ".txt" {
				if data, err = zip(data); err != nil {
					return err
				}
				file += ".gz"
			}
			if err := os.WriteFile(file, data, 0o644); err != nil {
				return err
			}
		}
	}
	return os.WriteFile(filepath.Join(r.dir, "truth.json"), truth, 0o644)
}

func zip(data []byte) ([]byte, error) {
	var out bytes.Buffer
	writer, err := gzip.NewWriterLevel(&out, gzip.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := writer.Write(data); err != nil {
		return nil, err
	}
	if err := writer.Close(); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
