package source

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/kreader/kreader/model"
)

// Exports of reading lists, databases and search services give an article a
// row, with what is known of it in named columns. The names differ; the first
// of these that a row fills counts. They are in the form that key gives.
var columns = struct{ title, text, outlet, published, modified, url, byline, language, part []string }{
	title: []string{"title", "headline", "article title", "resolved title", "given title", "subject", "name"},
	text: []string{"text", "body", "content", "full text", "fulltext", "maintext", "main text", "article", "article text", "article body", "articlebody",
		"content text", "contenttext", "content html", "contenthtml", "html", "selection", "abstract", "abstract note", "abstractnote", "summary", "description", "excerpt", "lead"},
	outlet: []string{"outlet", "publication title", "publicationtitle", "publication", "publisher", "newspaper", "media", "media name", "source name", "sourcename", "sourcecommonname",
		"source", "site name", "sitename", "site", "website", "website title", "journal", "domain", "hostname", "feed"},
	published: []string{"published", "date", "date published", "datepublished", "date publish", "published at", "publishedat", "published date", "publisheddate", "publish date",
		"publication date", "publicationdate", "pubdate", "pub date", "issued", "seendate", "web publication date", "webpublicationdate", "publication year"},
	modified: []string{"modified", "updated", "date modified", "datemodified", "updated at", "lastmod"},
	url: []string{"url", "link", "article url", "canonical url", "canonical", "permalink", "resolved url", "given url", "web url", "weburl", "href", "address",
		"documentidentifier", "uri"},
	byline:   []string{"byline", "author", "authors", "creator", "creators", "writer", "author name"},
	language: []string{"language", "lang", "languagecode"},
	part:     []string{"id", "guid", "key", "uid", "uuid"},
}

// record is a row: its columns, named as key gives them.
type record map[string]string

func (r record) first(names []string) string {
	for _, n := range names {
		if s := strings.TrimSpace(r[n]); s != "" {
			return s
		}
	}
	return ""
}

// knownColumns counts the kinds of column among names that kreader knows.
func knownColumns(names []string) int {
	r := record{}
	for _, n := range names {
		r[key(n)] = "x"
	}
	n := 0
	for _, c := range [][]string{columns.title, columns.text, columns.outlet, columns.published, columns.url, columns.byline} {
		if r.first(c) != "" {
			n++
		}
	}
	return n
}

// draft makes a row the draft of an article; ok is false when it has no text.
func (r record) draft(n int) (dr Draft, ok bool) {
	body := r.first(columns.text)
	if body == "" {
		return dr, false
	}
	m := Meta{
		Title: fieldLine(r.first(columns.title)), Outlet: fieldLine(r.first(columns.outlet)), URL: address(r.first(columns.url), ""),
		Byline: authors(r.first(columns.byline)), Language: Line(r.first(columns.language)),
		Published: recordDate(r.first(columns.published)), Modified: recordDate(r.first(columns.modified)),
	}
	if h := host("https://" + m.Outlet); strings.Contains(m.Outlet, ".") && !strings.Contains(m.Outlet, " ") && h != "" {
		m.Site, m.Outlet = h, "" // a domain, not a name
	}
	dr = Draft{Meta: m, Pieces: fieldPieces(body, m.URL), Part: r.first(columns.part)}
	if dr.Part == "" {
		dr.Part = m.URL
	}
	if dr.Part == "" {
		dr.Part = strconv.Itoa(n)
	}
	return dr, len(dr.Pieces) > 0
}

// authors reads a column of names, which semicolons or bars may part.
func authors(s string) string {
	var out []string
	for name := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == ';' || r == '|' || r == '\n' }) {
		if name = fieldLine(name); name != "" {
			out = append(out, turned(name, strings.ContainsAny(s, ";|")))
		}
	}
	return strings.Join(out, ", ")
}

// turned puts "Ruiz, Ana" the right way round: always where semicolons part
// the names, as reference managers do, else when nothing but two short names
// can be meant.
func turned(name string, parted bool) string {
	last, first, ok := strings.Cut(name, ", ")
	if !ok || strings.Contains(first, ",") || !parted && (strings.Contains(last, " ") || strings.Contains(first, " ")) {
		return name
	}
	return first + " " + last
}

// recordDate returns a date as it was found, but for seconds or milliseconds
// since 1970, which no one can read.
func recordDate(s string) string {
	n, err := strconv.ParseFloat(s, 64)
	switch {
	case err != nil || len(s) < 9 || strings.Contains(s, "e"):
		return Line(s)
	case len(s) == 8: // 20310504
		return s
	case n > 1e11 && n < 1e13:
		n /= 1000
	case n >= 1e11 || n < 1e8:
		return Line(s)
	}
	return time.Unix(int64(n), 0).UTC().Format("2006-01-02")
}

// recordDrafts makes rows the drafts of a document. Rows without text are
// counted; a file in which none has text, but all have addresses, is a list of
// links.
func recordDrafts(d Document, rows []record, notes []model.Diagnostic) ([]Draft, error) {
	var (
		out   []Draft
		links []hyperlink
		empty int
	)
	for i, r := range rows {
		if dr, ok := r.draft(i); ok {
			out = append(out, dr)
			continue
		}
		empty++
		if u := address(r.first(columns.url), ""); u != "" {
			links = append(links, hyperlink{title: fieldLine(r.first(columns.title)), url: u})
		}
	}
	switch {
	case len(out) == 0 && len(links) > 0:
		return linkList(d, "", links, notes), nil
	case len(out) == 0:
		return nil, errors.New("none of its rows has a text")
	case empty > 0:
		notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("left out: %d of its %s, without text", empty, plural(len(rows), "row"))})
	}
	return withNotes(d, out, notes, "")
}
