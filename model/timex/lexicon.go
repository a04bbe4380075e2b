package timex

import (
	"fmt"
	"sort"
	"strconv"
	"strings"
	"sync"

	"github.com/kreader/kreader/model/lang"
)

// class is a kind of token; a token is of any number of them, as bits.
type class uint8

// The classes that figures make; the scanner gives them. Those of words come
// after them, as the language file names them.
const (
	cInt      class = iota // any whole number in figures
	cDay                   // 1 to 31, or 1st to 31st
	cYear                  // four figures, 1000 to 2999
	cTwo                   // two figures
	cHour                  // 0 to 24
	cClock                 // 7:15
	cDecade                // 1990s, '90s
	cYear2                 // '86
	cISO                   // a whole date in figures
	cMilitary              // 1700, when it can be a time
	cFraction              // 1/2
	cOrdinal               // 1st, 20th
	cCardinal              // number words and figures, matched together
	cYearWord              // nineteen ninety-seven
	cDayth                 // 1st to 31st in figures
	numBuiltin

	// firstContext is the first of the classes that never take part in an
	// expression and are looked for around one; they have bits of their own.
	firstContext class = 64
)

var builtinClasses = map[string]class{
	"int": cInt, "day": cDay, "year": cYear, "two": cTwo, "hour": cHour, "clock": cClock, "decade": cDecade,
	"year2": cYear2, "iso": cISO, "military": cMilitary, "fraction": cFraction, "ordinal": cOrdinal,
	"n": cCardinal, "yearwords": cYearWord, "dayth": cDayth,
}

// entry is what the lexicon knows about a word.
type entry struct {
	bits    uint64
	around  uint64 // context classes
	vals    []classValue
	lit     uint16 // its number as a word of a pattern, 0 when it is none
	abbr    bool   // may end in a full stop
	phrases []phrase
	id      uint32 // its index in lexicon.entries
}

type classValue struct {
	c class
	v int32
}

// in reports whether the entry is of class c.
func (e *entry) in(c class) bool {
	if c < firstContext {
		return e.bits&(1<<c) != 0
	}
	return e.around&(1<<(c-firstContext)) != 0
}

func (e *entry) value(c class) int32 {
	for _, cv := range e.vals {
		if cv.c == c {
			return cv.v
		}
	}
	return 0
}

// suffixes are the endings by which words belong to a class.
type suffixes struct {
	c    class
	ends []string
}

// phrase is an entry of several words: the ones after the first.
type phrase struct {
	rest []string
	e    *entry
}

// lexicon is a language made ready for matching.
type lexicon struct {
	words    map[string]*entry
	classes  map[string]class
	lits     map[string]uint16
	strings  []string // values that are neither figures nor symbols: rules of holidays
	role     [numRoles]class
	sign     [numSigns]uint16
	capital  uint64 // classes that need a capital letter
	strong   uint64
	dmy      bool
	dotted   bool // figures with a full stop are ordinals: 7.
	programs []program
	byClass  [64]patset
	byLit    []patset
	suffixes []suffixes
	entries  []*entry // the first is of no word
	index    wordIndex
}

var lexicons sync.Map // *lang.Language → *lexicon

func lexiconOf(l *lang.Language) *lexicon {
	if x, ok := lexicons.Load(l); ok {
		return x.(*lexicon)
	}
	x, err := compile(l)
	if err != nil {
		panic("timex: language " + l.Tag + ": " + err.Error()) // compiled-in data, read by a test
	}
	y, _ := lexicons.LoadOrStore(l, x)
	return y.(*lexicon)
}

func compile(l *lang.Language) (*lexicon, error) {
	x := &lexicon{words: map[string]*entry{}, classes: map[string]class{}, lits: map[string]uint16{}, dmy: l.Time.Order == "dmy", dotted: l.Time.OrdinalDot, byLit: make([]patset, 1)}
	for name, c := range builtinClasses {
		x.classes[name] = c
	}
	names := make([]string, 0, len(l.Time.Words))
	for name := range l.Time.Words {
		names = append(names, name)
	}
	sort.Strings(names)
	if err := x.nameClasses(names, l.Time.Context); err != nil {
		return nil, err
	}
	for _, name := range names {
		if err := x.addClass(name, l.Time.Words[name]); err != nil {
			return nil, err
		}
	}
	if err := x.castRoles(); err != nil {
		return nil, err
	}
	var err error
	if x.capital, err = x.mask(l.Time.Capital); err != nil {
		return nil, err
	}
	if x.strong, err = x.mask(l.Time.Strong); err != nil {
		return nil, err
	}
	if err := x.addPatterns(l); err != nil {
		return nil, err
	}
	x.index = indexWords(x.words)
	return x, nil
}

