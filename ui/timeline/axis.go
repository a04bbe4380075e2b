package timeline

import (
	"sort"
	"strings"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
)

// The axis is the first row of the pane, the whole story in small: how many of the
// events that are shown fall into each part of the time that they span, all parts
// equally long, so that gaps look like gaps. The part that is on the screen stands
// out, and in it that of the event at the cursor.

// axis is the histogram at a width.
type axis struct {
	lo, hi      edtf.Day // of the whole
	left, right string   // what the ends are called
	bins        []int    // events in each cell
	most        int
}

const (
	fewestForAxis = 6  // events
	manyForAxis   = 40 // events that may look far back or forward
	axisHeight    = 12 // rows of the pane, at least
	axisWidth     = 24 // columns
)

// measure makes the axis anew: for other events, or another width. It looks at few
// events for each cell, however many there are.
func (p *Pane) measure() {
	p.axis = axis{}
	a := &p.axis
	dated := p.dated
	if len(dated) < fewestForAxis || p.w < axisWidth || p.h < axisHeight {
		return
	}
	day := func(i int) edtf.Day { return p.event(dated[i]).When.Lo }
	// What a story looks back to, or forward, must not press it into one cell: a part
	// of the events at each end stands for "before" and "after", as long as the rest
	// is less than a third as long without some of them.
	first, last, spare := 0, len(dated)-1, len(dated)/10
	if len(dated) >= manyForAxis {
		spare = 2 * len(dated) / 5
	}
	cut := func(rest func(k int) edtf.Day) (n int) {
		for {
			third := rest(n) / 3
			k := n + 1 + sort.Search(spare-n, func(k int) bool { return rest(n+k+1) < third })
			if k > spare {
				return n
			}
			n = k
		}
	}
	first = cut(func(k int) edtf.Day { return day(last) - day(k) })
	last -= cut(func(k int) edtf.Day { return day(last-k) - day(first) })
	a.lo, a.hi = day(first), day(last)
	if a.hi <= a.lo {
		return
	}
	a.left, a.right = endName(a.lo, a.hi-a.lo), endName(a.hi, a.hi-a.lo)
	if first > 0 {
		a.left = "<" + a.left
	}
	if last < len(dated)-1 {
		a.right += ">"
	}
	n := p.w - 4 - draw.Width(a.left) - draw.Width(a.right)
	if n < 8 {
		return
	}
	a.bins = make([]int, n)
	from := 0
	for i := range a.bins {
		to := len(dated)
		if i < n-1 {
			to = from + sort.Search(len(dated)-from, func(k int) bool { return a.bin(day(from+k)) > i })
		}
		a.bins[i] = to - from
		a.most = max(a.most, a.bins[i])
		from = to
	}
}

// endName names an end of a span of time as precisely as its length asks.
func endName(d edtf.Day, span edtf.Day) string {
	switch {
	case span >= 3*365:
		return draw.Date(edtf.InYear(d.Year()))
	case span >= 61:
		y, m, _ := d.Date()
		return draw.Date(edtf.InMonth(y, m))
	}
	return draw.Day(d)
}

// bin returns the cell that a day falls into.
func (a *axis) bin(d edtf.Day) int {
	n := len(a.bins)
	at := int64(d-a.lo) * int64(n) / (int64(a.hi-a.lo) + 1)
	return int(min(max(at, 0), int64(n)-1))
}

// inView returns the cells of the axis that the events on the screen fall into, from
// the first to the last, and the one that the event at the cursor does; -1 for none.
func (p *Pane) inView() (first, last, here int) {
	first, last, here = -1, -1, -1
	at := func(r row) int {
		if r.event < 0 || p.event(r.event).When.IsZero() {
			return -1
		}
		return p.axis.bin(p.event(r.event).When.Lo)
	}
	for _, r := range p.rows[p.offset:min(p.offset+p.body(), len(p.rows))] {
		if i := at(r); i >= 0 {
			if last = i; first < 0 {
				first = i
			}
		}
	}
	if p.cursor >= 0 && p.cursor < len(p.rows) {
		here = at(p.rows[p.cursor])
	}
	return first, last, here
}

// drawAxis draws the axis: exactly p.w cells.
func (p *Pane) drawAxis() string {
	a, t := &p.axis, p.theme
	first, last, here := p.inView()
	if len(p.rows) <= p.body() { // everything is on the screen
		first, last = -1, -1
	}
	style := func(i int) theme.Style {
		switch {
		case i == here:
			return t.Accent
		case i >= first && i <= last:
			return t.Bright
		}
		return t.Dim
	}
	var b strings.Builder
	t.Dim.Append(&b, " "+a.left+" ")
	for i := 0; i < len(a.bins); {
		s := style(i)
		bars := p.bar(a.bins[i], i >= first && i <= last)
		for i++; i < len(a.bins) && style(i) == s; i++ {
			bars += p.bar(a.bins[i], i >= first && i <= last)
		}
		s.Append(&b, bars)
	}
	t.Dim.Append(&b, " "+a.right+" ")
	return draw.Fit(b.String(), p.w)
}

// bar returns the bar of a cell with n events. No event on the screen is a dot, so
// that what is seen can be told from what is not.
func (p *Pane) bar(n int, seen bool) string {
	bars := p.theme.Glyphs.Bars
	if n == 0 && seen {
		return p.theme.Glyphs.Dot
	}
	if n == 0 {
		return bars[0]
	}
	// One event is seen beside a hundred: the height is the square root.
	k := 1
	for k < len(bars)-1 && k*k*p.axis.most < n*(len(bars)-1)*(len(bars)-1) {
		k++
	}
	return bars[k]
}

// ClickAxis puts the cursor on the event nearest in time to column x of the
// axis, when row y of the pane is the axis.
func (p *Pane) ClickAxis(x, y int) bool {
	a := &p.axis
	x -= 2 + draw.Width(a.left)
	if y != 0 || len(a.bins) == 0 || x < 0 || x >= len(a.bins) {
		return false
	}
	// The events of a cell stand together: the nearest are the first of it or of one
	// after it, and the last before that.
	cell := func(k int) int { return a.bin(p.event(p.dated[k]).When.Lo) }
	k := sort.Search(len(p.dated), func(k int) bool { return cell(k) >= x })
	if k == len(p.dated) || k > 0 && x-cell(k-1) <= cell(k)-x {
		k = sort.Search(k, func(i int) bool { return cell(i) >= cell(k-1) })
	}
	return p.Select(int(p.dated[k]), -1)
}
