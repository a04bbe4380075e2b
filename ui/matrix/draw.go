package matrix

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
)

// shape is how the pane is divided: a column of dates and titles, the columns of
// the table, and a scroll bar; a line of names, the rows, and the totals.
type shape struct {
	label   int // cells of date and title, with the rail
	date    int // of those, for the date; 0 when there is no room
	column  int // cells of a column
	columns int // how many are seen
	rows    int // how many are seen
	totals  int // lines below the rows, the rule among them
}

// A column is at least as wide as a rail, a shade, a space and two digits, and no
// wider than a name needs.
const (
	narrowest, widest = 5, 24
	named             = 9  // with room for the beginning of a name
	mostNames         = 50 // columns that are asked for the length of their names
)

func (p *Pane) measure() shape {
	var s shape
	room := max(p.w-1, 0) // beside the scroll bar
	n := max(len(p.columns), 1)
	most := min(max(p.longest+4, 12), widest) // cells of a column, with the rail, the mark, and what divides it from the next
	s.label = max(min(room-n*most, room*7/10), room*2/5)
	if narrow := room - n*narrowest; narrow < s.label { // many columns leave the titles what they need
		s.label = max(narrow, min(room*2/5, 36))
	}
	s.column = min(max((room-s.label)/n, narrowest), most)
	s.columns = max(min((room-s.label)/s.column, n), 1)
	s.label = min(max(room-s.columns*s.column, 0), max(s.label, 70))
	switch {
	case s.label >= 40:
		s.date = len("20 Aug 2021")
	case s.label >= 28:
		s.date = len("Aug 2021")
	}
	switch {
	case p.h >= 12:
		s.totals = 4
	case p.h >= 7:
		s.totals = 2
	}
	s.rows = max(p.h-1-s.totals, 1)
	return s
}

// View returns the pane: as many lines as SetSize said, each of exactly its
// width.
func (p *Pane) View() string {
	if p.w <= 0 || p.h <= 0 || p.d == nil {
		return draw.Lines(nil, p.w, p.h)
	}
	if len(p.rows) == 0 || len(p.columns) == 0 {
		return draw.Lines([]string{"", "  " + p.theme.Dim.Render(p.empty())}, p.w, p.h)
	}
	s := p.shape
	lines := make([]string, 0, p.h)
	lines = append(lines, p.heads())
	first, n := draw.Thumb(s.rows, len(p.rows), p.top)
	for i := range s.rows {
		line := ""
		if at := p.top + i; at < len(p.rows) {
			line = p.rowLine(at)
		}
		if line = draw.Fit(line, p.w-1); p.top+i == p.row {
			line = p.theme.Selected.Under(line)
		}
		if i >= first && i < first+n {
			line += p.theme.Dim.Render(p.theme.Glyphs.Thumb)
		}
		lines = append(lines, line)
	}
	if len(p.rows) < s.rows { // the totals stand below the last row
		lines = lines[:1+len(p.rows)]
	}
	return draw.Lines(append(lines, p.totalLines()...), p.w, p.h)
}

func (p *Pane) empty() string {
	switch {
	case len(p.d.Collection.Events) == 0:
		return "No event was found."
	case len(p.rows) == 0:
		return "The filter leaves no event."
	}
	return "All outlets are hidden."
}

// heads draws the line of names above the columns.
func (p *Pane) heads() string {
	s, t := p.shape, p.theme
	var b strings.Builder
	left := ""
	if more := len(p.columns) - s.columns; more > 0 {
		left = fmt.Sprintf("%d-%d of %d ", p.left+1, p.left+s.columns, len(p.columns))
	}
	b.WriteString(t.Dim.Render(draw.PadLeft(draw.Truncate(left, s.label, ""), s.label)))
	for i := range s.columns {
		at := p.left + i
		o := p.d.Outlets[p.outletOf(p.columns[at])]
		name, style := o.Mark, o.Style
		if at == p.col {
			style = style.And(t.Bright)
		}
		if s.column >= named {
			name += " " + draw.Truncate(draw.Line(p.name(p.columns[at], s.column-4)), s.column-4, t.Glyphs.Ellipsis)
		}
		b.WriteString(draw.Fit(" "+style.Render(name), s.column))
	}
	return b.String()
}

// name returns how a column is called in w cells.
func (p *Pane) name(column, w int) string {
	o := p.d.Outlets[p.outletOf(column)]
	if !p.articles {
		return p.theme.ShortIn(o, w)
	}
	a := &p.d.Collection.Articles[column]
	date := shortDate(a.Published, min(w, len("20 Aug 2021")))
	if date == "" || w >= 2*len("20 Aug 2021") {
		return a.Title
	}
	return date
}