// nameClasses numbers the classes: those of expressions from numBuiltin, those
// of the words around them from firstContext.
func (x *lexicon) nameClasses(names, context []string) error {
	next, around := numBuiltin, firstContext
	isContext := map[string]bool{}
	for _, n := range context {
		isContext[n] = true
	}
	for _, name := range names {
		switch _, ok := x.classes[name]; {
		case ok:
		case isContext[name]:
			x.classes[name] = around
			around++
		default:
			x.classes[name] = next
			next++
		}
	}
	if next > firstContext || around > firstContext+64 {
		return fmt.Errorf("more than 64 classes of words")
	}
	return nil
}

func (x *lexicon) mask(names []string) (uint64, error) {
	var m uint64
	for _, n := range names {
		c, ok := x.classes[n]
		if !ok {
			return 0, fmt.Errorf("no class %q", n)
		}
		if c >= firstContext {
			return 0, fmt.Errorf("class %q is of the words around", n)
		}
		m |= 1 << c
	}
	return m, nil
}

func (x *lexicon) addClass(name string, values map[string][]string) error {
	c := x.classes[name]
	keys := make([]string, 0, len(values))
	for k := range values {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for _, k := range keys {
		if k == "suffix" {
			x.suffixes = append(x.suffixes, suffixes{c, values[k]})
			continue
		}
		v, err := strconv.Atoi(k)
		if err != nil {
			if s, ok := symbols[k]; ok {
				v = int(s)
			} else if name == "holiday" {
				x.strings = append(x.strings, k)
				v = len(x.strings) - 1
			} else {
				return fmt.Errorf("class %s: value %q is neither a number nor known", name, k)
			}
		}
		for _, w := range values[k] {
			x.addWord(w, c, int32(v))
		}
	}
	return nil
}

func (x *lexicon) addWord(w string, c class, v int32) {
	abbr := strings.HasSuffix(w, ".") && !strings.Contains(w[:len(w)-1], ".")
	if abbr {
		w = w[:len(w)-1]
	}
	e := x.entryFor(w)
	e.abbr = e.abbr || abbr
	if c >= firstContext {
		e.around |= 1 << (c - firstContext)
		return
	}
	if e.bits&(1<<c) == 0 {
		e.bits |= 1 << c
		e.vals = append(e.vals, classValue{c, v})
	}
}

// entryFor returns the entry of a word or of a phrase, made when there is none.
func (x *lexicon) entryFor(w string) *entry {
	parts := splitWords(w)
	if strings.ContainsAny(w, "./") && !strings.Contains(w, " ") { // a.m, 9/11: the scanner takes them whole
		parts = []string{w}
	}
	e := x.words[parts[0]]
	if e == nil {
		e = x.newEntry()
		x.words[parts[0]] = e
	}
	if len(parts) == 1 {
		return e
	}
	for i := range e.phrases {
		if equalStrings(e.phrases[i].rest, parts[1:]) {
			return e.phrases[i].e
		}
	}
	p := phrase{rest: parts[1:], e: x.newEntry()}
	e.phrases = append(e.phrases, p)
	sort.SliceStable(e.phrases, func(i, j int) bool { return len(e.phrases[i].rest) > len(e.phrases[j].rest) })
	return p.e
}

// endsAs reports whether a word has one of the endings of class c.
func (x *lexicon) endsAs(c class, w string) bool {
	for _, s := range x.suffixes {
		if s.c != c {
			continue
		}
		for _, e := range s.ends {
			if len(w) > len(e)+1 && strings.HasSuffix(w, e) {
				return true
			}
		}
	}
	return false
}

func (x *lexicon) newEntry() *entry {
	if x.entries == nil {
		x.entries = []*entry{{}}
	}
	e := &entry{id: uint32(len(x.entries))}
	x.entries = append(x.entries, e)
	return e
}

func equalStrings(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// splitWords cuts a phrase of the language file as the scanner cuts text.
func splitWords(w string) []string {
	var s scanner
	var out []string
	s.scanInto(&lexicon{words: map[string]*entry{}}, w, 0, len(w))
	for _, t := range s.toks {
		out = append(out, strings.ToLower(strings.ReplaceAll(w[t.start:t.end], "’", "'")))
	}
	if len(out) == 0 {
		out = []string{w}
	}
	return out
}

// litFor returns the number of a word of a pattern.
func (x *lexicon) litFor(w string) uint16 {
	if id, ok := x.lits[w]; ok {
		return id
	}
	id := uint16(len(x.lits) + 1)
	x.lits[w] = id
	x.byLit = append(x.byLit, patset{})
	x.entryFor(w).lit = id
	return id
}
