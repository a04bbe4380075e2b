package timex

import (
	"fmt"
	"math/bits"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model/lang"
)

// The patterns of a language file:
//
//	{month}        a word or number of the class, kept in the slot of that name
//	{day:day2}     the same, kept in another slot
//	<date>         a macro
//	(a | b c)      either; a trailing "?" makes an atom optional
//	~              a hyphen, or nothing
//	[n=1]          fills a slot without any words
//	of , - 's      these words and marks themselves
//
// Words of a pattern stand next to each other in the text, with white space
// between them or not.

type opcode uint8

const (
	opClass opcode = iota
	opLit
	opNumber
	opYearWords
	opSet
	opSplit // go on at pc+1, and then at val
	opJump  // go on at val
	opAccept
)

type instruction struct {
	op   opcode
	c    class
	slot slot
	lit  uint16
	val  int32
}

type reading uint8

const (
	asDate reading = iota
	asOffset
	asDuration
	asSet
	asRef
	asNot // looks like a time and is none
)

var readings = map[string]reading{"date": asDate, "offset": asOffset, "duration": asDuration, "set": asSet, "ref": asRef, "not": asNot}

// program is a pattern made ready for matching.
type program struct {
	as    reading
	guard guard
	code  []instruction
	need  uint64 // classes that some token of the text must be of
	is    string // as written, for messages
}

// patset is a set of programs.
type patset [6]uint64

func (p *patset) add(i int) { p[i/64] |= 1 << (i % 64) }

func (p *patset) union(q *patset) {
	for i := range p {
		p[i] |= q[i]
	}
}

// node is a piece of a pattern.
type node struct {
	op       opcode
	c        class
	slot     slot
	lit      uint16
	val      int32
	kids     []node // of a sequence, or the branches of a choice
	choice   bool
	optional bool
}

func (x *lexicon) addPatterns(l *lang.Language) error {
	if len(l.Time.Patterns) > len(patset{})*64 {
		return fmt.Errorf("more than %d patterns", len(patset{})*64)
	}
	for i, p := range l.Time.Patterns {
		as, ok := readings[p.As]
		if !ok {
			return fmt.Errorf("pattern %q: no reading %q", p.Is, p.As)
		}
		g, ok := guards[p.Guard]
		if !ok {
			return fmt.Errorf("pattern %q: no guard %q", p.Is, p.Guard)
		}
		ps := patternParser{x: x, macros: l.Time.Macros, s: p.Is}
		n, err := ps.all()
		if err != nil {
			return fmt.Errorf("pattern %q: %w", p.Is, err)
		}
		prog := program{as: as, guard: g, is: p.Is, need: n.need() &^ (1<<cCardinal | 1<<cYearWord)}
		prog.code = append(n.emit(nil), instruction{op: opAccept})
		x.programs = append(x.programs, prog)
		x.first(prog.code, 0, i)
	}
	return nil
}

// first enters program i under every class and word that it can begin with.
func (x *lexicon) first(code []instruction, pc, i int) {
	for {
		in := code[pc]
		switch in.op {
		case opClass:
			x.byClass[in.c].add(i)
			return
		case opLit:
			x.byLit[in.lit].add(i)
			return
		case opNumber:
			x.byClass[cInt].add(i)
			x.byClass[x.role[roleNumberWord]].add(i)
			return
		case opYearWords:
			x.byClass[x.role[roleNumberWord]].add(i)
			return
		case opSplit:
			x.first(code, pc+1, i)
			pc = int(in.val)
		case opJump:
			pc = int(in.val)
		case opSet:
			pc++
		case opAccept:
			return
		}
	}
}

// need returns the classes that every match of n has.
func (n *node) need() uint64 {
	switch {
	case n.optional:
		return 0
	case n.choice:
		m := ^uint64(0)
		for i := range n.kids {
			m &= n.kids[i].need()
		}
		return m
	case n.kids != nil:
		var m uint64
		for i := range n.kids {
			m |= n.kids[i].need()
		}
		return m
	case n.op == opClass:
		return 1 << n.c
	}
	return 0
}

