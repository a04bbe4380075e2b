package timex

import (
	"fmt"
	"strconv"
	"strings"
)

// patternParser reads one pattern of a language file.
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
