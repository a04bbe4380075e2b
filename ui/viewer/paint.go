package viewer

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// base is the look of a whole block.
type base uint8

const (
	baseText base = iota
	baseTitle
	baseHeading
	baseQuote
	baseCaption
	baseQuestion
	baseRepeat
	baseCode
	baseTable
)

func baseOf(b model.Block) base {
	if b.Repeats {
		return baseRepeat
	}
	switch b.Kind {
	case model.Heading:
		return baseHeading
	case model.Quote:
		return baseQuote
	case model.Caption:
		return baseCaption
	case model.Question:
		return baseQuestion
	case model.Code:
		return baseCode
	case model.Table:
		return baseTable
	}
	return baseText
}

// over is what is painted over a run at draw time.
type over uint8

const (
	dated over = 1 << iota
	chosen
	match
	current
	picked
)

// look is everything that decides the style of a run.
type look struct {
	base base
	attr attr
	over over
}

// palette works out styles, each once.
type palette struct {
	theme  *theme.Theme
	outlet theme.Style
	styles map[look]theme.Style
}

func newPalette(t *theme.Theme, outlet theme.Style) *palette {
	return &palette{t, outlet, map[look]theme.Style{}}
}

func (p *palette) style(l look) theme.Style {
	st, ok := p.styles[l]
	if !ok {
		st = p.mix(l)
		p.styles[l] = st
	}
	return st
}

func (p *palette) mix(l look) theme.Style {
	t := p.theme
	st := t.Text
	switch l.base {
	case baseHeading:
		st = t.Heading
	case baseCaption:
		st = t.Dim.And(t.Emphasis)
	case baseQuestion:
		st = t.Strong
	case baseRepeat:
		st = t.Dim
	case baseCode:
		st = t.Code
	}
	for i, a := range [...]theme.Style{t.Emphasis, t.Strong, t.Code, t.Link, p.outlet, t.Bright, t.Dim} {
		if l.attr&(1<<i) != 0 {
			st = st.And(a)
		}
	}
	if l.over&chosen != 0 {
		st = st.And(t.Bright)
	}
	if l.over&dated != 0 {
		st = st.And(t.Dated)
	}
	switch {
	case l.over&current != 0:
		st = st.And(t.Current)
	case l.over&match != 0:
		st = st.And(t.Match)
	}
	if l.over&picked != 0 {
		st = st.And(t.Selected)
	}
	return st
}

// View returns the pane: as many lines as SetSize said, each of exactly its
// width, styled with SGR sequences only, and each ending unstyled.
func (p *Pane) View() string {
	if p.w <= 0 || p.h <= 0 {
		return ""
	}
	if p.doc == nil {
		var lines []string
		for _, s := range p.notice {
			lines = append(lines, "")
			for _, l := range draw.Wrap(draw.Line(s), p.w-4) {
				lines = append(lines, "   "+p.theme.Dim.Render(l))
			}
		}
		return draw.Lines(lines, p.w, p.h)
	}
	var out strings.Builder
	out.Grow(p.h * (p.w + 64))
	rows := p.screen()
	p.painting.matches = p.matchesOn(rows)
	for y := range p.h {
		if y > 0 {
			out.WriteByte('\n')
		}
		if y < len(rows) {
			p.paint(&out, rows[y])
		} else {
			out.WriteString(draw.Spaces(p.w))
		}
	}
	return out.String()
}

// painting is what the painting of rows shares.
type painting struct {
	line    strings.Builder
	width   int  // cells of the line so far
	sure    bool // width is what a terminal will make of it
	matches []model.Span

	backwards bool // characters are kept, to be written from the last to the first
	kept      []keptCell
}

// paint writes the row at pl as one line.
func (p *Pane) paint(out *strings.Builder, pl place) {
	u, r := p.doc.row(pl)
	b := &p.painting
	b.line.Reset()
	b.width, b.sure = 0, true
	inText := pl.block >= 0
	sign := ""
	if inText && !r.gap && p.railAt > 0 {
		sign = p.noteOn(r)
	}
	if sign != "" {
		b.space(p.railAt - 1)
		b.write(p.theme.Accent, sign)
		b.width++
	} else {
		b.space(p.railAt)
	}
	if inText && !r.gap && p.railed(r) {
		b.write(p.palette.outlet, p.theme.Glyphs.Rail)
		b.width++
	}
	if inText {
		b.space(p.textAt - b.width)
	}
	begins := b.line.Len()
	deco := ""
	switch r.lead {
	case firstLead:
		deco = u.first
	case restLead:
		deco = u.rest
	}
	if deco != "" && !u.rtl {
		b.write(p.leadStyle(u.base), deco)
		b.width += u.leadWidth
		b.sure = false
	}
	if r.part == nil {
		p.paintSpan(u, r.span, inText)
	}
	for _, part := range r.part {
		if part.deco != "" {
			b.write(p.theme.Rule, part.deco)
			b.width, b.sure = b.width+draw.Width(part.deco), false
		} else {
			p.paintSpan(u, part.span, inText)
		}
	}
	line := b.line.String()
	if u.rtl && !p.logical {
		line = p.alignRight(u, line, begins, deco)
	}
	if b.sure && b.width <= p.w {
		out.WriteString(line)
		out.WriteString(draw.Spaces(p.w - b.width))
		return
	}
	out.WriteString(draw.Fit(line, p.w))
}

