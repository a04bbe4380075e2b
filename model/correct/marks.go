package correct

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/source"
)

// OnEvent is the kind of a note or a bookmark that is about the whole event that
// the passage tells; without a kind it is about the words.
const OnEvent Kind = "event"

// Marks returns the notes and bookmarks that hold where they are in the articles
// now, by place, orphans last; and says which have none. One that another entry
// replaces (Of) is not among them; nor is an entry that replaces one by nothing,
// which is how they are removed: so removing can be undone like everything else.
func (s *Set) Marks(as []model.Article) (marks []model.Mark, orphans []model.Diagnostic) {
	if s == nil {
		return nil, nil
	}
	replaced := map[string]bool{}
	for i := range s.marks {
		replaced[s.marks[i].Of] = true
	}
	for i := range s.marks {
		e := &s.marks[i]
		if replaced[e.ID] || e.Of != "" && e.Text == "" {
			continue
		}
		m := model.Mark{
			ID: e.ID, Bookmark: e.Type == Bookmark, Note: e.Text, OnEvent: e.Kind == OnEvent, Article: -1,
			Quote: e.At.Exact, Source: cmp.Or(e.At.Title, e.At.Article), Who: e.Who, Made: e.Made,
		}
		if p, ok := e.At.find(as); ok {
			m.Article, m.Span = p.article, p.span
		} else {
			orphans = append(orphans, orphanMark(e))
		}
		marks = append(marks, m)
	}
	slices.SortStableFunc(marks, func(a, b model.Mark) int {
		return cmp.Or(cmp.Compare(uint(a.Article), uint(b.Article)), cmp.Compare(a.Span.Start, b.Span.Start)) // -1 is the last
	})
	return marks, orphans
}

// orphanMark says that a note or a bookmark finds no place.
func orphanMark(e *Entry) model.Diagnostic {
	what := string(e.Type)
	if e.Text != "" {
		what += " " + quoted(e.Text)
	}
	where := "the article " + quoted(cmp.Or(e.At.Article, e.At.Title)) + " is not here"
	if e.At.Exact != "" {
		where = "no article here has the words " + quoted(e.At.Exact)
	}
	return model.Diagnostic{
		Path: FileName, Article: -1, Stage: "correct", Severity: model.Note,
		Message: fmt.Sprintf("the %s (%s) has lost its place: %s; it is kept, and listed with the others", what, source.Line(e.ID), where),
	}
}
