package timeline

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// Columns: a rail, the sign of precision, a space, the date, a space, then the
// title, the marks and the edge. Dates under a heading that does not give the
// year are longer, where there is room.
const (
	dateWidth    = len("20 Aug")
	monthWidth   = len("Aug 2021")
	dayWidth     = len("20 Aug 2021")
	dayRoom      = 40 // columns of a pane with room for days in full
	evenRoom     = 60 // and with room for titles that begin in one column
	besidesDates = 1 + 1 + 1 + 1
)

// foldedWidth returns how many cells a date with its year takes.
func foldedWidth(v edtf.Value) int {
	switch v.Gran {
	case edtf.ByDay, edtf.ByWeek, edtf.BySeason, edtf.Range:
		return dayWidth
	case edtf.ByMonth, edtf.ByQuarter, edtf.ByHalf:
		return monthWidth
	}
	return dateWidth
}

// dates returns the width of the column of dates: the same for all rows where
// there is room, else no more than the rows under a heading need, which gives
// the year or does not.
func (p *Pane) dates(year bool) int {
	switch {
	case p.w < dayRoom:
		return min(p.column, monthWidth)
	case p.w < evenRoom && !year:
		return dateWidth
	}
	return p.column
}

// draw writes row i, exactly p.w cells; edge is its last cell, if any.
func (p *Pane) draw(b *strings.Builder, i int, edge string) {
	r := p.rows[i]
	w := p.w - draw.Width(edge)
	if w < 1 {
		b.WriteString(draw.Spaces(p.w))
		return
	}
	switch {
	case r.event < 0:
		b.WriteString(p.heading(&p.heads[r.head], w))
	case i == p.cursor:
		under := p.theme.Unfocused
		if p.focus {
			under = p.theme.Selected
		}
		line := p.passageRow(r, w, true)
		if r.passage < 0 {
			line = p.eventRow(r, w, true)
		}
		b.WriteString(under.Under(line))
	case r.passage < 0:
		b.WriteString(p.eventRow(r, w, false))
	default:
		b.WriteString(p.passageRow(r, w, false))
	}
	b.WriteString(edge)
}

func (p *Pane) heading(h *heading, w int) string {
	t := p.theme
	name := draw.Truncate(" "+h.label+" ", w, "")
	room := max(w-draw.Width(name), 0)
	tail := ""
	if h.later != "" && draw.Width(h.later)+6 <= room {
		tail = " " + h.later + " " + t.Glyphs.Horizontal
	}
	rule := strings.Repeat(t.Glyphs.Horizontal, room-draw.Width(tail))
	if tail != "" {
		return t.Dim.And(t.Bright).Render(name) + t.Rule.Render(rule) + t.Dim.Render(strings.TrimSuffix(tail, t.Glyphs.Horizontal)) + t.Rule.Render(t.Glyphs.Horizontal)
	}
	return t.Dim.And(t.Bright).Render(name) + t.Rule.Render(rule)
}

func (p *Pane) eventRow(r row, w int, cursor bool) string {
	e := p.event(r.event)
	var b strings.Builder
	t := p.theme
	dim, title := t.Dim, t.Text
	rail := " "
	if here, _ := p.At(); int(r.event) == p.read && p.read != here {
		rail = t.Dim.Render(t.Glyphs.Rail)
	}
	if cursor {
		dim, title = t.Text, t.Bright
		rail = t.Accent.Render(t.Glyphs.Rail)
	}
	b.WriteString(rail)
	year := p.heads[r.head].fold
	when := p.when(e.When, year)
	if w < besidesDates+p.dates(year)+8 { // no room for a date beside a title
		when = draw.Truncate(when, 1, "") + " "
	}
	dim.Append(&b, when)
	lead := 1 + draw.Width(when)
	marks, n := p.marks(r.event, w-lead)
	room := w - lead - n
	name := draw.Truncate(draw.Line(e.Title), room, t.Glyphs.Ellipsis)
	title.Append(&b, name)
	b.WriteString(draw.Spaces(room - draw.Width(name)))
	b.WriteString(marks)
	return draw.Fit(b.String(), w)
}

