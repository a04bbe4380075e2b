package source

import (
	"path"
	"strings"

	"github.com/kreader/kreader/model"
)

// describe fills in what a is known by: title, byline, outlet, dates, language,
// each with its origin.
func (p *page) describe(a *model.Article) {
	a.Title = p.title
	if a.Title == "" {
		a.Title = p.firstWords()
	}
	a.Byline = p.meta.Byline
	if a.Byline == "" {
		a.Byline = p.byline
	}
	a.Outlet, a.OutletFrom = p.outlet()
	p.dates(a)
	a.Language = language(p.meta.Language, p.pieces)
}

// firstWords names an article without a title: by how it begins, or by its
// file when it is empty.
func (p *page) firstWords() string {
	for i := range p.pieces {
		if s := Line(p.pieces[i].Text[:min(len(p.pieces[i].Text), 400)]); s != "" {
			return excerpt(s, 80)
		}
	}
	return Visible(strings.TrimSuffix(path.Base(p.doc.Path), path.Ext(p.doc.Path)))
}

// dates fills in when a was published and modified.
func (p *page) dates(a *model.Article) {
	a.PublishedFrom = model.FromNone
	if s := p.meta.Published; s != "" {
		if v, ok := parseDate(s); ok {
			a.Published, a.PublishedFrom = v, model.FromMetadata
		} else if looksLikeDate(s) {
			p.note(model.Note, "its metadata give the date "+excerpt(s, 40)+", which no calendar has or which could be read in two ways; it is not used")
		}
	}
	if a.Published.IsZero() && a.URL != "" {
		if v, ok := pathDate(a.URL); ok {
			a.Published, a.PublishedFrom = v, model.FromMetadata
		}
	}
	if a.Published.IsZero() && !p.published.IsZero() {
		a.Published, a.PublishedFrom = p.published, model.FromText
	}
	if a.Published.IsZero() {
		if v, ok := p.runTogether(); ok {
			a.Published, a.PublishedFrom = v, model.FromText
		}
	}
	if a.Published.IsZero() {
		if v, ok := pathDate(p.doc.Rel); ok {
			a.Published, a.PublishedFrom = v, model.FromPath
		}
	}
	a.Modified = p.modified
	if v, ok := parseDate(p.meta.Modified); ok {
		a.Modified = v
	}
}

// runTogether reads the date from the head of a page whose lines a converter
// ran together: "CITY | Thu May 21, 2009 5:44 am EDT The minister said …". Only
// what is set off from the text counts: a date with a time of day, at the very
// start before a bar, or after a word such as "Published".
func (p *page) runTogether() (value, bool) {
	for i := 0; i < len(p.pieces) && i < 3; i++ {
		t := dateTokens(p.pieces[i].Text, 400)
		for j := range t {
			n := 0
			v, n := dateAt(t, j)
			if n == 0 {
				continue
			}
			k := j + n
			for k < len(t) && (t[k].mark == ',' || t[k].mark == '|' || t[k].mark == '-' || t[k].word == "at") {
				k++
			}
			switch {
			case timeAt(t, k) > 0 && clockAt(t, k):
			case j == 0 && k > n:
			case j > 0 && publishedWords[t[j-1].word], j > 1 && publishedWords[t[j-2].word] && t[j-1].mark == ':', j > 1 && publishedWords[t[j-2].word] && t[j-1].word == "on":
			case timeBefore(t, j):
			default:
				continue
			}
			return v, true
		}
	}
	return value{}, false
}

func clockAt(t []dateToken, k int) bool { return k+1 < len(t) && t[k].num >= 0 }

// timeBefore reports whether a time of day ends right before token j.
func timeBefore(t []dateToken, j int) bool {
	for i := max(0, j-8); i < j; i++ {
		if n := timeAt(t, i); n > 0 {
			k := i + n
			for k < j && (t[k].mark == ',' || weekdays[t[k].word] || t[k].word == "on") {
				k++
			}
			if k == j {
				return true
			}
		}
	}
	return false
}

func (p *page) note(s model.Severity, msg string) {
	p.notes = append(p.notes, model.Diagnostic{Severity: s, Message: msg})
}