func (n *node) emit(code []instruction) []instruction {
	if n.optional {
		at := len(code)
		code = append(code, instruction{op: opSplit})
		m := *n
		m.optional = false
		code = m.emit(code)
		code[at].val = int32(len(code))
		return code
	}
	if n.choice {
		var jumps []int
		for i := range n.kids {
			at := len(code)
			more := i+1 < len(n.kids)
			if more {
				code = append(code, instruction{op: opSplit})
			}
			code = n.kids[i].emit(code)
			if more {
				jumps = append(jumps, len(code))
				code = append(code, instruction{op: opJump})
				code[at].val = int32(len(code))
			}
		}
		for _, j := range jumps {
			code[j].val = int32(len(code))
		}
		return code
	}
	if n.kids != nil {
		for i := range n.kids {
			code = n.kids[i].emit(code)
		}
		return code
	}
	return append(code, instruction{op: n.op, c: n.c, slot: n.slot, lit: n.lit, val: n.val})
}

type patternParser struct {
	x      *lexicon
	macros map[string]string
	s      string
	i      int
	depth  int
}

func (p *patternParser) all() (node, error) {
	n, err := p.choice()
	if err == nil && p.i < len(p.s) {
		err = fmt.Errorf("%q is left over", p.s[p.i:])
	}
	return n, err
}

func (p *patternParser) choice() (node, error) {
	var kids []node
	for {
		n, err := p.sequence()
		if err != nil {
			return n, err
		}
		kids = append(kids, n)
		if p.i >= len(p.s) || p.s[p.i] != '|' {
			break
		}
		p.i++
	}
	if len(kids) == 1 {
		return kids[0], nil
	}
	return node{choice: true, kids: kids}, nil
}

func (p *patternParser) sequence() (node, error) {
	n := node{kids: []node{}}
	for {
		for p.i < len(p.s) && p.s[p.i] == ' ' {
			p.i++
		}
		if p.i >= len(p.s) || p.s[p.i] == '|' || p.s[p.i] == ')' {
			return n, nil
		}
		k, err := p.atom()
		if err != nil {
			return n, err
		}
		if p.i < len(p.s) && p.s[p.i] == '?' {
			p.i++
			k.optional = true
		}
		n.kids = append(n.kids, k)
	}
}

func (p *patternParser) until(close byte) (string, error) {
	j := strings.IndexByte(p.s[p.i:], close)
	if j < 0 {
		return "", fmt.Errorf("%q is missing", close)
	}
	s := p.s[p.i+1 : p.i+j]
	p.i += j + 1
	return s, nil
}

func (p *patternParser) atom() (node, error) {
	switch p.s[p.i] {
	case '{':
		s, err := p.until('}')
		if err != nil {
			return node{}, err
		}
		return p.class(s)
	case '<':
		s, err := p.until('>')
		if err != nil {
			return node{}, err
		}
		body, ok := p.macros[s]
		if !ok || p.depth > 8 {
			return node{}, fmt.Errorf("no macro %q, or it holds itself", s)
		}
		q := patternParser{x: p.x, macros: p.macros, s: body, depth: p.depth + 1}
		return q.all()
	case '[':
		s, err := p.until(']')
		if err != nil {
			return node{}, err
		}
		name, v, _ := strings.Cut(s, "=")
		sl, ok := slotNames[name]
		val, err := strconv.Atoi(v)
		if err != nil {
			var known bool
			var sym int32
			if sym, known = symbols[v]; known {
				val, err = int(sym), nil
			}
		}
		if !ok || err != nil {
			return node{}, fmt.Errorf("[%s]: no such slot or value", s)
		}
		return node{op: opSet, slot: sl, val: int32(val)}, nil
	case '(':
		p.i++
		n, err := p.choice()
		if err != nil {
			return n, err
		}
		if p.i >= len(p.s) || p.s[p.i] != ')' {
			return n, fmt.Errorf("%q is missing", ")")
		}
		p.i++
		return node{kids: []node{n}}, nil
	case '~':
		p.i++
		return node{op: opLit, lit: p.x.litFor("-"), optional: true}, nil
	}
	j := p.i
	for j < len(p.s) && !strings.ContainsRune(" |)?(", rune(p.s[j])) {
		j++
	}
	w := p.s[p.i:j]
	p.i = j
	return node{op: opLit, lit: p.x.litFor(w)}, nil
}

