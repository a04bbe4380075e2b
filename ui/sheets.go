package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/why"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/draw"
	"github.com/kreader/kreader/ui/help"
	"github.com/kreader/kreader/ui/theme"
)

func (m *Model) helpSheet() *sheet {
	s := &sheet{title: "Help"}
	s.write = func(w int) ([]string, int) {
		narrow := ""
		if s.line != nil {
			narrow = s.line.shown()
		}
		if m.words {
			return help.Words(m.keys, narrow), 0
		}
		return help.Lines(m.keys, m.theme, w, narrow), 0
	}
	return s
}

// narrowHelp begins to narrow the help to what is typed.
func (m *Model) narrowHelp() {
	s := m.overlay
	if s.kind != helpSheet {
		m.say("only the help is narrowed")
		return
	}
	if s.line == nil {
		s.line = &input{id: action.Help, label: m.theme.Glyphs.Prompt}
	}
	m.line = s.line
	m.renarrow()
}

// renarrow writes the help again, of what is typed now.
func (m *Model) renarrow() {
	m.overlay.lines = nil
	m.resizeOverlay()
}

// endNarrow ends the typing; with what is typed kept or not.
func (m *Model) endNarrow(keep bool) {
	m.line = nil
	if !keep || len(m.overlay.line.text) == 0 {
		m.overlay.line = nil
	}
	m.renarrow()
}

// articleSheet lists the articles: outlet, title, date and how it is known,
// length, and how many events it tells. Below stands which file the article at
// the cursor is, and why it is given a date that it does not give itself.
func (m *Model) articleSheet() *sheet {
	d := m.data
	t := m.theme
	s := &sheet{title: plural(len(d.Articles), "article"), count: len(d.Articles), cursor: max(m.sel.article, 0)}
	longest := 0
	for i := range d.outlets {
		longest = max(longest, draw.Width(outletOrUnknown(d.outlets[i])))
	}
	s.draw = func(i, w int, cursor bool) string { return m.articleRow(i, w, min(longest, 24, w/5), cursor) }
	s.detailed = 1
	if slices.ContainsFunc(d.Articles, func(a model.Article) bool { return a.PublishedWhy != "" }) {
		s.detailed = 3
	}
	s.detail = func(i, w int) []string {
		a := &d.Articles[i]
		path := draw.Line(a.Path)
		if n := draw.Width(path) - w; n > 0 { // its end says more
			path = ansi.TruncateLeft(path, n+1, t.Glyphs.Ellipsis)
		}
		out := []string{path}
		if a.PublishedWhy != "" {
			out = append(out, draw.Wrap(dateWhy(a), w)...)
		}
		return out
	}
	return s
}

// articleRow draws a row of the list of articles; column is how wide the names
// of the outlets are.
func (m *Model) articleRow(i, w, column int, cursor bool) string {
	d, t := m.data, m.theme
	a := &d.Articles[i]
	o := d.outlets[d.outletOf[i]]
	style := t.Text
	if cursor {
		style = t.Bright
	}
	right := published(a)
	if w >= 60 {
		right = " " + draw.PadRight(howKnown[a.PublishedFrom], 9) + " " + draw.PadLeft(right, 12)
	} else {
		if a.PublishedFrom == model.FromInferred {
			right = t.Glyphs.Inferred + " " + right
		}
		right = " " + draw.PadLeft(right, 13)
	}
	if w >= 80 {
		right += draw.PadLeft(plural(a.Words, "word"), 13) + draw.PadLeft(plural(d.told[i], "event"), 12)
	}
	if w >= 96 {
		right += draw.PadLeft(m.readShare(i), 12)
	}
	left := o.Marked() + " "
	switch {
	case d.kept.fresh[i]:
		left += t.Accent.Render(t.Glyphs.New) + " "
	case d.kept.freshly > 0:
		left += "  "
	}
	if w >= 50 {
		left += o.Style.Render(draw.PadRight(draw.Truncate(outletOrUnknown(o), column, t.Glyphs.Ellipsis), column)) + "  "
	}
	room := w - draw.Width(left) - draw.Width(right)
	title := draw.Truncate(draw.Line(titleOf(a)), room, t.Glyphs.Ellipsis)
	return left + style.Render(title) + draw.Spaces(room-draw.Width(title)) + t.Dim.Render(right)
}

