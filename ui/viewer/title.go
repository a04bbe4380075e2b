package viewer

import (
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/draw"
)

// title is what stands above the article and scrolls with it: outlet, byline
// and date; the title; the note. Its units have a text of their own.
type title struct {
	text string
	runs []run
	hang int // cells by which it is wider than the article's text
}

// The parts of the title are runs with these attributes.
const (
	outletName attr = 1 << (iota + 4)
	bright
	quiet
)

// Longest parts of the title, in cells: they come from outside.
const (
	maxName  = 80
	maxTitle = 600
)

func newTitle(a *model.Article, o Outlet, dot string) title {
	var t title
	add := func(s string, at attr) {
		start := len(t.text)
		t.text += s
		t.runs = addRun(t.runs, start, len(t.text), at)
	}
	short := func(s string, most int) string {
		if len(s) > 8*most {
			s = s[:8*most]
		}
		return draw.Truncate(strings.TrimSpace(drawn(s)), most, "…")
	}
	name := short(o.Name, maxName)
	if name == "" {
		name = "unknown outlet"
	}
	if o.Mark != "" {
		name = o.Mark + " " + name
	}
	add(name, outletName)
	separator := " " + dot + " "
	if by := short(a.Byline, maxTitle); by != "" {
		add(separator+by, quiet)
	}
	add(separator+published(a), quiet)
	if s := short(a.Title, maxTitle); s != "" && !beginsWithTitle(a) {
		add("\n", 0)
		add(s, bright)
	}
	if s := short(a.Note, maxTitle); s != "" {
		add("\n", 0)
		add(s, quiet)
	}
	return t
}

// beginsWithTitle reports whether the first block of the article is its title,
// which then stands there, where a passage can be chosen in it.
func beginsWithTitle(a *model.Article) bool {
	return len(a.Blocks) > 0 && a.Blocks[0].Kind == model.Heading && a.Blocks[0].Span.Of(a.Text) == a.Title
}

// layOut lays out the title and the empty row below it.
func (t title) layOut(width int) *unit {
	u := &unit{text: t.text, base: baseTitle, tab: " ", runs: t.runs}
	all := model.Span{End: len(t.text)}
	u.rows = lines(nil, t.text, all, wrapper{width: width + t.hang, tab: " "}, noLead)
	u.rows = append(u.rows, row{span: model.Span{Start: all.End, End: all.End}})
	return u
}

// published says when an article was published, and how that is known when
// the article itself does not say so.
func published(a *model.Article) string {
	v := a.Published
	if v.IsZero() {
		return "no date"
	}
	s := day(v)
	if v.Approx {
		s = "about " + s
	}
	switch {
	case a.PublishedFrom == model.FromInferred || v.Uncertain:
		s += " (inferred)"
	case a.PublishedFrom == model.FromUser:
		s += " (corrected)"
	case a.PublishedFrom == model.FromPath:
		s += " (from the file's name)"
	}
	return s
}

var months = [...]string{"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}

// day writes a date as a news page does, as precisely as it is known.
func day(v edtf.Value) string {
	y, m, d := v.Lo.Date()
	switch v.Gran {
	case edtf.ByDay:
		return strconv.Itoa(d) + " " + months[m-1] + " " + strconv.Itoa(y)
	case edtf.ByMonth:
		return months[m-1] + " " + strconv.Itoa(y)
	}
	v.Approx, v.Uncertain = false, false
	return v.String()
}
