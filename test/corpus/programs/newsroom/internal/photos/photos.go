// Package photos makes thumbnails, a few at a time, and sends pictures on.
package photos

import (
	"encoding/base64"
	"errors"
	"io"
	"net/http"
)

// Lab has a few enlargers.
type Lab struct{ enlargers chan struct{} }

// NewLab returns a lab with n enlargers.
func NewLab(n int) *Lab { return &Lab{enlargers: make(chan struct{}, n)} }

// Develop is the handler of /develop; a picture that cannot be decoded panics,
// which the server survives.
func (l *Lab) Develop(w http.ResponseWriter, r *http.Request) {
	l.enlargers <- struct{}{} // mark: photos-enlarger
	picture := decode(r.FormValue("picture"))
	<-l.enlargers
	w.Write(picture)
}

// DevelopDeferred does so and gives the enlarger back.
func (l *Lab) DevelopDeferred(w http.ResponseWriter, r *http.Request) {
	l.enlargers <- struct{}{}
	defer func() { <-l.enlargers }()
	w.Write(decode(r.FormValue("picture")))
}

func decode(picture string) []byte {
	data, err := base64.StdEncoding.DecodeString(picture)
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	return data
}

// ErrTooLarge is what an agency says to a picture it does not want.
var ErrTooLarge = errors.New("photos: too large")

// Send encodes a picture on its way to an agency.
func Send(picture []byte, limit int, deliver func(io.Reader) error) error {
	in, out := io.Pipe()
	go encode(out, picture)
	if len(picture) > limit {
		return ErrTooLarge
	}
	return deliver(in)
}

// SendClosed does so and closes the pipe whatever comes.
func SendClosed(picture []byte, limit int, deliver func(io.Reader) error) error {
	in, out := io.Pipe()
	defer in.Close()
	go encode(out, picture)
	if len(picture) > limit {
		return ErrTooLarge
	}
	return deliver(in)
}

func encode(out *io.PipeWriter, picture []byte) {
	encoder := base64.NewEncoder(base64.StdEncoding, out)
	_, err := encoder.Write(picture) // mark: photos-encode
	if err == nil {
		err = encoder.Close()
	}
	out.CloseWithError(err)
}