// outletOrUnknown returns the short name of an outlet where the title of its
// article stands beside it.
func outletOrUnknown(o theme.Outlet) string {
	if o.Unknown {
		return "unknown outlet"
	}
	return draw.Line(o.Short)
}

func titleOf(a *model.Article) string {
	if a.Title != "" {
		return a.Title
	}
	return a.Path
}

// howKnown says, in few letters, where a date of publication was found.
var howKnown = map[model.Origin]string{
	model.FromUser: "yours", model.FromMetadata: "metadata", model.FromText: "in text",
	model.FromPath: "file name", model.FromInferred: "inferred", model.FromNone: "", "": "",
}

// whence says, after the date of an article that others are read against, where
// that was found.
var whence = map[model.Origin]string{
	model.FromUser: "yours", model.FromMetadata: "from its metadata", model.FromText: "from its text",
	model.FromPath: "from the file's name", model.FromInferred: "inferred",
}

// dateWhy says why an article is given its date.
func dateWhy(a *model.Article) string {
	if a.PublishedFrom == model.FromUser {
		return published(a) + ": " + draw.Dates(draw.Line(a.PublishedWhy))
	}
	return published(a) + " is inferred: " + draw.Dates(draw.Line(a.PublishedWhy))
}

// published returns the date of an article in at most twelve cells, if it is
// of one day.
func published(a *model.Article) string {
	if a.Published.IsZero() {
		return "undated"
	}
	return draw.Date(a.Published)
}

// outletSheet lists the outlets and hides or shows them.
func (m *Model) outletSheet() *sheet {
	d := m.data
	articles, events := make([]int, len(d.outlets)), make([]int, len(d.outlets))
	for _, o := range d.outletOf {
		articles[o]++
	}
	for e := range d.Events {
		for _, o := range d.index.Tellers(e) {
			events[o]++
		}
	}
	t := m.theme
	s := &sheet{title: "Outlets", count: len(d.outlets), foot: "Enter hides or shows"}
	s.draw = func(i, w int, cursor bool) string {
		o := d.outlets[i]
		hidden := m.timeline.Filter().Hidden
		mark, style, state := o.Mark, o.Style, ""
		if i < len(hidden) && hidden[i] {
			mark, style, state = t.Glyphs.Hidden, t.Struck, "hidden  "
		}
		name := draw.Line(o.Name)
		if o.Unknown {
			name = "unknown outlet: " + name
		}
		number := "  "
		if i < 9 {
			number = fmt.Sprintf("%d ", i+1)
		}
		right := " " + state + draw.PadLeft(plural(articles[i], "article"), 11) + draw.PadLeft(plural(events[i], "event"), 11)
		if w < 50 {
			right = ""
		}
		room := w - 4 - draw.Width(right)
		name = draw.Truncate(name, room, t.Glyphs.Ellipsis)
		return t.Dim.Render(number) + style.Render(mark) + " " + style.Render(name) + draw.Spaces(room-draw.Width(name)) + t.Dim.Render(right)
	}
	return s
}

// diagnosticSheet says what could not be read, the gravest first.
func (m *Model) diagnosticSheet() *sheet {
	d := m.data
	return &sheet{title: plural(len(d.Diagnostics), "diagnostic"), write: func(w int) ([]string, int) {
		if len(d.Diagnostics) == 0 {
			return []string{"Everything could be read."}, 0
		}
		var out []string
		for severity := model.Failure; ; severity-- {
			for i := range d.Diagnostics {
				if g := &d.Diagnostics[i]; g.Severity == severity && len(out) < mostLines {
					out = append(out, m.diagnostic(g, w)...)
				}
			}
			if severity == model.Note {
				return out, 0
			}
		}
	}}
}

// mostLines bounds a page, whatever is said in it.
const mostLines = 5000

