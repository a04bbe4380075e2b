package timeline

import (
	"strings"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
)

// The axis is the first row of the pane: how many of the events that are shown
// fall into each part of the time that they span, all parts equally long, so
// that gaps look like gaps. The part of the event at the cursor stands out.

// axis is the histogram at a width.
type axis struct {
	lo, hi      edtf.Day // of the whole
	left, right string   // what the ends are called
	bins        []int    // events in each cell
	most        int
}

const (
	fewestForAxis = 6  // events
	axisHeight    = 12 // rows of the pane, at least
	axisWidth     = 24 // columns
)

// measure makes the axis anew: for other events, or another width.
func (p *Pane) measure() {
	p.axis = axis{}
	a := &p.axis
	dated := p.dated
	if len(dated) < fewestForAxis || p.w < axisWidth || p.h < axisHeight {
		return
	}
	day := func(i int32) edtf.Day { return p.event(i).When.Lo }
	first, last := 0, len(dated)-1
	// One event long before or after the others must not press them into one
	// cell: up to a tenth of them at each end may stand for "before" and "after".
	spare := len(dated) / 10
	whole := int(day(dated[last]) - day(dated[first]))
	for k := range spare {
		if rest := int(day(dated[last]) - day(dated[k+1])); rest < whole/3 {
			first = k + 1
			break
		}
	}
	a.lo, a.hi = day(dated[first]), day(dated[last])
	if a.hi <= a.lo {
		return
	}
	a.left, a.right = endName(a.lo, a.hi-a.lo), endName(a.hi, a.hi-a.lo)
	if first > 0 {
		a.left = "<" + a.left
	}
	n := p.w - 4 - draw.Width(a.left) - draw.Width(a.right)
	if n < 8 {
		return
	}
	a.bins = make([]int, n)
	for _, i := range dated {
		b := a.bin(day(i))
		a.bins[b]++
		a.most = max(a.most, a.bins[b])
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

// drawAxis draws the axis: exactly p.w cells.
func (p *Pane) drawAxis() string {
	a, t := &p.axis, p.theme
	here := -1
	if e, _ := p.At(); e >= 0 {
		if v := p.event(int32(e)).When; !v.IsZero() {
			here = a.bin(v.Lo)
		}
	}
	var b strings.Builder
	t.Dim.Append(&b, " "+a.left+" ")
	from := 0
	bars := make([]string, len(a.bins))
	for i, n := range a.bins {
		bars[i] = p.bar(n)
	}
	if here >= 0 {
		t.Dim.Append(&b, strings.Join(bars[:here], ""))
		t.Accent.Append(&b, bars[here])
		from = here + 1
	}
	t.Dim.Append(&b, strings.Join(bars[from:], ""))
	t.Dim.Append(&b, " "+a.right+" ")
	return draw.Fit(b.String(), p.w)
}

// bar returns the bar of a cell with n events.
func (p *Pane) bar(n int) string {
	bars := p.theme.Glyphs.Bars
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
	best, apart := int32(-1), 0
	for _, i := range p.dated {
		d := a.bin(p.event(i).When.Lo) - x
		if d = max(d, -d); best < 0 || d < apart {
			best, apart = i, d
		}
	}
	return p.Select(int(best), -1)
}
