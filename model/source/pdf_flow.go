package source

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// pdfLine is a line of text, or as much of one as stands in a column.
type pdfLine struct {
	x, end, y float64
	size      float64
	bold      bool
	text      string
	page      int
}

// lines puts the words of a page together to lines. Words that follow each
// other on one base line belong together unless there is a gap as between
// columns.
func (p *pdfPage) lines(page int) []pdfLine {
	ws := slices.Clone(p.words)
	// Rows from top to bottom; what differs by less than a part of the size of
	// its letters is on one base line.
	slices.SortStableFunc(ws, func(a, b pdfWord) int { return cmp.Compare(b.y, a.y) })
	var out []pdfLine
	for i := 0; i < len(ws); {
		j := i + 1
		for j < len(ws) && ws[i].y-ws[j].y < 0.35*math.Max(math.Min(ws[i].size, ws[j].size), 4) {
			j++
		}
		row := ws[i:j]
		slices.SortStableFunc(row, func(a, b pdfWord) int { return cmp.Compare(a.x, b.x) })
		out = append(out, rowLines(row, page)...)
		i = j
	}
	return out
}

// rowLines joins the words of a row.
func rowLines(row []pdfWord, page int) (out []pdfLine) {
	var b strings.Builder
	var l pdfLine
	chars := 0
	flush := func() {
		if l.text = strings.TrimSpace(b.String()); l.text != "" {
			out = append(out, l)
		}
		b.Reset()
		chars = 0
	}
	for i, w := range row {
		if i > 0 && chars > 0 {
			gap := w.x - l.end
			switch size := math.Max(w.size, l.size); {
			case gap < -0.5*size && strings.HasPrefix(b.String(), w.text) && math.Abs(w.x-l.x) < 1:
				continue // printed twice to look bold
			case gap > 1.15*size:
				flush()
			case gap > 0.16*size && !strings.HasSuffix(b.String(), " ") && !strings.HasPrefix(w.text, " "):
				b.WriteByte(' ')
			}
		}
		if chars == 0 {
			if strings.TrimSpace(w.text) == "" {
				continue
			}
			l = pdfLine{x: w.x, y: w.y, size: w.size, bold: w.bold, page: page}
		}
		b.WriteString(w.text)
		if strings.TrimSpace(w.text) != "" {
			l.end = math.Max(l.end, w.end)
			if n := utf8.RuneCountInString(w.text); n > chars {
				l.size, l.bold = w.size, w.bold // of its longest part
			}
			chars = max(chars, utf8.RuneCountInString(w.text))
		}
	}
	flush()
	return out
}

// inOrder returns the lines of a page as they are read: down the columns, from
// left to right, what runs across them before and after.
func inOrder(ls []pdfLine, depth int) []pdfLine {
	if len(ls) < 6 || len(ls) > 4000 || depth > 8 {
		return ls
	}
	from, to, gutter := columnsOf(ls)
	if to-from < 6 {
		return ls
	}
	var left, right []pdfLine
	for _, l := range ls[from:to] {
		if (l.x+l.end)/2 < gutter {
			left = append(left, l)
		} else {
			right = append(right, l)
		}
	}
	out := inOrder(ls[:from:from], depth+1)
	out = append(out, inOrder(left, depth+1)...)
	out = append(out, inOrder(right, depth+1)...)
	return append(out, inOrder(ls[to:], depth+1)...)
}

// columnsOf finds the longest run of lines that a gutter parts in two: its
// first line, the one behind its last, and where the gutter is.
func columnsOf(ls []pdfLine) (from, to int, gutter float64) {
	var gutters []float64
	for i := range ls {
		for j := i + 1; j < len(ls) && ls[i].y-ls[j].y < ls[i].size*0.8; j++ {
			a, b := ls[i], ls[j]
			if a.x > b.x {
				a, b = b, a
			}
			if mid := (a.end + b.x) / 2; b.x-a.end > 0.6*a.size && !slices.ContainsFunc(gutters, func(g float64) bool { return math.Abs(g-mid) < 4 }) && len(gutters) < 40 {
				gutters = append(gutters, mid)
			}
		}
	}
	for _, g := range gutters {
		start := 0
		for i := 0; i <= len(ls); i++ {
			if i < len(ls) && !(ls[i].x < g-1 && ls[i].end > g+1) {
				continue
			}
			if s, e := trimmed(ls, start, i, g); e-s > to-from {
				from, to, gutter = s, e, g
			}
			start = i + 1
		}
	}
	return from, to, gutter
}

// trimmed narrows a run of lines that g parts to the part of the page where
// there is text on both of its sides, and returns nothing when that is no text
// in columns: too few lines, or as short as the cells of a table.
func trimmed(ls []pdfLine, from, to int, g float64) (int, int) {
	var n, chars [2]int
	var top, bottom [2]float64
	for _, l := range ls[from:to] {
		side := 0
		if l.x > g {
			side = 1
		}
		if n[side] == 0 {
			top[side] = l.y
		}
		bottom[side] = l.y
		n[side]++
		chars[side] += utf8.RuneCountInString(l.text)
	}
	if n[0] < 3 || n[1] < 3 || chars[0] < 15*n[0] || chars[1] < 15*n[1] {
		return 0, 0
	}
	// A heading above the one column, the end of the text below the other.
	high, low := math.Min(top[0], top[1]), math.Max(bottom[0], bottom[1])
	if high <= low {
		return 0, 0
	}
	for from < to && ls[from].y > high+ls[from].size*2 {
		from++
	}
	return from, to
}