func (p *patternParser) class(s string) (node, error) {
	name, to, named := strings.Cut(s, ":")
	if !named {
		to = name
	}
	c, ok := p.x.classes[name]
	if !ok {
		return node{}, fmt.Errorf("no class %q", name)
	}
	n := node{op: opClass, c: c, slot: slotNames[to]}
	if named && n.slot == sNone {
		return node{}, fmt.Errorf("no slot %q", to)
	}
	switch c {
	case cCardinal:
		n.op = opNumber
	case cYearWord:
		n.op = opYearWords
		if !named {
			n.slot = sYear
		}
	case cYear2:
		if !named {
			n.slot = sYear
		}
	}
	return n, nil
}

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

// cardinal reads a number in figures or words at token i; next is i when there
// is none.
func (x *lexicon) cardinal(toks []token, i, limit int) (v int32, half bool, next int) {
	word, mul := x.role[roleNumberWord], x.role[roleNumberFactor]
	if i < limit && toks[i].has(cInt) {
		t := &toks[i]
		v, half, next = t.num, t.capital, i+1
		if next < limit && toks[next].has(cFraction) && toks[next].num == 1 {
			half = true
			next++
		} else if next < limit && toks[next].has(mul) {
			v *= x.valueAs(&toks[next], mul)
			next++
		}
		return v, half, next
	}
	total, cur, n := int32(0), int32(0), i
	for n < limit {
		t := &toks[n]
		switch {
		case t.has(word):
			w := x.valueAs(t, word)
			if cur%100 != 0 && !(cur%10 == 0 && w < 10) || cur > 0 && cur < 20 {
				return total + cur, false, n
			}
			cur += w
		case t.has(mul) && n > i:
			if m := x.valueAs(t, mul); m >= 1000 {
				total += max(cur, 1) * m
				cur = 0
			} else {
				cur = max(cur, 1) * m
			}
		case t.lit == x.sign[signHyphen] && n > i && n+1 < limit && toks[n+1].has(word) && cur%10 == 0 && x.valueAs(&toks[n+1], word) < 10:
		case t.lit == x.sign[signAnd] && n > i && n+1 < limit && toks[n+1].has(word) && toks[n-1].has(mul):
		default:
			return total + cur, false, n
		}
		n++
	}
	return total + cur, false, n
}

// yearWords reads a year in words: nineteen ninety-seven, two thousand four.
func (x *lexicon) yearWords(toks []token, i, limit int) (v int32, next int) {
	word, mul := x.role[roleNumberWord], x.role[roleNumberFactor]
	if i+1 >= limit || !toks[i].has(word) {
		return 0, i
	}
	a := x.valueAs(&toks[i], word)
	if a == 2 && toks[i+1].has(mul) && x.valueAs(&toks[i+1], mul) == 1000 {
		v, n := int32(2000), i+2
		if n < limit && toks[n].lit == x.sign[signAnd] {
			n++
		}
		if b, half, k := x.cardinal(toks, n, limit); k > n && !half && b < 100 && toks[n].has(word) {
			return v + b, k
		}
		return v, i + 2
	}
	if a < 10 || a > 20 {
		return 0, i
	}
	n := i + 1
	if toks[n].lit == x.sign[signHyphen] {
		n++
	}
	if n >= limit || !toks[n].has(word) {
		return 0, i
	}
	b, _, k := x.cardinal(toks, n, limit)
	if b < 10 || b > 99 {
		return 0, i
	}
	return a*100 + b, k
}
