package compare

import (
	"fmt"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
)

// View returns the pane: as many lines as SetSize said, each of exactly its
// width.
func (p *Pane) View() string {
	if p.w <= 0 || p.h <= 0 || len(p.columns) == 0 {
		return draw.Lines(nil, p.w, p.h)
	}
	out := p.heads()
	skip := p.skip
	for band, end := p.top, p.head()+p.body(); band < p.count() && len(out) < end; band++ {
		lines := p.lines(band)
		lines = lines[min(skip, len(lines)):]
		out = append(out, lines[:min(len(lines), end-len(out))]...)
		skip = 0
	}
	for len(out) < p.h-p.foot() {
		out = append(out, p.blank())
	}
	if p.foot() > 0 {
		out = append(out, p.silent())
	}
	return draw.Lines(out, p.w, p.h)
}

// width returns the cells of a column on the screen, without the line between the
// columns; the last gets what is left over.
func (p *Pane) width(k int) int {
	if p.across == 0 {
		return p.w
	}
	w := (p.w+1)/p.across - 1
	if k == p.across-1 {
		w = p.w - k*(w+1)
	}
	return w
}

// beside joins what the columns show on one line.
func (p *Pane) beside(cell func(k int) string) string {
	var b strings.Builder
	for k := range p.across {
		if k > 0 {
			p.theme.Rule.Append(&b, p.theme.Glyphs.Vertical)
		}
		b.WriteString(draw.Fit(cell(k), p.width(k)))
	}
	return b.String()
}

// blank is a line with nothing in it but what divides the columns.
func (p *Pane) blank() string {
	return p.beside(func(int) string { return "" })
}

// heads draws the names of the outlets above the columns.
func (p *Pane) heads() []string {
	n := p.head()
	if n == 0 {
		return nil
	}
	out := []string{p.beside(func(k int) string { return " " + p.name(p.left+k, p.width(k)-1) })}
	if n > 1 {
		out = append(out, p.beside(func(k int) string { return " " + p.about(p.left+k, p.width(k)-2) }), p.blank())
	}
	return out
}

// name names an outlet, and says how many of the columns there are beyond the
// edge.
func (p *Pane) name(col, w int) string {
	t, c := p.theme, p.columns[col]
	o := p.s.Outlets[c.outlet]
	name := draw.Line(o.Name)
	if o.Unknown {
		name = "unknown outlet"
	}
	more := ""
	if left := p.left; col == left && left > 0 {
		more = fmt.Sprintf("%d to the left", left)
	}
	if right := len(p.columns) - p.left - p.across; p.across > 0 && col == p.left+p.across-1 && right > 0 {
		more = fmt.Sprintf("%d to the right", right)
	}
	if more != "" {
		more = t.Dim.Render(more + " ")
	}
	style := o.Style
	if col == p.col {
		style = style.And(t.Bright)
	}
	return draw.Ends(style.Render(draw.Truncate(o.Mark+" "+name, max(w-draw.Width(more)-1, 8), t.Glyphs.Ellipsis)), more, w, t.Glyphs.Ellipsis)
}

// about says from which article a column is, or from how many.
func (p *Pane) about(col, w int) string {
	t, c := p.theme, p.columns[col]
	copied := p.copied(col)
	if copied != "" {
		copied = t.Dim.Render("words of ") + copied + t.Dim.Render(" "+t.Glyphs.Dot+" ")
		w -= draw.Width(copied)
	}
	if c.articles > 1 {
		return copied + t.Dim.Render(draw.Truncate(fmt.Sprintf("%d passages in %d articles", len(c.passages), c.articles), w, t.Glyphs.Ellipsis))
	}
	return copied + p.article(&p.s.Collection.Articles[p.passage(c.passages[0]).Article], w)
}

// copied returns the mark of the outlet, in a column before, whose account all
// articles of a column repeat; "" when there is none.
func (p *Pane) copied(col int) string {
	e := &p.s.Collection.Events[p.s.Event]
	account := e.Account(p.passage(p.columns[col].passages[0]).Article)
	if account < 0 {
		return ""
	}
	for _, i := range p.columns[col].passages {
		if e.Account(p.passage(i).Article) != account {
			return ""
		}
	}
	for _, c := range p.columns[:col] {
		for _, i := range c.passages {
			if e.Account(p.passage(i).Article) == account {
				return p.s.Outlets[c.outlet].Marked()
			}
		}
	}
	return ""
}

// article names an article by its date and title.
func (p *Pane) article(a *model.Article, w int) string {
	t := p.theme
	date := draw.Date(a.Published)
	switch {
	case date == "":
		date = "undated"
	case a.PublishedFrom == model.FromInferred:
		date = t.Glyphs.Inferred + " " + date
	}
	return t.Dim.Render(draw.Truncate(date+" "+t.Glyphs.Dot+" "+draw.Line(a.Title), w, t.Glyphs.Ellipsis))
}

