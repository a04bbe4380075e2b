package ui

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
)

// pick is a part of the open article that is being selected by the keyboard. One
// end is moved, by sentences, paragraphs or words; the other stays.
type pick struct {
	on    bool
	span  model.Span
	first bool // the first end is the one that moves
}

// startPick selects the sentence that is being read, or ends the selection.
func (m *Model) startPick() {
	if m.pick.on {
		m.endPick()
		return
	}
	if m.data == nil || m.sel.article < 0 {
		m.sayNone("nothing is open")
		return
	}
	m.setFocus(onArticle)
	at := m.viewer.Reading()
	if mark, ok := m.reading(); ok {
		at = mark.Span.Start
	}
	s := m.unitAt(at)
	if s.Len() == 0 {
		m.say("there is nothing to select here")
		return
	}
	m.pick = pick{on: true, span: s}
	m.viewer.ShowPicked(s, s.Start)
}

// endPick ends the selection.
func (m *Model) endPick() {
	if m.pick.on {
		m.pick = pick{}
		m.viewer.ShowPicked(model.Span{}, 0)
	}
}

// inPick performs an action on the selection and reports whether it was one.
func (m *Model) inPick(id action.ID) bool {
	p := &m.pick
	if !p.on {
		return false
	}
	at := p.span.End
	if p.first {
		at = p.span.Start
	}
	was := p.span
	switch id {
	case action.Down:
		at = m.boundary(m.units(), at, 1)
	case action.Up:
		at = m.boundary(m.units(), at, -1)
	case action.HalfPageDown:
		at = m.boundary(m.data.blocks(m.sel.article), at, 1)
	case action.HalfPageUp:
		at = m.boundary(m.data.blocks(m.sel.article), at, -1)
	case action.WordRight:
		at = m.word(at, 1)
	case action.WordLeft:
		at = m.word(at, -1)
	case action.OtherEnd:
		p.first = !p.first
		m.say(map[bool]string{true: "the beginning moves now", false: "the end moves now"}[p.first])
		m.viewer.ShowPicked(p.span, map[bool]int{true: p.span.Start, false: p.span.End - 1}[p.first])
		return true
	default:
		return false
	}
	if p.first {
		p.span.Start = at
	} else {
		p.span.End = at
	}
	if p.span.Len() <= 0 || p.span == was {
		p.span = was
		m.say("the selection goes no further" + m.hint(action.OtherEnd, "moves its other end"))
	}
	m.viewer.ShowPicked(p.span, map[bool]int{true: p.span.Start, false: p.span.End - 1}[p.first])
	return true
}

// boundary returns the next or previous place at which the moving end of the
// selection may stand among units: the first end where one begins, the last end
// where one ends.
func (m *Model) boundary(units []model.Span, at, step int) int {
	edge := func(i int) int {
		if m.pick.first {
			return units[i].Start
		}
		return units[i].End
	}
	i := sort.Search(len(units), func(i int) bool { return edge(i) > at })
	if step < 0 {
		i = sort.Search(len(units), func(i int) bool { return edge(i) >= at }) - 1
	}
	if i < 0 || i >= len(units) {
		return at
	}
	return edge(i)
}

// word returns the moving end one word further, or less.
func (m *Model) word(at, step int) int {
	text := m.data.Articles[m.sel.article].Text
	in := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r) }
	switch {
	case step > 0 && m.pick.first: // to the beginning of the next word
		at = skip(text, at, in)
		return skip(text, at, func(r rune) bool { return !in(r) })
	case step > 0: // to the end of the next word
		at = skip(text, at, func(r rune) bool { return !in(r) })
		return skip(text, at, in)
	}
	back := func(keep func(rune) bool) { at = len(strings.TrimRightFunc(text[:at], keep)) }
	if m.pick.first {
		back(func(r rune) bool { return !in(r) })
		back(in)
		return at
	}
	back(func(r rune) bool { return !in(r) })
	back(in)
	back(func(r rune) bool { return !in(r) })
	return at
}

// skip returns where the runes from at on that are to be passed over end.
func skip(text string, at int, over func(rune) bool) int {
	for at < len(text) {
		r, n := utf8.DecodeRuneInString(text[at:])
		if !over(r) {
			break
		}
		at += n
	}
	return at
}

// blocks returns where the blocks of an article are.
func (d *data) blocks(article int) []model.Span {
	a := &d.Articles[article]
	out := make([]model.Span, len(a.Blocks))
	for i := range a.Blocks {
		out[i] = a.Blocks[i].Span
	}
	return out
}
