package viewer

import (
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
)

// tableCell is where a cell of a table is, and how much of it has been met in
// glamour's output.
type tableCell struct {
	span model.Span
	at   int
}

// cells returns the cells of a table, row by row, all rows equally long.
func cells(text string, s model.Span) (rows [][]tableCell, columns int) {
	at := s.Start
	for line := range strings.SplitSeq(s.Of(text), "\n") {
		var cs []tableCell
		for c := range strings.SplitSeq(line, "\t") {
			cs = append(cs, tableCell{model.Span{Start: at, End: at + len(c)}, at})
			at += len(c) + 1
		}
		rows = append(rows, cs)
		columns = max(columns, len(cs))
	}
	for i := range rows {
		for len(rows[i]) < columns {
			end := rows[i][len(rows[i])-1].span.End
			rows[i] = append(rows[i], tableCell{model.Span{Start: end, End: end}, end})
		}
	}
	return rows, columns
}

// minColumn is the narrowest column, with its border, of a table that is shown
// as one. Below it, the rows are shown as lines.
const minColumn = 7

// table renders a table, with its natural width if that fits.
func (r *renderer) table(text string, b model.Block, s model.Span, width int) *form {
	rows, columns := cells(text, s)
	if columns < 2 || columns*minColumn > width {
		return nil
	}
	md := tableMarkdown(text, rows, columns)
	for _, limit := range [...]int{0, width} {
		out, ok := r.render(md, limit)
		if !ok {
			return nil
		}
		lines := strings.Split(out, "\n")
		if limit == 0 && tooWide(lines, width) {
			continue
		}
		for i := range rows {
			for j := range rows[i] {
				rows[i][j].at = rows[i][j].span.Start
			}
		}
		if laid, ok := alignTable(lines, text, rows, r.theme.Glyphs.Vertical, width); ok {
			return &form{runs: flatten(b.Inline, text, s), table: laid}
		}
	}
	return nil
}

func tooWide(lines []string, width int) bool {
	for _, l := range lines {
		if draw.Width(strings.TrimRight(l, " ")) > width {
			return true
		}
	}
	return false
}

func tableMarkdown(text string, rows [][]tableCell, columns int) string {
	var w strings.Builder
	for i, cs := range rows {
		for _, c := range cs {
			w.WriteString("| ")
			writeDisguised(&w, c.span.Of(text))
			w.WriteByte(' ')
		}
		w.WriteString("|\n")
		if i == 0 {
			w.WriteString(strings.Repeat("|---", columns) + "|\n")
		}
	}
	return w.String()
}

// alignTable reads the lines of a rendered table back into rows. The text of a
// cell may go over several lines, beside its neighbours: each line is taken
// apart at the column borders, and each cell goes on where it stopped.
func alignTable(lines []string, text string, rows [][]tableCell, border string, width int) (out []row, ok bool) {
	current := 0
	for _, line := range lines {
		line, ok := plainLine(line)
		if !ok {
			return nil, false
		}
		if line = strings.TrimRight(line, " "); line == "" {
			continue
		}
		fields := strings.Split(line, border)
		if len(fields) == 1 && isRule(line) {
			out = append(out, row{part: []part{{deco: line}}})
			continue
		}
		for current < len(rows) && done(text, rows[current]) {
			current++
		}
		if current == len(rows) || len(fields) > len(rows[current]) {
			return nil, false
		}
		laid, ok := tableRow(fields, text, rows[current], border)
		if !ok || cellsWide(laid, text) > width {
			return nil, false
		}
		out = append(out, laid)
	}
	for ; current < len(rows); current++ {
		if !done(text, rows[current]) {
			return nil, false
		}
	}
	return placeRules(out), len(out) > 0
}

// tableRow makes the row of one line of a table.
func tableRow(fields []string, text string, cs []tableCell, border string) (row, bool) {
	var out row
	for j, field := range fields {
		if j > 0 {
			out.decorate(border)
		}
		c := &cs[j]
		for _, r := range field {
			switch {
			case r == ' ':
				if c.at < c.span.End && c.at > c.span.Start && isSpace(text[c.at]) {
					out.show(c.at, c.at+1)
					c.at++
				} else {
					out.decorate(" ")
				}
			default:
				from := skipSpace(text, c.at, c.span.End)
				want, size := utf8.DecodeRuneInString(text[from:c.span.End])
				if size == 0 || r != disguise(want) {
					return row{}, false
				}
				out.show(from, from+size)
				c.at = from + size
			}
		}
	}
	return out, true
}

// show appends text to a row that is put together from parts.
func (r *row) show(start, end int) {
	if n := len(r.part); n > 0 && r.part[n-1].deco == "" && r.part[n-1].span.End == start {
		r.part[n-1].span.End = end
	} else {
		r.part = append(r.part, part{span: model.Span{Start: start, End: end}})
	}
	if r.span.Len() == 0 {
		r.span = model.Span{Start: start, End: end}
	}
	r.span.End = max(r.span.End, end)
}

// decorate appends what is not text to a row that is put together from parts.
func (r *row) decorate(s string) {
	if n := len(r.part); n > 0 && r.part[n-1].deco != "" {
		r.part[n-1].deco += s
		return
	}
	r.part = append(r.part, part{deco: s})
}

// placeRules gives rows without text the place of the row above them, so that
// every row has one.
func placeRules(rows []row) []row {
	for i := range rows {
		if rows[i].span == (model.Span{}) {
			j := max(0, i-1)
			rows[i].span = model.Span{Start: rows[j].span.End, End: rows[j].span.End}
		}
	}
	return rows
}

func done(text string, cs []tableCell) bool {
	for _, c := range cs {
		if skipSpace(text, c.at, c.span.End) < c.span.End {
			return false
		}
	}
	return true
}

// plainLine returns a line of glamour's output without its SGR sequences; ok
// is false when there is anything else in it.
func plainLine(s string) (out string, ok bool) {
	var w strings.Builder
	for i := 0; i < len(s); {
		if s[i] == '\x1b' {
			n, _ := sgr(s[i:])
			if n == 0 {
				return "", false
			}
			i += n
			continue
		}
		w.WriteByte(s[i])
		i++
	}
	return w.String(), true
}

// isRule reports whether a line has no text.
func isRule(line string) bool {
	for _, r := range line {
		if r != ' ' && r != '-' && r != '+' && (r < 0x2500 || r > 0x257f) {
			return false
		}
	}
	return true
}

// cellsWide returns the width of a row that is put together from parts.
func cellsWide(r row, text string) (w int) {
	for _, p := range r.part {
		w += draw.Width(p.deco)
		for s := p.span.Of(text); s != ""; {
			n, _, cw := cell(s, " ")
			s, w = s[n:], w+cw
		}
	}
	return w
}
