package timex

// How far the words that turn an expression to the future or to the past may
// stand from it, in tokens of the same sentence; names do not count.
const (
	tokensBefore = 9
	tokensAfter  = 6
)

// plannedReach is how many words may stand between a verb of the present and
// the day it plans for: the council meets in Ellery on Monday. Further off,
// the present tells a picture: the mayor meets farmers of the valley on Monday.
const plannedReach = 3

// surroundings looks for words that speak of the future or of the past; the
// nearest before the expression decides, then the nearest after it.
func (f *finder) surroundings(c *candidate, i, end int) {
	toks := f.s.toks
	c.deadline = i > 0 && toks[i-1].has(f.x.role[roleDeadline])
	tense := 0
	if end >= len(toks) || toks[end].lit != f.x.sign[signPossessive] {
		tense = f.tenseBefore(i - 1)
	} else if i > 0 && toks[i-1].has(f.x.role[rolePushed]) { // Friday's ruling has a tense of its own
		tense = 1
	}
	if after := 0; c.deadline && c.leads || tense == 0 {
		if after = f.tenseAfter(end); after != 0 { // Until Friday, nobody had known
			tense, c.after = after, true
		}
	}
	c.future, c.past = tense > 0, tense < 0
}

// tenseBefore returns +1 when the nearest telling word up to token k speaks of
// the future, -1 when of the past, 0 when there is none. A participle that may
// only describe a noun gives way to a word of the future before it: it will
// sell the damaged ships on Friday.
func (f *finder) tenseBefore(k int) int {
	toks := f.s.toks
	from, weak := k, 0
	for n := 0; n < tokensBefore && k >= 0; k-- {
		t := &toks[k]
		if t.kind == tStop {
			if f.abbreviates(k) {
				continue
			}
			break
		}
		if nameToken(t) {
			continue
		}
		n++
		near := from-k < tokensBefore // what is past takes names for words
		switch {
		case t.has(f.x.role[roleClause]):
			return weak
		case t.has(f.x.role[rolePushed]):
			return 1
		case t.has(f.x.role[roleFuture]) && !(t.capital && t.bits != 0): // may, and not May
			if f.turned(k) {
				return -1
			}
			return 1
		case t.has(f.x.role[rolePlanned]) && from-k <= plannedReach && !f.turned(k):
			return 1
		case near && t.has(f.x.role[roleSaid]):
			return -1
		case near && f.pastVerb(t):
			switch {
			case k > 0 && toks[k-1].has(f.x.role[roleBe]): // will be paid
			case k < from && f.describes(k):
				weak = -1
			default:
				return -1
			}
		}
	}
	return weak
}

// nameToken reports whether t is a word of a name.
func nameToken(t *token) bool {
	return t.kind == tWord && t.capital && t.bits == 0 && t.around == 0 && t.lit == 0
}

// abbreviates reports whether the full stop at token k belongs to an initial.
func (f *finder) abbreviates(k int) bool {
	t := &f.s.toks[max(0, k-1)]
	return f.text[f.s.toks[k].start] == '.' && k > 0 && t.kind == tWord && t.end-t.start == 1 && t.capital
}

// describes reports whether the participle at token k stands right before a
// noun.
func (f *finder) describes(k int) bool {
	toks := f.s.toks
	t, next := &toks[k], &toks[k+1]
	return !t.has(f.x.role[rolePastVerb]) && next.kind == tWord && next.bits == 0 && !next.capital && !next.has(f.x.role[roleFunction])
}

// tenseAfter is tenseBefore for the words from token k on, up to the next
// comma or clause.
func (f *finder) tenseAfter(k int) int {
	toks := f.s.toks
	for n, i := 0, k; n < tokensAfter && i < len(toks); i++ {
		t := &toks[i]
		if t.kind == tStop {
			if f.abbreviates(i) {
				continue
			}
			return 0
		}
		if nameToken(t) {
			continue
		}
		n++
		switch {
		case i > k && t.lit == f.x.sign[signComma], t.has(f.x.role[roleClause]), i == k && t.kind == tMark && !t.glued && t.lit != f.x.sign[signOpen]: // Oct. 4 - what came
			return 0
		case t.has(f.x.role[roleFuture]) && !(t.capital && t.bits != 0): // may, and not May
			return 1
		case t.has(f.x.role[roleSaid]), f.pastVerb(t):
			return -1
		}
	}
	return 0
}

// turned reports whether a word of the future at token k lies in the past: it
// had been due.
func (f *finder) turned(k int) bool {
	for back := k - 1; back >= 0 && back >= k-5 && f.s.toks[back].kind != tStop; back-- {
		if f.s.toks[back].has(f.x.role[rolePast]) {
			return true
		}
	}
	return false
}

// pastVerb reports whether t is, or looks like, a verb in the past.
func (f *finder) pastVerb(t *token) bool {
	verb := f.x.role[rolePastVerb]
	return !t.has(f.x.role[roleReporting]) && (t.has(verb) || t.kind == tWord && t.bits == 0 && !t.capital && f.x.endsAs(verb, f.text[t.start:t.end]))
}
