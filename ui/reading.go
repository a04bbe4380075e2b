package ui

import (
	"fmt"
	"slices"
	"sort"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/status"
)

// What has been read of an article is what has been on the screen while the keys
// went to it: what the timeline shows on its way is not read.

// between is how many bytes may lie between two parts that have been read for
// them to be one: a blank line, or the space between two sentences.
const between = 2

// mostParts is how many parts of an article are remembered.
const mostParts = 64

// add returns parts, which are in order and disjoint, with another one. parts is
// not changed.
func add(parts []model.Span, s model.Span) []model.Span {
	if s.Len() <= 0 {
		return parts
	}
	from := sort.Search(len(parts), func(i int) bool { return parts[i].End+between >= s.Start })
	to := from
	for to < len(parts) && parts[to].Start <= s.End+between {
		s.Start, s.End = min(s.Start, parts[to].Start), max(s.End, parts[to].End)
		to++
	}
	if to == from+1 && parts[from] == s {
		return parts
	}
	out := slices.Concat(parts[:from], []model.Span{s}, parts[to:])
	if len(out) > mostParts { // the least of them is forgotten
		least := 0
		for i := range out {
			if out[i].Len() < out[least].Len() {
				least = i
			}
		}
		out = slices.Delete(out, least, least+1)
	}
	return out
}

// percent returns how much of a text the parts are, in hundredths: 100 when
// nothing is left, 0 only when they are nothing.
func percent(parts []model.Span, size int) int {
	read := 0
	for _, s := range parts {
		read += min(s.End, size) - min(s.Start, size)
	}
	switch {
	case read == 0:
		return 0
	case read >= size-between:
		return 100
	}
	return min(max(int(int64(read)*100/int64(size)), 1), 99)
}

// left returns how many of the places, in order, lie in no part.
func left(parts []model.Span, places []int) int {
	n := len(places)
	for _, s := range parts {
		n -= sort.SearchInts(places, s.End) - sort.SearchInts(places, s.Start)
	}
	return n
}

// readSoFar returns what has been read of an article.
func (m *Model) readSoFar(article int) []model.Span {
	k := &m.memory
	k.mu.Lock()
	defer k.mu.Unlock()
	return k.Read[m.data.Articles[article].ID]
}

// passageStarts returns where the passages of each article begin, in order, each
// place once.
func passageStarts(d *data) [][]int {
	out := make([][]int, len(d.marks))
	for i := range d.marks {
		for k := range d.marks[i] {
			out[i] = append(out[i], d.marks[i][k].Span.Start)
		}
		slices.Sort(out[i])
		out[i] = slices.Compact(out[i])
	}
	return out
}

// tellRead says how much of the open article has been read, "" while nothing
// has.
func (m *Model) tellRead() string {
	if m.data == nil || m.sel.article < 0 {
		return ""
	}
	says := m.readShare(m.sel.article)
	if n := left(m.readSoFar(m.sel.article), m.data.starts[m.sel.article]); n > 0 && says != "" {
		says += " " + m.theme.Glyphs.Dot + " " + plural(n, "passage") + " left"
	}
	return says
}

// readShare says how much of an article has been read, "" when nothing has.
func (m *Model) readShare(article int) string {
	parts := m.readSoFar(article)
	if len(parts) == 0 {
		return ""
	}
	return fmt.Sprintf("%d %% read", percent(parts, len(m.data.Articles[article].Text)))
}

// ruleBelow draws the line under the panes. At its right end it says how much of
// the article has been read, where the article is seen.
func (m *Model) ruleBelow() string {
	t, w := m.theme, m.layout.w
	says := m.tellRead()
	room := w - m.layout.divider - 4
	if !m.layout.wide && m.focus == onTimeline || draw.Width(says)+4 > room {
		says = ""
	}
	if says == "" {
		return status.Rule(t, w, m.layout.divider, t.Glyphs.TeeUp, "")
	}
	says = " " + says + " "
	rule := status.Rule(t, w-draw.Width(says)-1, m.layout.divider, t.Glyphs.TeeUp, "")
	return rule + t.Dim.Render(says) + t.Rule.Render(t.Glyphs.Horizontal)
}
