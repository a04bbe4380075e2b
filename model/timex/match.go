package timex

import "math/bits"

// capture is a slot that a match fills.
type capture struct {
	s slot
	v int32
}

// matcher runs programs over the tokens of a run.
type matcher struct {
	x     *lexicon
	text  string
	toks  []token
	start int // token at which the match begins
	limit int // token after the last one of the run
	prog  *program
	caps  []capture

	best     int // token after the longest match so far, -1 when there is none
	bestProg *program
	bestCaps []capture
}

// longest finds the longest match that begins at token i, of the programs that
// can begin there; ahead is the classes of the tokens from i on. It reports whether there is one.
func (m *matcher) longest(i, limit int, ahead uint64) bool {
	t := &m.toks[i]
	var set patset
	for b := t.bits; b != 0; b &= b - 1 {
		set.union(&m.x.byClass[bits.TrailingZeros64(b)])
	}
	if t.lit != 0 {
		set.union(&m.x.byLit[t.lit])
	}
	m.start, m.limit, m.best, m.bestProg = i, limit, -1, nil
	for w, word := range set {
		for ; word != 0; word &= word - 1 {
			p := &m.x.programs[w*64+bits.TrailingZeros64(word)]
			if p.need&^ahead != 0 {
				continue
			}
			m.prog, m.caps = p, m.caps[:0]
			m.run(0, i)
		}
	}
	return m.best > i
}

func (m *matcher) run(pc, i int) {
	for {
		in := &m.prog.code[pc]
		switch in.op {
		case opClass:
			if i >= m.limit || !m.toks[i].has(in.c) {
				return
			}
			if in.slot != sNone {
				v := m.x.valueAs(&m.toks[i], in.c)
				if in.c == cMilitary {
					v = v/100*60 + v%100
				}
				m.caps = append(m.caps, capture{in.slot, v})
			}
			i++
		case opLit:
			if i >= m.limit || m.toks[i].lit != in.lit {
				return
			}
			i++
		case opNumber:
			v, half, next := m.x.cardinal(m.toks, i, m.limit)
			if next == i {
				return
			}
			m.caps = append(m.caps, capture{in.slot, v})
			if half {
				m.caps = append(m.caps, capture{sFrac, 1})
			}
			i = next
		case opYearWords:
			v, next := m.x.yearWords(m.toks, i, m.limit)
			if next == i {
				return
			}
			m.caps = append(m.caps, capture{in.slot, v})
			i = next
		case opSet:
			m.caps = append(m.caps, capture{in.slot, in.val})
		case opSplit:
			n := len(m.caps)
			m.run(pc+1, i)
			m.caps = m.caps[:n]
			pc = int(in.val)
			continue
		case opJump:
			pc = int(in.val)
			continue
		case opAccept:
			if i > m.best && i > m.start && m.toks[m.start].bits|uint64(m.toks[m.start].lit) != 0 && m.prog.guard(m, i) {
				m.best, m.bestProg = i, m.prog
				m.bestCaps = append(m.bestCaps[:0], m.caps...)
			}
			return
		}
		pc++
	}
}
