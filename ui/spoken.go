package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/timeline"
)

// Spoken is what there is to be seen, in sentences: what a screen would show at the
// cursor. What is not there is "". Two of them, before and after a key, say what the
// key did. No text in it has a control character; only rows and paragraphs have line
// breaks, where the lines of the article matter.
type Spoken struct {
	Said     string // what the last key says
	Facts    string // what is open, and how much of it
	Busy     bool   // articles are still being read
	Progress string // what is being done with them, or why nothing is

	Open string   // the title of the list, page or view that the keys go to; "" for the panes
	Row  string   // what the cursor of a list, a page or the table is on
	Page []string // all rows of a page; of a list that is narrowed by typing, the first ones
	Asks string   // what is to be typed, and what is wrong with what was
	Next []string // what may be typed there

	InArticle bool // the keys go to the article, not to the timeline
	Event     string
	Passage   string // the chosen one, with its words, where it is in the open article
	Article   string
	Paragraph string
	Match     string // the place that a search stands on, with its words
	Selected  string
}

// firstRows is how many rows are told of a list that is narrowed by typing.
const firstRows = 9

// Spoken returns what there is to be seen now.
func (m *Model) Spoken() Spoken {
	h := m.header()
	s := Spoken{Said: inWords(m.message), Facts: inWords(h.Title), Busy: m.load.going, Progress: inWords(m.progress()), InArticle: m.focus == onArticle}
	if h.Facts != "" {
		s.Facts += ": " + inWords(h.Facts)
	}
	m.speakTyping(&s)
	m.speakPanes(&s)
	switch {
	case m.overlay != nil:
		m.speakSheet(&s)
	case m.covers.now == covering:
		s.Open = fields(m.covers.matrix.Title(rowOfWords))
		s.Row = m.cellHere()
	case m.covers.now == comparing:
		s.Open = fields(m.coverHeader())
		if d := m.data.Events[m.sel.event].Differences; len(d) > 0 {
			s.Open += ". Outlets differ: " + fields(m.differenceLine(&m.data.Events[m.sel.event], d))
		}
		s.Row = s.Passage
	}
	return s
}

// speakTyping says what is to be typed.
func (m *Model) speakTyping(s *Spoken) {
	if m.prefix.letter != action.None {
		title, next := m.letterRows()
		s.Asks = inWords(title) + ": type its letter"
		for _, n := range next {
			s.Next = append(s.Next, inWords(n.Keys+": "+n.Help))
		}
		return
	}
	in := m.line
	if in == nil {
		return
	}
	switch in.id {
	case action.Search:
		s.Asks = "Type what to search for in the article"
	case action.Filter:
		s.Asks = "Type what the events of the timeline must have: words, a date, or a span of time such as 2019..2021-05"
	case action.Palette:
		s.Asks = "Type some letters of an event, an article, an outlet or a command"
	case action.SearchAll:
		s.Asks = "Type what to search for in all articles"
	case action.Help, action.NoteList:
		s.Asks = "Type the words that the rows must have"
	default:
		s.Asks = "Type the " + strings.TrimSuffix(in.label, ":")
	}
	if text := in.shown(); text != "" && m.overlay == nil {
		s.Asks += ", now " + draw.Line(text)
	}
	if in.result != "" {
		s.Asks += " (" + inWords(in.result) + ")"
	}
}

// speakSheet says what lies over the panes.
func (m *Model) speakSheet(s *Spoken) {
	o := m.overlay
	s.Open = inWords(o.title)
	if o.write != nil {
		for _, l := range o.lines {
			if l = fields(l); l != "" {
				s.Page = append(s.Page, l)
			}
		}
		if o.offset < len(o.lines) {
			s.Row = fields(o.lines[o.offset])
		}
		return
	}
	for _, l := range o.instead(longLine) {
		if l != "" {
			s.Page = append(s.Page, inWords(l))
		}
	}
	row := func(i int) string {
		return fmt.Sprintf("%d of %d: %s", i+1, o.count, fields(o.draw(i, rowOfWords, i == o.cursor)))
	}
	if m.line != nil {
		for i := range min(o.count, firstRows) {
			s.Page = append(s.Page, row(i))
		}
	}
	if o.cursor >= o.count {
		return
	}
	s.Row = row(o.cursor)
	if o.detail != nil {
		for _, l := range o.detail(o.cursor, longLine) {
			s.Row += ". " + fields(l)
		}
	}
}

