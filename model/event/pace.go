package event

import "sync"

// Progress is told how far joining is: done of total parts, which take about
// equally long. It reports whether to go on. It is called from one goroutine at
// a time, a hundred times at most.
type Progress func(done, total int) bool

// The passes of joining, in their order.
const (
	measuring = iota // what mentions are compared by
	dating           // mentions with a date
	guessing         // those without
	merging
	gathering // what was left, and what tells a second event
	writing   // titles, differences, accounts
)

// shares is what part of the whole time each pass takes, in hundredths, as
// measured on a thousand articles.
var shares = [...]int{measuring: 16, dating: 6, guessing: 9, merging: 6, gathering: 10, writing: 53}

// pace tells how far joining is. Without one nothing is told. Its methods may be
// called from several goroutines.
type pace struct {
	progress Progress

	mu    sync.Mutex
	pass  int
	done  int // of the pass
	told  int // hundredths of the whole
	ended bool
}

// goesOn notes that something of a pass of n steps is done, and reports whether
// to go on. When not, what comes of it is thrown away: the rest may be left out.
func (p *pace) goesOn(pass, n int) bool {
	if p == nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if pass != p.pass {
		p.pass, p.done = pass, 0
	}
	p.done++
	at := shares[pass] * min(p.done, n) / max(n, 1)
	for _, s := range shares[:pass] {
		at += s
	}
	if at > p.told && !p.ended {
		p.told = at
		p.ended = !p.progress(at, 100)
	}
	return !p.ended
}
