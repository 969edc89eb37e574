// Package importer reads the agencies' archives, which are compressed, and logs
// what the old tools say.
package importer

import (
	"bufio"
	"bytes"
	"io"
	"os/exec"

	"github.com/klauspost/compress/zstd"
	"github.com/sirupsen/logrus"
)

// Title returns the first line of an archive.
func Title(archive io.Reader) (string, error) {
	plain, err := zstd.NewReader(archive, zstd.WithDecoderConcurrency(4))
	if err != nil {
		return "", err
	}
	return bufio.NewReaderSize(plain, 64).ReadString('\n')
}

// TitleClosed does so and closes the reader.
func TitleClosed(archive io.Reader) (string, error) {
	plain, err := zstd.NewReader(archive, zstd.WithDecoderConcurrency(4))
	if err != nil {
		return "", err
	}
	defer plain.Close()
	return bufio.NewReaderSize(plain, 64).ReadString('\n')
}

// Compress returns an archive with the text n times over.
func Compress(text string, n int) ([]byte, error) {
	var archive bytes.Buffer
	w, err := zstd.NewWriter(&archive, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return nil, err
	}
	for range n {
		if _, err := io.WriteString(w, text); err != nil {
			return nil, err
		}
	}
	return archive.Bytes(), w.Close()
}

// Tool runs one of the old tools and logs what it complains about.
func Tool(log *logrus.Logger, name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stderr = log.WithField("tool", name).WriterLevel(logrus.WarnLevel)
	return cmd.Run()
}

// ToolClosed does so and ends the log's writer.
func ToolClosed(log *logrus.Logger, name string, args ...string) error {
	complaints := log.WithField("tool", name).WriterLevel(logrus.WarnLevel)
	defer complaints.Close()
	cmd := exec.Command(name, args...)
	cmd.Stderr = complaints
	return cmd.Run()
}
