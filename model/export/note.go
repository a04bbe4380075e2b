package export

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// said returns a date for people with everything that is not known of it:
// "about Nov 2021", "7 Nov 2021 (inferred)"; "undated" when none is known.
func said(v edtf.Value) string {
	switch {
	case v.IsZero():
		return "undated"
	case v.Uncertain:
		return v.Words() + " (inferred)"
	}
	return v.Words()
}

// headed returns the title of an event behind its date, for formats in which a
// day stands for a month, a year or "about": the title then says what is meant.
// It is only the title where the day itself is what the articles state.
func headed(e *model.Event) string {
	if stated(e.When) {
		return line(e.Title)
	}
	return said(e.When) + ": " + line(e.Title)
}

// stated reports whether v is a day, neither about nor inferred.
func stated(v edtf.Value) bool { return v.Gran == edtf.ByDay && !v.Approx && !v.Uncertain }

// years reports whether v lies in the years 1 to 9999, which is what most
// formats can write.
func years(v edtf.Value) bool {
	return !v.IsZero() && v.Lo.Year() >= 1 && v.Hi.Year() <= 9999
}

// latest returns the last day on which an article was published, zero when none
// of them is dated. It stands where a format asks when something was written:
// what is exported is a function of the articles, not of the clock.
func latest(as []model.Article) (d edtf.Day, known bool) {
	for i := range as {
		if p := as[i].Published; years(p) && (!known || p.Hi > d) {
			d, known = p.Hi, true
		}
	}
	return d, known
}

// publishedLast is latest of the articles that tell e.
func publishedLast(c *model.Collection, e *model.Event) (d edtf.Day, known bool) {
	var as []model.Article
	for _, p := range e.Passages {
		as = append(as, c.Articles[p.Article])
	}
	return latest(as)
}

// notesOn returns the notes on the words of p; bookmarks without words are not
// among them.
func notesOn(c *model.Collection, p *model.Passage) (out []*model.Mark) {
	for i := range c.Marks {
		if m := &c.Marks[i]; m.Note != "" && m.On(p) {
			out = append(out, m)
		}
	}
	return out
}

// notesText returns the notes on the words of p as one text.
func notesText(c *model.Collection, p *model.Passage) string {
	var notes []string
	for _, m := range notesOn(c, p) {
		notes = append(notes, noted(m)+": "+lines(m.Note))
	}
	return strings.Join(notes, "\n")
}

// elsewhere returns the notes that are on no passage of an event: those on
// articles, on other words of them, and the orphans.
func elsewhere(c *model.Collection) (out []*model.Mark) {
	for i := range c.Marks {
		m := &c.Marks[i]
		if m.Note == "" || slices.ContainsFunc(c.Events, func(e model.Event) bool {
			return slices.ContainsFunc(e.Passages, func(p model.Passage) bool { return m.On(&p) })
		}) {
			continue
		}
		out = append(out, m)
	}
	return out
}

// noted says whose note it is and of when: "Note by Ann, 1 May 2024".
func noted(m *model.Mark) string {
	s := "Note"
	if m.OnEvent {
		s = "Note on the event"
	}
	if m.Who != "" {
		s += " by " + line(m.Who)
	}
	if !m.Made.IsZero() {
		y, mon, d := m.Made.UTC().Date()
		s += ", " + edtf.DayOf(y, int(mon), d).Words()
	}
	return s
}

// placed says what a mark is on that is on no passage.
func placed(c *model.Collection, m *model.Mark) string {
	var parts []string
	switch {
	case m.Article >= 0:
		parts = append(parts, source(&c.Articles[m.Article]))
	case m.Source != "":
		parts = append(parts, line(m.Source)+" (not found here any more)")
	default:
		parts = append(parts, "not found here any more")
	}
	if m.Quote != "" {
		parts = append(parts, "“"+line(m.Quote)+"”")
	}
	return strings.Join(parts, ": ")
}