// cellHere says what the cursor of the coverage table is on.
func (m *Model) cellHere() string {
	event, _ := m.covers.matrix.At()
	if event < 0 {
		return "there is no event here"
	}
	return m.dated(event) + ": " + fields(m.covers.matrix.Plain())
}

// speakPanes says what is chosen in the timeline and read in the article.
func (m *Model) speakPanes(s *Spoken) {
	d := m.data
	if d == nil || len(d.Events) == 0 {
		s.Event = strings.Join(append([]string{"There is no event."}, m.whenNone()...), " ")
		if p := m.progress(); p != "" {
			s.Event = "There is no event yet: " + p
		}
	} else {
		s.Event = m.eventHere()
	}
	if d == nil || m.sel.article < 0 {
		s.Article = strings.Join(m.whenClosed(), " ")
		return
	}
	if p := m.chosen(); p != nil && p.Article == m.sel.article {
		s.Passage = m.passageSpoken(p)
	}
	s.Article = m.articleSpoken(m.sel.article)
	s.Paragraph = m.paragraphHere()
	if m.pick.on {
		s.Selected = m.pickSpoken()
	}
	switch {
	case m.hunt.walking:
		h := m.hunt.hits[m.hunt.at]
		s.Match = fmt.Sprintf("Place %d of %d: %s. %s", m.hunt.at+1, len(m.hunt.hits), m.source(h.Article), draw.Line(h.Context.Of(d.Articles[h.Article].Text)))
	case m.searching:
		i, n := m.viewer.Match()
		at := m.unitAt(m.viewer.Found().Start)
		s.Match = fmt.Sprintf("Match %d of %d, in paragraph %d: %s", i, n, m.block()+1, draw.Line(at.Of(d.Articles[m.sel.article].Text)))
	}
}

// eventHere says what the cursor of the timeline is on.
func (m *Model) eventHere() string {
	event, passage := m.timeline.At()
	n, of := m.timeline.Shown()
	if event < 0 {
		return fmt.Sprintf("The timeline shows none of %d events. ", of) + strings.Join(m.whenHidden(), " ")
	}
	at := m.timeline.Place(event)
	e := &m.data.Events[event]
	if passage >= 0 {
		return fmt.Sprintf("Under event %d of %d, ", at, n) + m.passageOf(event, passage)
	}
	s := fmt.Sprintf("Event %d of %d: %s", at, n, m.dated(event))
	if n < of {
		s = fmt.Sprintf("Event %d of %d shown: %s", at, n, m.dated(event))
	}
	s += ". " + plural(len(m.passages(event)), "passage") + m.tellers(event)
	if len(e.Differences) > 0 {
		s += ". Outlets differ"
	}
	for _, k := range []struct {
		sign timeline.Sign
		says string
	}{{timeline.Added, "New"}, {timeline.Noted, "Has a note"}, {timeline.Bookmarked, "Has a bookmark"}} {
		if m.data.kept.events[event]&k.sign != 0 {
			s += ". " + k.says
		}
	}
	return s + "."
}

// dated names an event with its date.
func (m *Model) dated(event int) string {
	e := &m.data.Events[event]
	date := draw.Date(e.When)
	if date == "" {
		date = "undated"
	}
	if e.When.Uncertain {
		date += " (inferred)"
	}
	return date + ". " + draw.Line(e.Title)
}

// mostNamed is how many outlets are named in a sentence; more are counted.
const mostNamed = 4

// tellers says which outlets tell an event.
func (m *Model) tellers(event int) string {
	hidden := m.timeline.Filter().Hidden
	var names []string
	for _, o := range m.data.index.Tellers(event) {
		if int(o) >= len(hidden) || !hidden[o] {
			names = append(names, outletOrUnknown(m.data.outlets[o]))
		}
	}
	if len(names) > mostNamed {
		return " by " + plural(len(names), "outlet")
	}
	if len(names) == 0 {
		return ""
	}
	return " by " + strings.Join(names, ", ")
}

// source names an article as where words are from.
func (m *Model) source(article int) string {
	a := &m.data.Articles[article]
	return outletOrUnknown(m.data.outlets[m.data.outletOf[article]]) + ", \"" + draw.Line(titleOf(a)) + "\", " + published(a)
}