func (p *Pane) leadStyle(b base) theme.Style {
	if b == baseQuote {
		return p.theme.Quote
	}
	return p.theme.Dim
}

func (b *painting) write(st theme.Style, s string) { st.Append(&b.line, s) }

func (b *painting) space(n int) {
	if n > 0 {
		b.line.WriteString(draw.Spaces(n))
		b.width += n
	}
}

// railed reports whether a row shows a part of the chosen passage.
func (p *Pane) railed(r *row) bool {
	if p.chosen.Len() == 0 {
		return false
	}
	if r.part == nil {
		return r.span.Overlaps(p.chosen)
	}
	for _, part := range r.part {
		if part.deco == "" && part.span.Overlaps(p.chosen) {
			return true
		}
	}
	return false
}

// paintSpan writes bytes of a unit's text, in the order in which they are seen.
func (p *Pane) paintSpan(u *unit, s model.Span, inText bool) {
	if !p.turns(u, s) {
		p.paintRuns(u, s, inText)
		return
	}
	for _, piece := range p.order(u, s) {
		p.paintPiece(u, model.Span{Start: piece.Start, End: piece.End}, piece.Back, inText)
	}
}

// paintRuns writes bytes of a unit's text, run by run.
func (p *Pane) paintRuns(u *unit, s model.Span, inText bool) {
	b := &p.painting
	var dates, hits []model.Span
	if inText {
		dates, hits = overlapping(p.dates, s), overlapping(b.matches, s)
	}
	runs := u.runs[sort.Search(len(u.runs), func(i int) bool { return u.runs[i].span.End > s.Start }):]
	for at := s.Start; at < s.End; {
		l := look{base: u.base}
		next := s.End
		for len(runs) > 0 && runs[0].span.End <= at {
			runs = runs[1:]
		}
		if len(runs) > 0 && within(runs[0].span, at, &next) {
			l.attr = runs[0].attr
		}
		if inText && p.chosen.Len() > 0 && within(p.chosen, at, &next) {
			l.over |= chosen
		}
		if dates = passed(dates, at); len(dates) > 0 && within(dates[0], at, &next) {
			l.over |= dated
		}
		if hits = passed(hits, at); len(hits) > 0 && within(hits[0], at, &next) {
			l.over |= match
			if p.find.current.Contains(hits[0]) {
				l.over |= current
			}
		}
		if inText && p.picked.Len() > 0 && within(p.picked, at, &next) {
			l.over |= picked
		}
		at = p.paintRun(p.palette.style(l), u.text[:s.End], at, next, u.tab)
	}
}

// within reports whether at lies in s, and lowers next to the end or the
// beginning of s when that comes earlier.
func within(s model.Span, at int, next *int) bool {
	switch {
	case at < s.Start:
		*next = min(*next, s.Start)
	case at < s.End:
		*next = min(*next, s.End)
		return true
	}
	return false
}

// passed drops the spans that end at or before at.
func passed(spans []model.Span, at int) []model.Span {
	for len(spans) > 0 && spans[0].End <= at {
		spans = spans[1:]
	}
	return spans
}

// overlapping returns those of ordered, disjoint spans that overlap s.
func overlapping(spans []model.Span, s model.Span) []model.Span {
	i := sort.Search(len(spans), func(i int) bool { return spans[i].End > s.Start })
	j := sort.Search(len(spans), func(i int) bool { return spans[i].Start >= s.End })
	return spans[i:max(i, j)]
}

// paintRun writes text[at:next] in one style, and on to the end of the
// character that next lies in; it returns where it stopped.
func (p *Pane) paintRun(st theme.Style, text string, at, next int, tab string) int {
	b := &p.painting
	if b.backwards {
		return b.keep(st, text, at, next, tab)
	}
	b.line.WriteString(st.Open())
	for at < next {
		end := plainEnd(text, at, next)
		if end > at {
			b.line.WriteString(text[at:end])
			b.width += end - at
			at = end
			continue
		}
		n, out, w := cell(text[at:], tab)
		b.line.WriteString(out)
		b.width, b.sure = b.width+w, false
		at += n
	}
	b.line.WriteString(st.Close())
	return at
}

// plainEnd returns the end of the printable ASCII that text has from at on,
// at most next; a character that others may join is left out.
func plainEnd(text string, at, next int) int {
	for at < next && ' ' <= text[at] && text[at] < 0x7f {
		at++
	}
	if at < len(text) && text[at] >= utf8.RuneSelf {
		at--
	}
	return at
}