func (m *Model) diagnostic(g *model.Diagnostic, w int) []string {
	t := m.theme
	style, word := t.Dim, "note"
	switch g.Severity {
	case model.Warning:
		style, word = t.Accent, "warning"
	case model.Failure:
		style, word = t.Warn, "not read"
	}
	out := []string{style.Render(word) + " " + t.Bright.Render(draw.Truncate(draw.Line(g.Path), max(w-10, 1), t.Glyphs.Ellipsis))}
	for _, l := range draw.Wrap(draw.Line(g.Message), w-2) {
		out = append(out, "  "+l)
	}
	return out
}

// whySheet tells in full how the date of the chosen event was come by, and how
// each of its passages was joined.
func (m *Model) whySheet() *sheet {
	d, t := m.data, m.theme
	e := &d.Events[m.sel.event]
	chosen := m.sel.passage
	date := draw.Date(e.When)
	if date == "" {
		date = "undated"
	}
	reasons := why.Of(d.Collection, e, chosen)
	return &sheet{title: "Why", write: func(w int) ([]string, int) {
		var out []string
		at := 0
		for _, l := range draw.Wrap(draw.Line(e.Title), w) {
			out = append(out, t.Bright.Render(l))
		}
		out = append(out, date+t.Dim.Render(inferred(e)+"  told in "+plural(len(e.Passages), "passage")+accounts(e, ", ")), "")
		for _, what := range e.Corrected {
			for _, l := range draw.Wrap(draw.Dates(draw.Line(what)), w) {
				out = append(out, t.Dim.Render(l))
			}
		}
		if len(e.Corrected) > 0 {
			out = append(out, "")
		}
		out = append(out, m.differences(e, w)...)
		last := -1
		for i := range e.Passages {
			p := &e.Passages[i]
			if p.Article != last {
				last = p.Article
				out = append(out, m.passageHead(p, w)...)
				out = append(out, m.copies(e, p.Article, w)...)
			}
			rail := "  "
			if i == chosen && i > 0 {
				at = len(out) - 1
			}
			if i == chosen {
				rail = d.outlets[d.outletOf[p.Article]].Style.Render(t.Glyphs.Rail) + " "
			}
			how := draw.Dates(draw.Line(p.Why))
			if p.Says != "" {
				how = strings.TrimSuffix(t.Glyphs.QuoteLeft+draw.Line(p.Says)+t.Glyphs.QuoteRight+": "+how, ": ")
			}
			if when := draw.Date(p.When); when != "" && when != date {
				how = when + " " + t.Glyphs.From + " " + how
			}
			for _, l := range draw.Wrap(draw.Line(p.Span.Of(d.Articles[p.Article].Text)), w-2) {
				out = append(out, rail+l)
			}
			for _, what := range append([]string{how}, m.reasons(reasons, i)...) {
				for _, l := range draw.Wrap(what, w-2) {
					out = append(out, rail+t.Dim.Render(l))
				}
			}
			if out = append(out, ""); len(out) > mostLines {
				break
			}
		}
		return out[:len(out)-1], at
	}}
}

// reasons says which dates the words of a passage could have meant as well, and what
// it has in common with the others.
func (m *Model) reasons(x *why.Event, i int) (out []string) {
	t, p := m.theme, &m.data.Events[m.sel.event].Passages[i]
	for _, d := range why.Date(m.data.Collection, p) {
		out = append(out, "not "+draw.Date(d.When)+": "+d.Why)
	}
	s, ok := x.Passage(i)
	if !ok {
		return out
	}
	var parts []string
	if s.Date != "" {
		parts = append(parts, "the date with "+s.Date)
	}
	if s.Kind {
		parts = append(parts, "what kind of thing happened")
	}
	for _, n := range s.Names {
		parts = append(parts, draw.Line(n))
	}
	for _, w := range s.Words {
		parts = append(parts, t.Glyphs.QuoteLeft+draw.Line(w)+t.Glyphs.QuoteRight)
	}
	if len(parts) == 0 {
		parts = append(parts, "nothing that can be named")
	}
	return append(out, "in common: "+strings.Join(parts, ", ")+" "+t.Glyphs.Dot+" "+s.Sure.String())
}

