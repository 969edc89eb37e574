// Package viewing lends magnifiers and appraises what comes in.
package viewing

import (
	"errors"
	"sync"
)

// A Loupe is what an expert looks through.
type Loupe struct{ power int }

// Loupes is the drawer that they are kept in.
type Loupes struct{ drawer chan *Loupe }

// NewLoupes returns a drawer of n.
func NewLoupes(n int) *Loupes {
	l := &Loupes{drawer: make(chan *Loupe, n)}
	for i := range n {
		l.drawer <- &Loupe{power: 10 + i}
	}
	return l
}

// ErrFake is the finding nobody likes.
var ErrFake = errors.New("viewing: not what it says")

// Appraise looks at an object with one of the loupes.
func (l *Loupes) Appraise(object string, genuine func(string) bool) (int, error) {
	loupe := <-l.drawer // mark: viewing-loupe
	if !genuine(object) {
		return 0, ErrFake
	}
	estimate := loupe.power * len(object)
	l.drawer <- loupe
	return estimate, nil
}

// AppraiseAndReturn looks at an object and puts the loupe back, always.
func (l *Loupes) AppraiseAndReturn(object string, genuine func(string) bool) (int, error) {
	loupe := <-l.drawer
	defer func() { l.drawer <- loupe }()
	if !genuine(object) {
		return 0, ErrFake
	}
	return loupe.power * len(object), nil
}

// Condition has each of the experts report on an object.
func Condition(object string, experts ...func(string)) {
	var reports sync.WaitGroup
	reports.Add(len(experts))
	for _, expert := range experts {
		go report(reports, object, expert)
	}
	reports.Wait() // mark: viewing-condition
}

func report(reports sync.WaitGroup, object string, expert func(string)) {
	defer reports.Done()
	expert(object)
}

// ConditionOf is Condition with one group for all.
func ConditionOf(object string, experts ...func(string)) {
	var reports sync.WaitGroup
	reports.Add(len(experts))
	for _, expert := range experts {
		go func(reports *sync.WaitGroup) {
			defer reports.Done()
			expert(object)
		}(&reports)
	}
	reports.Wait()
}
