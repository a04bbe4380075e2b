package source

import (
	"path"
	"strings"
	"unicode"

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
	for _, field := range []*string{&a.Title, &a.Byline, &a.Outlet, &a.URL, &a.Note} {
		*field = Line(*field)
	}
}

// firstWords names an article without a title: by how it begins, dateline
// aside, or by its file when it is empty.
func (p *page) firstWords() string {
	for i := range p.pieces {
		s := p.pieces[i].Text
		s = Line(s[:min(len(s), 600)])
		if s == "" {
			continue
		}
		if from, to, _, ok := setOffDate(s); ok {
			// Text before the place and date of a page that was run together is
			// its headline.
			before := strings.TrimRight(s[:from], " |-–—·,")
			for {
				j := strings.LastIndexByte(before, ' ') + 1
				w := before[j:]
				if w == "" || (w != strings.ToUpper(w) || strings.IndexFunc(w, unicode.IsLetter) < 0) && !publishedWords[strings.ToLower(w)] {
					break
				}
				before = strings.TrimRight(before[:j], " ,")
			}
			if n := words(before); n >= 3 && n <= 25 && !strings.ContainsAny(before, "|") && !strings.HasSuffix(before, ".") && !hasFold(before, "by ") {
				return before
			}
			s = strings.TrimLeft(s[to:], " |-–—·,")
		}
		if agencyOf(s) != "" {
			i := strings.IndexByte(s, ')')
			s = strings.TrimLeft(s[i+1:], " -–—")
		}
		if s != "" {
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
	if v, ok := parseDate(p.meta.Printed); ok && a.Published.IsZero() {
		a.Published, a.PublishedFrom = v, model.FromText
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
		if a.Published.IsZero() && p.meta.Published == "" {
			a.Published, a.PublishedFrom = v, model.FromMetadata
			p.note(model.Note, "it says when it was changed, not when it was published; that day is taken for its date")
		}
	}
}

// runTogether reads the date from the head of a page whose lines a converter
// ran together.
func (p *page) runTogether() (value, bool) {
	for i := 0; i < len(p.pieces) && i < 3; i++ {
		if _, _, v, ok := setOffDate(p.pieces[i].Text); ok {
			return v, true
		}
	}
	return value{}, false
}

// setOffDate finds the date of publication inside a paragraph, and what it
// covers: "CITY | Thu May 21, 2009 5:44 am EDT The minister said …". Only what
// is set off from the text counts: a date with a time of day, at the very start
// before a bar, or after a word such as "Published". One that says when the
// page was updated does not.
func setOffDate(s string) (from, to int, v value, ok bool) {
	t := dateTokens(s, 400)
	word := func(j int) string {
		if j < 0 {
			return ""
		}
		return t[j].word
	}
	for j := range t {
		v, n := dateAt(t, j)
		if n == 0 || j > 0 && weekdays[t[j-1].word] {
			continue // a weekday before it belongs to it
		}
		k, at := j+n, false
		for k < len(t) && (t[k].mark == ',' || t[k].mark == '|' || t[k].mark == '-' || t[k].mark == ':' || t[k].word == "at") {
			at = at || t[k].word == "at"
			k++
		}
		before := j - 1
		for before >= 0 && (t[before].mark == ':' || t[before].word == "on" || weekdays[t[before].word] || t[before].mark == ',') {
			before--
		}
		clock := timeAt(t, k)
		switch label := publishedWords[word(before)]; {
		case modifiedWords[word(before)], !label && inSentence[word(j-1)]:
			continue
		case clock > 0 && t[k].num >= 0 && (!at || label || before < 0 || t[before].mark == '|'):
			k += clock
		case j == 0 && n < len(t) && t[n].mark == '|', label, timeBefore(t, j):
		default:
			continue
		}
		return t[j].start, t[k-1].end, v, true
	}
	return 0, 0, value{}, false
}

// inSentence are the words before a date that make it part of a sentence.
var inSentence = map[string]bool{"on": true, "of": true, "by": true, "since": true, "until": true, "till": true, "from": true, "to": true,
	"before": true, "after": true, "for": true, "between": true, "and": true, "in": true, "the": true, "dated": true}

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
