package timex

import (
	"fmt"
	"math/bits"

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
		if filled := bits.OnesCount64(n.fills()); filled > mostFilled-1 { // one more is filled by what it means
			return fmt.Errorf("pattern %q fills %d slots", p.Is, filled)
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

// fills returns the slots that a match of n may fill.
func (n *node) fills() uint64 {
	var m uint64
	for i := range n.kids {
		m |= n.kids[i].fills()
	}
	if n.slot != sNone {
		m |= 1 << n.slot
	}
	if n.op == opNumber && n.kids == nil {
		m |= 1 << sFrac
	}
	return m
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