func (m *Model) passageSpoken(p *model.Passage) string {
	return "Passage" + strings.TrimPrefix(m.passageOf(m.sel.event, m.sel.passage), "passage")
}

// passageOf says which passage of an event one is, where it is from, and its words.
func (m *Model) passageOf(event, passage int) string {
	p := &m.data.Events[event].Passages[passage]
	ps := m.passages(event)
	text := draw.Line(p.Span.Of(m.data.Articles[p.Article].Text))
	return fmt.Sprintf("passage %d of %d: %s. %s", slices.Index(ps, passage)+1, len(ps), m.source(p.Article), text)
}

// articleSpoken says which article is open, and what is known of it.
func (m *Model) articleSpoken(i int) string {
	d := m.data
	a := &d.Articles[i]
	s := fmt.Sprintf("Article %d of %d: %s. %s", i+1, len(d.Articles), draw.Line(titleOf(a)), outletOrUnknown(d.outlets[d.outletOf[i]]))
	if a.Byline != "" {
		s += ", by " + draw.Line(a.Byline)
	}
	s += ", " + published(a)
	if from := whence[a.PublishedFrom]; from != "" {
		s += " (" + from + ")"
	}
	s += ". " + plural(a.Words, "word") + ", " + plural(d.told[i], "event")
	if a.Note != "" {
		s += ". " + draw.Line(a.Note)
	}
	return s + "."
}

// paragraphHere says where in the article the reader is, and its words there.
func (m *Model) paragraphHere() string {
	a := &m.data.Articles[m.sel.article]
	at := m.block()
	if at < 0 {
		return "At the title, before " + plural(len(a.Blocks), "paragraph") + "."
	}
	b := &a.Blocks[at]
	s := fmt.Sprintf("Paragraph %d of %d", at+1, len(a.Blocks))
	if b.Kind != model.Paragraph {
		s += ", " + b.Kind.String()
	}
	text := draw.Line(b.Span.Of(a.Text))
	if b.Kind == model.Code || b.Kind == model.Table {
		lines := strings.Split(b.Span.Of(a.Text), "\n")
		for i, l := range lines {
			lines[i] = draw.Line(strings.ReplaceAll(l, "\t", "; "))
		}
		text = strings.Join(lines, "\n")
	}
	s += ": " + text
	if b.Marker != "" {
		s = strings.Replace(s, ": ", ": "+draw.Line(b.Marker)+" ", 1)
	}
	var told []string
	seen := map[int]bool{}
	for _, k := range m.marksHere() {
		if !seen[k.Event] {
			seen[k.Event] = true
			told = append(told, m.dated(k.Event))
		}
	}
	if len(told) > 0 {
		s += "\nTells: " + strings.Join(told, "; ") + "."
	}
	notes := map[bool]int{}
	for _, n := range m.data.kept.notes[m.sel.article] {
		if n.Span.Overlaps(b.Span) {
			notes[n.Bookmark]++
		}
	}
	for _, k := range []bool{false, true} {
		if n := notes[k]; n > 0 {
			s += "\nHas " + plural(n, map[bool]string{true: "bookmark", false: "note"}[k]) + "."
		}
	}
	return s
}

// pickSpoken says what is selected: all of it when it is short, else its ends.
func (m *Model) pickSpoken() string {
	text := []rune(draw.Line(m.pick.span.Of(m.data.Articles[m.sel.article].Text)))
	s := "Selected " + plural(len(text), "character") + ": "
	const whole, end = 240, 80
	if len(text) <= whole {
		return s + string(text)
	}
	return s + string(text[:end]) + " ... " + string(text[len(text)-end:])
}

// inWords returns a line that was made to be drawn without what is only for the eye.
func inWords(line string) string {
	s := strings.ReplaceAll(strings.ReplaceAll(ansi.Strip(line), theme.NoMark+" ", ""), theme.NoMark, "")
	return strings.TrimSpace(strings.NewReplacer(" , ", ", ", " ; ", "; ").Replace(draw.Line(s)))
}

// fields does so with a line that has columns: what parts them is a comma.
func fields(line string) string {
	var out []string
	for s := range strings.SplitSeq(inWords(line), "  ") {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return strings.ReplaceAll(strings.Join(out, ", "), ":, ", ": ")
}