func (p *Pane) passage(i int) *model.Passage {
	return &p.s.Collection.Events[p.s.Event].Passages[i]
}

// lines returns the lines of a band, the last of them empty.
func (p *Pane) lines(band int) []string {
	out, ok := p.bands[band]
	if ok {
		return out
	}
	const most = 400 // laid out at a time
	if len(p.bands) > most {
		p.forget()
	}
	if p.across == 0 {
		col, row := p.inBand(band)
		if row == 0 {
			out = append(out, " "+p.name(col, p.w-1))
			if p.columns[col].articles == 1 {
				out = append(out, " "+p.about(col, p.w-2))
			}
		}
		out = append(out, p.cell(col, row, p.w)...)
	} else {
		out = p.abreast(band)
	}
	out = append(out, p.blank())
	p.bands[band] = out
	return out
}

// abreast lays out a row of passages, those that are seen.
func (p *Pane) abreast(band int) []string {
	cells, high := make([][]string, p.across), 0
	for k := range cells {
		if c := &p.columns[p.left+k]; band < len(c.passages) {
			cells[k] = p.cell(p.left+k, band, p.width(k))
		}
		high = max(high, len(cells[k]))
	}
	var out []string
	for i := range high {
		out = append(out, p.beside(func(k int) string {
			if i < len(cells[k]) {
				return cells[k][i]
			}
			return ""
		}))
	}
	return out
}

const numbered = 40 // cells of a column with room for the numbers of the blocks

// cell lays out a passage in w cells: a rail where the cursor is, the number of
// its block, the words.
func (p *Pane) cell(col, row, w int) []string {
	t, c := p.theme, p.columns[col]
	i := c.passages[row]
	ps := p.passage(i)
	chosen := col == p.col && row == p.row
	rail := " "
	if chosen {
		rail = p.s.Outlets[c.outlet].Style.Render(t.Glyphs.Rail)
	}
	number, gutter := "", 2
	if p.width(0) >= numbered { // the same in all columns
		number = t.Glyphs.Block + fmt.Sprint(ps.Block+1)
		gutter = 2 + max(5, draw.Width(number)+1)
	}
	if w < 12 {
		gutter = min(gutter, 1)
	}
	var out []string
	if c.articles > 1 && (row == 0 || p.passage(c.passages[row-1]).Article != ps.Article) {
		out = append(out, draw.Fit(rail+" "+p.article(&p.s.Collection.Articles[ps.Article], w-3), w))
	}
	words := max(w-gutter-1, 1)
	for k, l := range p.lay(p.excerpt(col, row, chosen), words) {
		lead := ""
		if k == 0 {
			lead = t.Dim.Render(number)
		}
		out = append(out, rail+draw.Fit(" "+lead, gutter-1)+l)
	}
	return out
}

// silent names the outlets that do not tell the event, each with the number of
// the articles that this is said of.
func (p *Pane) silent() string {
	t := p.theme
	var b strings.Builder
	b.WriteByte(' ')
	for k, o := range p.s.Silent {
		if k > 0 {
			t.Dim.Append(&b, ", ")
		}
		n := p.s.Articles(o)
		if draw.Width(b.String()) > p.w {
			break
		}
		these := "not in this 1 article of "
		if n > 1 {
			these = fmt.Sprintf("not in these %d articles of ", n)
		}
		t.Dim.Append(&b, these)
		outlet := p.s.Outlets[o]
		b.WriteString(outlet.Marked() + " " + draw.Line(outlet.Short))
	}
	return draw.Truncate(b.String(), p.w, t.Glyphs.Ellipsis)
}

// Click moves the cursor to the passage at a place of the pane. It reports
// whether there is one, and whether the cursor was there already.
func (p *Pane) Click(x, y int) (hit, again bool) {
	y -= p.head()
	if y < 0 || y >= p.body() || len(p.columns) == 0 {
		return false, false
	}
	band, line := p.top, -p.skip
	for ; band < p.count(); band++ {
		if line += len(p.lines(band)); y < line {
			break
		}
	}
	if band >= p.count() {
		return false, false
	}
	col, row := p.col, band
	if p.across == 0 {
		col, row = p.inBand(band)
	} else {
		col = p.left + min(x/(p.width(0)+1), p.across-1)
		if row >= len(p.columns[col].passages) {
			return false, false
		}
	}
	again = col == p.col && row == p.row
	p.goal = col
	p.to(col, row)
	return true, again
}
