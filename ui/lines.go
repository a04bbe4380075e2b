package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/status"
)

// header returns what the first line says.
func (m *Model) header() status.Header {
	h := status.Header{Title: cmp.Or(m.called, m.title), Hidden: m.timeline.Filter().Hidden}
	if h.Title == "" {
		h.Title = "kreader"
	}
	d := m.data
	if d == nil {
		return h
	}
	if d.Title != "" && m.called == "" {
		h.Title = d.Title
	}
	dot := " " + m.theme.Glyphs.Dot + " "
	facts := []string{plural(len(d.Articles), "article")}
	if d.partial && len(d.Articles) > 1 {
		facts[0] += " so far"
	}
	if n := len(d.Outlets); n > 0 {
		facts = append(facts, plural(n, "outlet"))
	}
	if len(d.Events) > 0 && !d.partial {
		facts = append(facts, plural(len(d.Events), "event"))
	}
	if n := d.kept.freshly; n > 0 {
		facts = append(facts, fmt.Sprintf("%d new", n))
	}
	if d.unread > 0 {
		facts = append(facts, fmt.Sprintf("%d not read", d.unread))
	}
	if m.files.watching {
		facts = append(facts, "watched")
	}
	h.Facts = strings.Join(facts, dot)
	h.Outlets = d.outlets
	return h
}

func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// why draws the line that says why: a message if there is one, what is being
// typed, else how the date of the chosen passage was come by.
func (m *Model) why() string {
	w := m.layout.w
	switch {
	case m.line != nil && m.overlay == nil:
		return m.line.draw(m.theme, w)
	case m.message != "":
		return status.Message(m.theme, w, m.message, m.where())
	case m.covers.now != uncovered:
		return m.coverFoot()
	case m.searching:
		return status.Message(m.theme, w, "/"+m.query, m.where())
	case m.hunt.walking:
		return status.Message(m.theme, w, "in all articles: "+m.hunt.query, m.where())
	case m.data == nil || m.sel.event < 0:
		says := ""
		if m.zen || !m.layout.wide && m.focus == onArticle { // else the timeline says it
			says = m.progress()
		}
		return status.Message(m.theme, w, says, m.where())
	}
	return m.whyHere().Line(m.theme, w, m.where())
}

// whyHere tells of the chosen passage; but where the article is being read and
// a passage there tells another event, of that one.
func (m *Model) whyHere() status.Why {
	event, passage, lead := m.sel.event, m.sel.passage, ""
	if mark, ok := m.reading(); ok && m.focus == onArticle && mark.Event != event {
		event, lead = mark.Event, "here:"
		passage = slices.IndexFunc(m.data.Events[event].Passages, func(p model.Passage) bool {
			return p.Article == m.sel.article && p.Span == mark.Span
		})
	}
	e := &m.data.Events[event]
	y := status.Why{Lead: lead, Date: draw.Date(e.When), Inferred: e.When.Uncertain}
	if lead != "" || !m.layout.wide && m.focus == onArticle {
		y.Title = e.Title
	}
	if passage >= 0 {
		p := &e.Passages[passage]
		y.Says, y.How = p.Says, p.Why
	}
	return y
}

// where says, at the right end of that line, which match or which passage of
// how many this is, and of its outlet's.
func (m *Model) where() string {
	t := m.theme
	if m.hunt.walking {
		return t.Dim.Render("place ") + t.Bright.Render(fmt.Sprint(m.hunt.at+1)) + t.Dim.Render(fmt.Sprintf(" of %d ", len(m.hunt.hits)))
	}
	if m.searching {
		i, n := m.viewer.Match()
		return t.Dim.Render("match ") + t.Bright.Render(fmt.Sprint(i)) + t.Dim.Render(fmt.Sprintf(" of %d ", n))
	}
	if m.data == nil || m.sel.event < 0 || m.covers.now == covering {
		return ""
	}
	e := &m.data.Events[m.sel.event]
	ps := m.passages(m.sel.event)
	if m.sel.passage < 0 { // the reader was elsewhere when the events came
		return t.Dim.Render(plural(len(ps), "passage") + " ")
	}
	o := m.data.outletOf[e.Passages[m.sel.passage].Article]
	at, its, of := 0, 0, 0
	for i, p := range ps {
		same := m.data.outletOf[e.Passages[p].Article] == o
		if same {
			of++
		}
		if p == m.sel.passage {
			at, its = i+1, of
		}
	}
	if at == 0 { // hidden since it was chosen
		return ""
	}
	// The shorter is said where the longer would take more than half of the line.
	numbers := t.Bright.Render(fmt.Sprint(at)) + t.Dim.Render(fmt.Sprintf(" of %d ", len(ps)))
	short := t.Dim.Render("passage ") + numbers
	long := short + t.Dim.Render(t.Glyphs.Dot+" ") + m.data.outlets[o].Marked() + t.Dim.Render(fmt.Sprintf(" %d of %d ", its, of))
	for _, s := range []string{long, short, numbers} {
		if draw.Width(s) < m.layout.w/2 {
			return s
		}
	}
	return t.Bright.Render(fmt.Sprint(at)) + t.Dim.Render(fmt.Sprintf("/%d ", len(ps)))
}