// rowLine draws the row of an event.
func (p *Pane) rowLine(i int) string {
	s, t := p.shape, p.theme
	e := &p.d.Collection.Events[p.rows[i]]
	var b strings.Builder
	dim, title := t.Dim, t.Text
	if i == p.row {
		dim, title = t.Text, t.Bright
	}
	lead := 0
	if s.date > 0 {
		sign := " "
		if e.When.Uncertain {
			sign = t.Glyphs.Inferred
		}
		dim.Append(&b, sign+" "+draw.PadLeft(shortDate(e.When, s.date), s.date)+"  ")
		lead = 2 + s.date + 2
	}
	tail := " "
	if len(e.Differences) > 0 {
		tail = " " + t.Accent.Render(t.Glyphs.Differs)
	}
	room := max(s.label-lead-2, 0)
	name := draw.Truncate(draw.Line(e.Title), room, t.Glyphs.Ellipsis)
	title.Append(&b, name)
	b.WriteString(draw.Spaces(room-draw.Width(name)) + tail)
	line := draw.Fit(b.String(), s.label)
	for k := range s.columns {
		line += p.cell(int(p.rows[i]), p.left+k, i == p.row && p.left+k == p.col)
	}
	return line
}

// cell draws a cell: a rail when the cursor is on it, a bar that is the darker
// the more passages there are, and their number; a dot for a blank.
func (p *Pane) cell(event, at int, cursor bool) string {
	s, t := p.shape, p.theme
	column := p.columns[at]
	rail := " "
	if cursor {
		rail = t.Accent.Render(t.Glyphs.Rail)
	}
	bar := 1
	switch {
	case s.column >= 10:
		bar = 4
	case s.column >= 7:
		bar = 2
	}
	c, told := p.grid().At(event, column)
	if !told {
		return draw.Fit(rail+draw.Spaces((bar-1)/2)+t.Dim.Render(t.Glyphs.Dot), s.column)
	}
	n := int(c.Passages)
	shade := strings.Repeat(t.Glyphs.Shades[min(n, len(t.Glyphs.Shades))-1], bar)
	number := strconv.Itoa(n)
	if n > 99 && s.column < named {
		number = "++"
	}
	return draw.Fit(rail+p.d.Outlets[p.outletOf(column)].Style.Render(shade)+" "+number, s.column)
}

// totalLines draws what stands below the rows: how many of the events each column
// tells, how many before the others, and how many alone.
func (p *Pane) totalLines() []string {
	s, t := p.shape, p.theme
	if s.totals == 0 {
		return nil
	}
	out := []string{t.Rule.Render(strings.Repeat(t.Glyphs.Horizontal, p.w))}
	for i, what := range []string{"told, of " + strconv.Itoa(len(p.rows)), fmt.Sprintf("first, of %d known", p.known), "alone"}[:s.totals-1] {
		var b strings.Builder
		lead := 0
		if s.date > 0 {
			lead = 2 + s.date + 2
		}
		b.WriteString(t.Dim.Render(draw.Fit(draw.Spaces(lead)+what, s.label)))
		for k := range s.columns {
			total := p.totals[p.columns[p.left+k]]
			n := [...]int{total.Told, total.First, total.Alone}[i]
			style := t.Text
			if n == 0 {
				style = t.Dim
			}
			b.WriteString(draw.Fit(" "+style.Render(strconv.Itoa(n)), s.column))
		}
		out = append(out, b.String())
	}
	return out
}

// shortDate returns a date in at most w cells, the more coarsely the less room
// there is; "" when it is not known, or when not even its year has room. A year is
// never cut: 202 is another one.
func shortDate(v edtf.Value, w int) string {
	if v.IsZero() {
		return ""
	}
	y, m, _ := v.Lo.Date()
	forms := []string{draw.Date(v)}
	switch last := v.Hi.Year(); {
	case v.Gran == edtf.Range && last != y:
		forms = append(forms, fmt.Sprintf("%d–%d", y, last))
		if last/100 == y/100 {
			forms = append(forms, fmt.Sprintf("%d–%02d", y, last%100))
		}
		forms = append(forms, fmt.Sprintf("%d–…", y))
	case v.Days() <= 31:
		forms = append(forms, draw.Month(m)+" "+strconv.Itoa(y), strconv.Itoa(y))
	default:
		forms = append(forms, strconv.Itoa(y))
	}
	for _, s := range forms {
		if draw.Width(s) <= w {
			return s
		}
	}
	return ""
}

