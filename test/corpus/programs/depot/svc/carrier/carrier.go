// Package carrier keeps sessions with the carriers that fetch parcels.
package carrier

// Session is a carrier's visit to the depot.
type Session struct {
	Carrier string
	stopped chan struct{}
	loaded  []string
}

// New returns a session that can be stopped.
func New(carrier string) *Session {
	return &Session{Carrier: carrier, stopped: make(chan struct{})}
}

// Resume returns the session that a carrier left open yesterday.
func Resume(carrier string, loaded []string) *Session {
	return &Session{Carrier: carrier, loaded: loaded}
}

// Start prints the papers when the session stops.
func (s *Session) Start(print func([]string)) { go s.printWhenStopped(print) }

func (s *Session) printWhenStopped(print func([]string)) {
	<-s.stopped // mark: carrier-stopped
	print(s.loaded)
}

// Stop ends the session.
func (s *Session) Stop() {
	if s.stopped != nil {
		close(s.stopped)
	}
}