// when returns the sign of precision, a space, the date and a space: ● for a
// day that the text states, ○ for what was inferred, ◐ for anything coarser,
// and the date between the ends of a line for a range. year says that the
// heading does not give the year.
func (p *Pane) when(v edtf.Value, year bool) string {
	g := p.theme.Glyphs
	w := p.dates(year)
	date := p.date(v, year)
	pad := draw.Spaces(w - draw.Width(date))
	switch {
	case v.IsZero():
		return draw.Spaces(2 + w + 1)
	case v.Gran == edtf.Range && !v.Uncertain:
		return g.RangeLeft + strings.Repeat(g.Horizontal, len(pad)) + date + g.RangeRight + " "
	case v.Uncertain:
		return g.Inferred + " " + pad + date + " "
	case v.Gran == edtf.ByDay && !v.Approx:
		return g.Exact + " " + pad + date + " "
	}
	return g.About + " " + pad + date + " "
}

// date returns what the heading of the group does not say, in no more cells
// than the column has.
func (p *Pane) date(v edtf.Value, year bool) string {
	if v.IsZero() {
		return ""
	}
	y, m, d := v.Lo.Date()
	switch v.Gran {
	case edtf.ByYear:
		if year {
			return strconv.Itoa(y)
		}
		return ""
	case edtf.ByDecade:
		return fmt.Sprintf("%ds", y)
	case edtf.ByCentury:
		return ordinal(y/100+1) + " c"
	}
	s, short := "", "" // short, where there is no room for the day and the year
	switch v.Gran {
	case edtf.ByDay, edtf.ByWeek:
		s, short = strconv.Itoa(d)+" "+draw.Month(m), draw.Month(m)
	case edtf.ByMonth:
		s = draw.Month(m)
	case edtf.BySeason:
		s = draw.Season(m)
	case edtf.ByQuarter:
		s = "Q" + strconv.Itoa((m+2)/3)
	case edtf.ByHalf:
		s = "H" + strconv.Itoa((m+5)/6)
	case edtf.Range:
		last := v.Hi.Year()
		if last != y && m == 1 && d == 1 {
			if year && p.dates(year) < dayWidth {
				return fmt.Sprintf("%d–%02d", y, last%100)
			}
			if year {
				return fmt.Sprintf("%d–%d", y, last)
			}
			return p.theme.Glyphs.Ellipsis + strconv.Itoa(last) // the heading says from when
		}
		s, short = strconv.Itoa(d)+" "+draw.Month(m), draw.Month(m)
		if _, m2, d2 := v.Hi.Date(); last == y && m2 == m && p.dates(year) == dayWidth && !year {
			return fmt.Sprintf("%d–%d %s", d, d2, draw.Month(m))
		}
	}
	if !year {
		return s
	}
	if full := s + " " + strconv.Itoa(y); draw.Width(full) <= p.dates(year) || short == "" {
		return draw.Truncate(full, p.dates(year), "")
	}
	return short + " " + strconv.Itoa(y)
}

func ordinal(n int) string {
	switch {
	case n%100/10 == 1:
		return fmt.Sprintf("%dth", n)
	case n%10 == 1:
		return fmt.Sprintf("%dst", n)
	case n%10 == 2:
		return fmt.Sprintf("%dnd", n)
	case n%10 == 3:
		return fmt.Sprintf("%drd", n)
	}
	return fmt.Sprintf("%dth", n)
}