// Title says what the table is of: the line above it.
func (p *Pane) Title(w int) string {
	t := p.theme
	dot := " " + t.Glyphs.Dot + " "
	what := plural(len(p.rows), "event")
	if p.d != nil && len(p.rows) < len(p.d.Collection.Events) {
		what = fmt.Sprintf("%d of %s", len(p.rows), plural(len(p.d.Collection.Events), "event"))
	}
	by := plural(len(p.columns), "outlet")
	if p.articles {
		by = plural(len(p.columns), "article")
	}
	sorted := "by date"
	if p.weighed {
		sorted = "by importance"
	}
	times := " × "
	if t.ASCII {
		times = " x "
	}
	left := " " + t.Bright.Render("Coverage") + "   " + t.Dim.Render(what+times+by+dot+sorted)
	right := ""
	if !p.articles && p.d != nil {
		right = t.Dim.Render(plural(len(p.d.Collection.Articles), "article") + " ")
	}
	return draw.Ends(left, right, w, t.Glyphs.Ellipsis)
}

// Foot says in words what the cursor stands on: how many passages in how many
// articles and the first of them, or in how many articles the event is not told.
func (p *Pane) Foot(w int) string {
	t := p.theme
	event, passage := p.At()
	if event < 0 || p.column() < 0 {
		return draw.Spaces(w)
	}
	e := &p.d.Collection.Events[event]
	var b strings.Builder
	b.WriteByte(' ')
	who := p.who()
	if passage < 0 {
		b.WriteString(p.blank(p.grid().Articles(p.column())) + who)
		if who := p.others(event); who != "" {
			t.Dim.Append(&b, " "+t.Glyphs.Dot+" told by ")
			b.WriteString(who)
		}
		t.Dim.Append(&b, p.accounts(e))
		return draw.Fit(draw.Truncate(b.String(), w, t.Glyphs.Ellipsis), w)
	}
	c, _ := p.grid().At(event, p.column())
	b.WriteString(plural(int(c.Passages), "passage"))
	if !p.articles {
		t.Dim.Append(&b, " in "+plural(int(c.Articles), "article")+" of ")
	} else {
		t.Dim.Append(&b, " in ")
	}
	b.WriteString(who)
	ps := &e.Passages[passage]
	t.Dim.Append(&b, p.accounts(e)+": "+t.Glyphs.QuoteLeft+beginning(&p.d.Collection.Articles[ps.Article], ps, w)+t.Glyphs.QuoteRight)
	return draw.Fit(draw.Truncate(b.String(), w, t.Glyphs.Ellipsis), w)
}

// accounts says how many articles tell an event, and how many independent accounts
// these are, where some are copies or of one outlet.
func (p *Pane) accounts(e *model.Event) string {
	if e.Told() <= len(e.Accounts) {
		return ""
	}
	return " " + p.theme.Glyphs.Dot + " in all " + plural(e.Told(), "article") + ", " + plural(len(e.Accounts), "account")
}

// Plain is the foot as plain text: what to say of a blank that was to be opened.
func (p *Pane) Plain() string { return strings.TrimSpace(ansi.Strip(p.Foot(200))) }

// blank says in how many articles an event is not told.
func (p *Pane) blank(n int) string {
	switch {
	case p.articles:
		return "not in this article of "
	case n == 1:
		return "not in this 1 article of "
	}
	return fmt.Sprintf("not in these %d articles of ", n)
}

// who names the cursor's column.
func (p *Pane) who() string {
	o := p.d.Outlets[p.outletOf(p.column())]
	name := draw.Line(o.Name)
	if o.Unknown {
		name = "an unknown outlet"
	}
	out := o.Marked() + " " + name
	if p.articles {
		a := &p.d.Collection.Articles[p.column()]
		out += p.theme.Dim.Render(", ") + p.theme.Glyphs.QuoteLeft + draw.Truncate(draw.Line(a.Title), 40, p.theme.Glyphs.Ellipsis) + p.theme.Glyphs.QuoteRight
	}
	return out
}

// others returns the marks and names of the outlets that tell an event, as far as
// they are of use.
func (p *Pane) others(event int) string {
	const most = 6
	var names []string
	for _, c := range p.d.Coverage.Outlets.Row(event) {
		if int(c.Column) < len(p.hidden) && p.hidden[c.Column] {
			continue
		}
		if len(names) == most {
			names = append(names, p.theme.Glyphs.Ellipsis)
			break
		}
		o := p.d.Outlets[c.Column]
		names = append(names, o.Marked()+" "+draw.Line(o.Short))
	}
	return strings.Join(names, "  ")
}

// beginning returns the first words of a passage, enough of them for a line.
func beginning(a *model.Article, p *model.Passage, w int) string {
	s := model.Span{Start: p.Span.Start, End: min(p.Span.End, p.Span.Start+4*w+16)}
	return draw.Line(strings.ToValidUTF8(s.Of(a.Text), ""))
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
