package main

import (
	"bufio"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

// mark is a place in a program's source; file is relative to the program.
type mark struct {
	file string
	line int
}

var markComment = regexp.MustCompile(`// mark: ([a-z0-9-]+)$`)

// findMarks finds every "// mark: name" under dir, by name.
func findMarks(dir string) (map[string]mark, error) {
	marks := map[string]mark{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		file, err := os.Open(path)
		if err != nil {
			return err
		}
		defer file.Close()
		relative, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		lines := bufio.NewScanner(file)
		for line := 1; lines.Scan(); line++ {
			found := markComment.FindStringSubmatch(lines.Text())
			if found == nil {
				continue
			}
			if _, twice := marks[found[1]]; twice {
				return fmt.Errorf("%s:%d: mark %s is there twice", path, line, found[1])
			}
			marks[found[1]] = mark{filepath.ToSlash(relative), line}
		}
		return lines.Err()
	})
	return marks, err
}
