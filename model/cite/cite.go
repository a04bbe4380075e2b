// Package cite writes where a quotation is from, in the formats that people and
// their programs keep references in: one file per format.
//
// In: an article and a span of it. Out: the quotation, its source, and a link that
// opens the page at the very words (fragment.go). Nothing is made up: what is not
// known of an article is left out, and a date that was inferred says so. No format
// is given a day on which the page was looked at, for nobody here knows it.
package cite

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// Citation is a quotation and its source. All texts are as the article has them,
// on one line each, the quotation with a blank line between its paragraphs.
type Citation struct {
	Quote    string
	Title    string
	Authors  []Author
	Outlet   string
	Date     edtf.Value // zero when unknown
	Inferred bool       // the date is not the article's own
	URL      string     // of the article: http or https, "" when it has none
	Link     string     // the same, at the quotation
	Path     string     // of the file; given where there is no URL
	Language string
}

// Author is the name of who wrote an article. A name of which it cannot be told
// what is the family's, such as that of an agency, is Literal and nothing else.
type Author struct{ Given, Family, Literal string }

// String returns the name in the order in which it is said.
func (a Author) String() string {
	if a.Literal != "" {
		return a.Literal
	}
	return strings.TrimSpace(a.Given + " " + a.Family)
}

// Of returns the citation of a span of an article. quote is its text as it is
// copied.
func Of(a *model.Article, s model.Span, quote string) Citation {
	c := Citation{
		Quote: strings.TrimSpace(quote), Title: line(a.Title), Authors: authors(a.Byline), Outlet: line(a.Outlet),
		Date: a.Published, Inferred: a.PublishedFrom == model.FromInferred || a.Published.Uncertain, Path: line(a.Path), Language: a.Language,
	}
	if web(a.URL) {
		c.URL = line(a.URL)
		c.Link = c.URL + directive(c.URL, Fragment(a, s))
	}
	return c
}

// Format is a way to write a citation.
type Format struct {
	Name  string // as one asks for it
	Ext   string // of a file of citations, with the dot
	Help  string // one line
	Write func(c Citation) string
}

var formats []Format

// register adds a format. Files call it when the package is initialised.
func register(f Format) bool {
	formats = append(formats, f)
	slices.SortFunc(formats, func(a, b Format) int { return strings.Compare(a.Name, b.Name) })
	return true
}

// Formats returns all formats, by name.
func Formats() []Format { return slices.Clone(formats) }

// Usual is the format that is used when none is asked for.
const Usual = "plain"

// Named returns a format by its name.
func Named(name string) (Format, bool) {
	i := slices.IndexFunc(formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return formats[i], true
}

// web reports whether an address is one that a browser opens from the web.
func web(address string) bool {
	a := strings.ToLower(address)
	return strings.HasPrefix(a, "https://") || strings.HasPrefix(a, "http://")
}

// line returns a text on one line.
func line(s string) string { return strings.Join(strings.Fields(s), " ") }

// particles belong to the family name that they stand before.
var particles = map[string]bool{
	"al": true, "el": true, "bin": true, "bint": true, "ibn": true, "van": true, "von": true, "der": true, "den": true, "ter": true, "de": true, "del": true,
	"della": true, "di": true, "da": true, "dos": true, "du": true, "la": true, "le": true, "zu": true,
}

// authors splits a byline, whose names a comma and a space part.
func authors(byline string) (out []Author) {
	for _, n := range strings.Split(byline, ", ") {
		n = line(n)
		if n == "" {
			continue
		}
		out = append(out, author(n))
	}
	return out
}

// author tells the parts of a name of two to four capitalised words, the last of
// which is the family's. Any other is taken as it is.
func author(n string) Author {
	words := strings.Fields(n)
	if len(words) < 2 || len(words) > 5 {
		return Author{Literal: n}
	}
	for _, w := range words {
		if !particles[strings.ToLower(w)] && !named(w) {
			return Author{Literal: n}
		}
	}
	family := len(words) - 1
	for family > 1 && particles[strings.ToLower(words[family-1])] && words[family-1] == strings.ToLower(words[family-1]) {
		family--
	}
	return Author{Given: strings.Join(words[:family], " "), Family: strings.Join(words[family:], " ")}
}

// named reports whether a word may be of a person's name: a capital and then
// small letters, or an initial.
func named(w string) bool {
	if len(w) == 2 && w[1] == '.' {
		return w[0] >= 'A' && w[0] <= 'Z'
	}
	upper := strings.ToUpper(w)
	return w != upper && w != strings.ToLower(w) && !strings.ContainsAny(w, "0123456789@/&()") && !institutions[w]
}

// institutions are words that no person is called.
var institutions = map[string]bool{
	"News": true, "Press": true, "Agency": true, "Staff": true, "Editors": true, "Editor": true, "Desk": true, "Newsroom": true, "Service": true, "Correspondent": true,
	"Reporter": true, "Reporters": true, "Team": true, "Board": true, "Wire": true, "Writer": true, "Media": true, "Agence": true, "The": true, "Jr": true, "Jr.": true, "Sr.": true,
}
