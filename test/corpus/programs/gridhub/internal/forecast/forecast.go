// Package forecast asks how much sun there will be, once for all who ask.
package forecast

import (
	"context"
	"io"
	"net/http"
	"time"

	"golang.org/x/sync/singleflight"
)

// Service asks the weather service.
type Service struct {
	URL   string
	HTTP  *http.Client
	Limit time.Duration

	flights singleflight.Group
}

// Sun returns a place's forecast. A flight that is late is forgotten, so that
// the next to ask gets a new one.
func (s *Service) Sun(place string) (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), s.Limit)
	defer cancel()
	flight := s.flights.DoChan(place, func() (any, error) { return s.fetch(place) })
	select {
	case landed := <-flight:
		answer, _ := landed.Val.(string)
		return answer, landed.Err
	case <-ctx.Done():
		s.flights.Forget(place)
		return "", ctx.Err()
	}
}

func (s *Service) fetch(place string) (string, error) {
	resp, err := s.HTTP.Get(s.URL + "/sun?place=" + place) // mark: forecast-get
	if err != nil {
		return "", err
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	return string(answer), err
}