// passageHead names the article of a passage, and says where its date was found,
// or why it is given one that it does not give itself: other dates are read
// against that.
func (m *Model) passageHead(p *model.Passage, w int) []string {
	t := m.theme
	a := &m.data.Articles[p.Article]
	o := m.data.outlets[m.data.outletOf[p.Article]]
	name := draw.Line(o.Name)
	if o.Unknown {
		name = "unknown outlet"
	}
	date := published(a)
	if from := whence[a.PublishedFrom]; from != "" && a.PublishedWhy == "" {
		date += " (" + from + ")"
	}
	title := draw.Line(titleOf(a))
	dot := " " + t.Glyphs.Dot + " "
	title = draw.Truncate(title, max(w-2-draw.Width(name+date)-2*draw.Width(dot), 12), t.Glyphs.Ellipsis)
	out := []string{draw.Truncate(o.Marked()+" "+o.Style.Render(name)+t.Dim.Render(dot+title+dot+date), w, t.Glyphs.Ellipsis)}
	if a.PublishedWhy != "" {
		for _, l := range draw.Wrap(dateWhy(a), w-2) {
			out = append(out, "  "+t.Dim.Render(l))
		}
	}
	return out
}

// copies says with which articles before it an article has its words in common.
func (m *Model) copies(e *model.Event, article, w int) []string {
	k := e.Account(article)
	if k < 0 {
		return nil
	}
	var names []string
	for _, other := range e.Accounts[k] {
		if other == article {
			break
		}
		o := m.data.outlets[m.data.outletOf[other]]
		if name := o.Mark + " " + outletOrUnknown(o); m.data.outletOf[other] != m.data.outletOf[article] && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if names == nil {
		return nil
	}
	t := m.theme
	return []string{draw.Truncate("  "+t.Dim.Render("mostly the words of "+strings.Join(names, ", ")+": counted once"), w, t.Glyphs.Ellipsis)}
}

// accounts says after a comma, or what else parts it, in how many articles an
// event is told and how many independent accounts these are; nothing where one
// article tells it.
func accounts(e *model.Event, before string) string {
	if e.Told() < 2 {
		return ""
	}
	return before + plural(e.Told(), "article") + ", " + plural(len(e.Accounts), "account")
}

func inferred(e *model.Event) string {
	if e.When.Uncertain {
		return "  inferred"
	}
	return ""
}

// differences says who gives which date or number.
func (m *Model) differences(e *model.Event, w int) []string {
	t := m.theme
	var out []string
	for i := range e.Differences {
		out = append(out, draw.Truncate(t.Accent.Render("differ ")+m.differenceLine(e, e.Differences[i:i+1]), w, t.Glyphs.Ellipsis))
	}
	if out != nil {
		out = append(out, "")
	}
	return out
}

// markOrName returns the mark of an outlet; where there are no marks, its name.
func (m *Model) markOrName(outlet int) string {
	o := m.data.outlets[outlet]
	if m.words {
		return outletOrUnknown(o)
	}
	return o.Marked()
}

// differenceLine says on one line what each of some differences of an event is
// about, and the marks of the outlets that give each value.
func (m *Model) differenceLine(e *model.Event, differences []model.Difference) string {
	var b strings.Builder
	for k, f := range differences {
		if k > 0 {
			b.WriteString("  ")
		}
		m.theme.Dim.Append(&b, draw.Line(f.Key())+":")
		for j, v := range f.Values {
			if m.words && j > 0 {
				b.WriteByte(';')
			}
			b.WriteByte(' ')
			var named []int
			for _, i := range v.Passages {
				if o := m.data.outletOf[e.Passages[i].Article]; !slices.Contains(named, o) {
					if m.words && len(named) > 0 {
						b.WriteString(", ")
					}
					b.WriteString(m.markOrName(o))
					named = append(named, o)
				}
			}
			b.WriteString(" " + draw.Dates(draw.Line(v.Value)) + " ")
		}
	}
	return b.String()
}
