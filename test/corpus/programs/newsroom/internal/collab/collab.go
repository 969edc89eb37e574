// Package collab lets several reporters write one article.
package collab

// Edit is a change to a text.
type Edit struct {
	At   int
	Text string
}

// Session is an article that is written together; one goroutine has its text.
type Session struct {
	inbox chan Edit
	text  []byte
}

// Join opens a session.
func Join() *Session {
	s := &Session{inbox: make(chan Edit, 16)}
	go s.loop()
	return s
}

// Apply changes the text.
func (s *Session) Apply(e Edit) { s.inbox <- e }

func (s *Session) loop() {
	for e := range s.inbox { // mark: collab-loop
		s.text = append(s.text[:min(e.At, len(s.text))], e.Text...)
	}
}

// Room has the sessions of one desk.
type Room struct{ sessions map[string]*Session }

// NewRoom returns a room without sessions.
func NewRoom() *Room { return &Room{sessions: map[string]*Session{}} }

// Open returns an article's session.
func (r *Room) Open(slug string) *Session {
	s, ok := r.sessions[slug]
	if !ok {
		s = Join()
		r.sessions[slug] = s
	}
	return s
}

// Leave forgets an article's session.
func (r *Room) Leave(slug string) { delete(r.sessions, slug) }

// End ends an article's session.
func (r *Room) End(slug string) {
	if s, ok := r.sessions[slug]; ok {
		close(s.inbox)
		delete(r.sessions, slug)
	}
}
