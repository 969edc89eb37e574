package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"harness"
)

// builder builds each program once for every Go version and style.
type builder struct {
	programs, out string
	built         map[string]binary
}

// binary is a built program: its file, and the Go version that built it.
type binary struct {
	path, goVersion string
	trimpath        bool
}

// cases asks a program, built with the current Go, for its cases.
func (b *builder) cases(p program) ([]harness.Case, error) {
	bin, err := b.build(p, "", false)
	if err != nil {
		return nil, err
	}
	out, err := exec.Command(bin.path, "-list").Output()
	if err != nil {
		return nil, fmt.Errorf("%s -list: %w", p.dir, err)
	}
	var cases []harness.Case
	return cases, json.Unmarshal(out, &cases)
}

// build builds p with a Go version ("" is the current one). Unless it is built
// with -trimpath, its paths are those of a program built in /app by a Go in
// /usr/local/go with its module cache in /go.
func (b *builder) build(p program, version string, trimpath bool) (binary, error) {
	key := fmt.Sprintf("%s-%s-%t", p.dir, version, trimpath)
	if bin, ok := b.built[key]; ok {
		return bin, nil
	}
	dir := filepath.Join(b.programs, p.dir)
	env := append(os.Environ(), "CGO_ENABLED=0", "GOWORK=off")
	if version != "" {
		env = append(env, "GOTOOLCHAIN="+version)
	}
	run := func(args ...string) (string, error) {
		cmd := exec.Command("go", args...)
		cmd.Dir, cmd.Env = dir, env
		var complaints bytes.Buffer
		cmd.Stderr = &complaints
		out, err := cmd.Output()
		if err != nil {
			return "", fmt.Errorf("go %s: %w\n%s", args[0], err, complaints.Bytes())
		}
		return strings.TrimSpace(string(out)), nil
	}
	values, err := run("env", "GOROOT", "GOMODCACHE", "GOVERSION")
	if err != nil {
		return binary{}, err
	}
	goroot, rest, _ := strings.Cut(values, "\n")
	modcache, goVersion, _ := strings.Cut(rest, "\n")

	bin := binary{path: filepath.Join(b.out, key), goVersion: goVersion, trimpath: trimpath}
	args := []string{"build", "-o", bin.path, "-buildvcs=false"}
	if trimpath {
		args = append(args, "-trimpath")
	} else {
		// The Go root may lie in the module cache: the longer path goes first.
		rewrite := fmt.Sprintf("all=-trimpath=%s=>/usr/local/go;%s=>/go/pkg/mod;%s=>/app", goroot, modcache, b.programs)
		args = append(args, "-gcflags="+rewrite, "-asmflags="+rewrite)
	}
	if _, err := run(append(args, "./cmd/"+p.dir)...); err != nil {
		return binary{}, err
	}
	if b.built == nil {
		b.built = map[string]binary{}
	}
	b.built[key] = bin
	return bin, nil
}
