package correct

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/name"
	"github.com/kreader/kreader/model/source"
)

// Set is the corrections that hold, ready to be replayed, and the notes and
// bookmarks. The zero Set, and nil, change nothing.
type Set struct {
	entries []Entry // corrections
	marks   []Entry // notes and bookmarks
}

// NewSet returns what holds among entries, in the order given. Of two corrections
// that say different things of one place the later one is right.
func NewSet(entries []Entry) *Set {
	s := &Set{}
	for _, e := range entries {
		switch {
		case !e.Holds() || e.Check() != nil:
		case e.Type == Correction:
			s.entries = append(s.entries, e)
		default:
			s.marks = append(s.marks, e)
		}
	}
	return s
}

// Empty reports whether s changes nothing.
func (s *Set) Empty() bool { return s == nil || len(s.entries) == 0 }

// Unmarked returns the corrections of s without the notes and bookmarks.
func (s *Set) Unmarked() *Set {
	if s == nil {
		return nil
	}
	return &Set{entries: s.entries}
}

// String returns s in a form that tells it from every other set.
func (s *Set) String() string {
	if s == nil {
		return ""
	}
	var b strings.Builder
	for _, e := range slices.Concat(s.entries, s.marks) {
		made, undone := e.Made, e.Undone
		e.Made, e.Undone = time.Time{}, time.Time{}
		fmt.Fprintf(&b, "%#v %s %s\n", e, made, undone)
	}
	return b.String()
}

func (s *Set) of(at stage) func(func(*Entry) bool) {
	return func(yield func(*Entry) bool) {
		if s == nil {
			return
		}
		for i := range s.entries {
			if when, _ := stageOf(s.entries[i].Kind); when == at && !yield(&s.entries[i]) {
				return
			}
		}
	}
}

// orphan says that a correction finds no place.
func orphan(e *Entry) model.Diagnostic {
	what := "the article " + quoted(cmp.Or(e.At.Article, e.At.Title)) + " is not here"
	if e.At.Exact != "" {
		what = "no article here has the words " + quoted(e.At.Exact)
	}
	return lost(e, what+"; it is kept for when they are")
}

func lost(e *Entry, why string) model.Diagnostic {
	value := ""
	if e.Value != "" {
		value = " " + quoted(e.Value)
	}
	return model.Diagnostic{
		Path: FileName, Article: -1, Stage: "correct", Severity: model.Note,
		Message: fmt.Sprintf("the correction of %s%s (%s) is not heeded: %s", e.Kind, value, source.Line(e.ID), why),
	}
}

const shownQuote = 60 // characters of a quote in a message

func quoted(s string) string {
	r := []rune(source.Line(s))
	if len(r) > shownQuote {
		r = append(r[:shownQuote], '…')
	}
	return "“" + string(r) + "”"
}

// by says who corrected, for people.
func (e *Entry) by() string {
	if e.Who != "" {
		return "corrected by " + e.Who
	}
	return "corrected by the reader"
}

// Articles puts right what is known of articles, in place, and returns the
// orphans. Doing it again changes nothing.
func (s *Set) Articles(as []model.Article) (orphans []model.Diagnostic) {
	for e := range s.of(onArticles) {
		p, ok := e.At.find(as)
		if !ok {
			orphans = append(orphans, orphan(e))
			continue
		}
		a := &as[p.article]
		switch e.Kind {
		case Outlet:
			a.Outlet, a.OutletFrom = e.Value, model.FromUser
		case Language:
			a.Language = e.Value
		case Published:
			v, _ := edtf.Parse(e.Value)
			if a.PublishedFrom == model.FromUser && a.Published == v {
				continue
			}
			was := "unknown"
			if !a.Published.IsZero() {
				was = fmt.Sprintf("%s, from %s", a.Published, a.PublishedFrom)
			}
			a.PublishedWhy = fmt.Sprintf("%s (was %s)", e.by(), was)
			a.Published, a.PublishedFrom = v, model.FromUser
		}
	}
	return orphans
}

// Mentions puts right what passages tell. It returns the mentions of c that are
// left, and changes the temporal expressions that date them; both are c's own
// and may be changed.
func (s *Set) Mentions(c *model.Collection) (left []model.Mention, orphans []model.Diagnostic) {
	left = c.Mentions
	for e := range s.of(onMentions) {
		if e.Kind == Alias {
			rename(left, e.Of, e.Value)
			continue
		}
		p, ok := e.At.find(c.Articles)
		if !ok {
			orphans = append(orphans, orphan(e))
			continue
		}
		hit := false
		tells := func(m *model.Mention) bool { return m.Article == p.article && m.Clause.Overlaps(p.span) }
		if e.Kind == NotEvent {
			n := len(left)
			left = slices.DeleteFunc(left, func(m model.Mention) bool { return tells(&m) })
			hit = len(left) < n
		} else {
			for i := range left {
				if tells(&left[i]) {
					redate(c, &left[i], e)
					hit = true
				}
			}
		}
		if !hit {
			orphans = append(orphans, lost(e, "the words "+quoted(e.At.Exact)+" tell no event any more"))
		}
	}
	return left, orphans
}

// redate gives a mention, and the words that date it, another date.
func redate(c *model.Collection, m *model.Mention, e *Entry) {
	v, _ := edtf.Parse(e.Value)
	was := "undated"
	if !m.When.IsZero() {
		was = m.When.String()
		if m.Timex >= 0 {
			was += ", from “" + source.Line(c.Timexes[m.Article][m.Timex].Span.Of(c.Articles[m.Article].Text)) + "”"
		}
	}
	if m.When != v {
		m.Why = fmt.Sprintf("%s (was %s)", e.by(), was)
	}
	m.When = v
	m.Evidence.Refers, m.Evidence.Inferred = false, false
	if m.Timex >= 0 {
		t := &c.Timexes[m.Article][m.Timex]
		t.When, t.Why, t.Stated = v, m.Why, false
		t.Value = timexValue(v, t.Value)
	}
}

// timexValue returns the TIMEX3 value of a date, old when it has none.
func timexValue(v edtf.Value, old string) string {
	v.Approx, v.Uncertain = false, false
	switch v.Gran {
	case edtf.ByDay, edtf.ByMonth, edtf.ByYear:
		return v.String()
	case edtf.ByDecade, edtf.ByCentury:
		return strings.TrimRight(v.String(), "X")
	}
	return old
}

// rename reads one spelling of a name as another wherever a mention names it.
func rename(ms []model.Mention, of, as string) {
	from, to := strings.Fields(name.Fold(of)), strings.Fields(as)
	fix := func(n string) string {
		ws := strings.Fields(n)
		for i := 0; len(from) > 0 && i+len(from) <= len(ws); i++ {
			if name.Fold(strings.Join(ws[i:i+len(from)], " ")) == strings.Join(from, " ") && !strings.Contains(n, as) {
				return strings.Join(slices.Concat(ws[:i], to, ws[i+len(from):]), " ")
			}
		}
		return n
	}
	for i := range ms {
		ev := &ms[i].Evidence
		ev.Person, ev.Patient = fix(ev.Person), fix(ev.Patient)
		names := make([]string, 0, len(ev.Names))
		for _, n := range ev.Names {
			if n = fix(n); !slices.Contains(names, n) {
				names = append(names, n)
			}
		}
		ev.Names = names
	}
}