// marks returns the mark of each outlet that tells the event and is not
// hidden, before them the event's signs and "!" when outlets differ, and a space
// at either end; n is their width. Where there is little room, or an event of the
// collection has many, they stand closer, and the last of too many become "+".
func (p *Pane) marks(event int32, room int) (s string, n int) {
	var b strings.Builder
	told := 0
	for _, o := range p.index.tellers[event] {
		if !p.view.hides(o) {
			told++
		}
	}
	gap := " "
	if p.index.most > 4 || room < 26 {
		gap = ""
	}
	most := max(min(told, room/4), 1)
	differs := len(p.event(event).Differences) > 0
	if sign := p.eventSign(event); sign != 0 || differs {
		b.WriteByte(' ')
		n += 1 + drawSigns(&b, p.theme, sign)
	}
	if differs {
		p.theme.Accent.Append(&b, p.theme.Glyphs.Differs)
		n++
	}
	k := 0
	var last theme.Style
	for _, o := range p.index.tellers[event] {
		if p.view.hides(o) || k > most {
			continue
		}
		if k == 0 || gap != "" {
			b.WriteByte(' ')
			n++
		}
		if k++; k > most || k == most && told > most {
			b.WriteString(last.Close())
			last = theme.Style{}
			p.theme.Dim.Append(&b, "+")
			n++
			break
		}
		// A colour is followed by the next: one reset after the last is enough.
		last = p.outlets[o].Style
		b.WriteString(last.Open())
		b.WriteString(p.outlets[o].Mark)
		n++
	}
	b.WriteString(last.Close())
	b.WriteByte(' ')
	return b.String(), n + 1
}

func (p *Pane) passageRow(r row, w int, cursor bool) string {
	if r.passage < 0 {
		return ""
	}
	t := p.theme
	c := p.index.Collection
	psg := &p.event(r.event).Passages[r.passage]
	a := &c.Articles[psg.Article]
	o := p.outlets[p.index.outletOf[psg.Article]]
	rail, style := " ", t.Dim
	if cursor {
		rail, style = t.Accent.Render(t.Glyphs.Rail), t.Text
	}
	indent := draw.Spaces(min(besidesDates-1+p.dates(p.heads[r.head].fold), w/4))
	room := w - 1 - len(indent) - 3
	if room <= 0 {
		return draw.Fit(rail+indent+o.Marked(), w)
	}
	var signs strings.Builder
	if p.signs.Passage != nil {
		if n := drawSigns(&signs, t, p.signs.Passage(int(r.event), int(r.passage))); n > 0 {
			signs.WriteByte(' ')
			room -= n + 1
		}
	}
	words := draw.Truncate(snippet(a, psg, max(room, 0)), max(room, 0), t.Glyphs.Ellipsis)
	return draw.Fit(rail+indent+o.Marked()+" "+signs.String()+style.Render(words), w)
}

// snippet returns the beginning of a passage, enough of it to fill room cells.
func snippet(a *model.Article, p *model.Passage, room int) string {
	text := p.Span.Of(a.Text)
	if most := 4*room + 16; len(text) > most {
		text = text[:most]
	}
	return draw.Line(strings.ToValidUTF8(text, ""))
}

// summary says, in one line above the events, what the view leaves out.
func (p *Pane) summary() string {
	n, of := p.Shown()
	t := p.theme
	var says []string
	if p.view.Text != "" {
		says = append(says, t.Glyphs.QuoteLeft+draw.Line(p.view.Text)+t.Glyphs.QuoteRight)
	}
	if p.view.Period.Name != "" {
		says = append(says, "only "+p.view.Period.Name)
	}
	if p.view.Differences {
		says = append(says, "differences")
	}
	if p.view.Only.Name != "" {
		says = append(says, "only "+p.view.Only.Name)
	}
	if h := p.hiddenNames(); h != "" {
		says = append(says, h+" hidden")
	}
	if p.view.Zoom == KeyEvents && p.view.Text == "" && n < of {
		says = append(says, "key events"+p.advice.More)
	}
	if p.notice != "" {
		says = append(says, p.notice)
	}
	left := " " + strings.Join(says, " "+t.Glyphs.Dot+" ")
	right := ""
	if n < of {
		right = fmt.Sprintf("%d of %d ", n, of)
	}
	return t.Dim.Render(draw.Ends(left, right, p.w, t.Glyphs.Ellipsis))
}

func (p *Pane) hiddenNames() string {
	n, name := 0, ""
	for i, h := range p.view.Hidden {
		if h && i < len(p.outlets) {
			n++
			name = p.outlets[i].Short
		}
	}
	switch n {
	case 0:
		return ""
	case 1:
		return name
	}
	return fmt.Sprintf("%d outlets", n)
}
