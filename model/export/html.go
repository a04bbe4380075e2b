package export

import (
	"bufio"
	"cmp"
	_ "embed"
	"fmt"
	"html"
	"io"
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

var _ = register(Format{
	Name:  "html",
	Ext:   ".html",
	Help:  "a page for browsers and for printing, with every passage",
	Write: writeHTML,
})

// pageStyle is the style sheet of the page.
//
//go:embed html.css
var pageStyle string

// outletColours is how many classes html.css has for outlets; there are as many
// marks.
const outletColours = 8

var outletMarks = [outletColours]string{"●", "▲", "■", "◆", "★", "✚", "▼", "◇"}

// unknownMark stands for the articles of unknown outlets.
const unknownMark = "◌"

// writeHTML writes a page that needs nothing but itself: no script, no font, no
// picture; its policy forbids a browser to load or run anything. First stands the
// timeline, each event of which leads to its passages below.
func writeHTML(w io.Writer, c *model.Collection) error {
	return buffered(w, func(b *bufio.Writer) error {
		p := page{out: b, c: c}
		title := cmp.Or(line(c.Title), "Timeline")
		p.put(`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="kreader">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>
%s</style>
</head>
<body>
<header>
<h1>%s</h1>
<p>%s</p>
`, title, markup(pageStyle), title, summary(c))
		p.legend()
		p.put("</header>\n<main>\n")
		p.timeline()
		p.passages()
		p.articles()
		p.put("</main>\n</body>\n</html>\n")
		return nil
	})
}

// page writes the HTML of a collection.
type page struct {
	out *bufio.Writer
	c   *model.Collection
}

// markup is text that is HTML already.
type markup string

// put writes a format, which is HTML, with its arguments, which are not: every
// string is escaped, so that nothing of an article can be more than text. Only
// what this package has written itself is a markup.
func (p page) put(format string, args ...any) {
	for i, a := range args {
		switch a := a.(type) {
		case string:
			args[i] = html.EscapeString(lines(a))
		case markup:
			args[i] = string(a)
		}
	}
	fmt.Fprintf(p.out, format, args...)
}

// legend lists the outlets with their marks.
func (p page) legend() {
	p.put("<ul class=\"outlets\">\n")
	for i, o := range p.c.Outlets {
		p.put("<li class=\"o%d\"><span class=\"mark\">%s</span> %s</li>\n", i%outletColours+1, outletMarks[i%outletColours], o)
	}
	if slices.ContainsFunc(p.c.Articles, func(a model.Article) bool { return a.Outlet == "" }) {
		p.put("<li class=\"o0\"><span class=\"mark\">%s</span> unknown outlet</li>\n", unknownMark)
	}
	p.put("</ul>\n")
}

// class returns the number of the colour of an article's outlet, and its mark.
func (p page) class(a *model.Article) (int, string) {
	i := slices.Index(p.c.Outlets, a.Outlet)
	if i < 0 {
		return 0, unknownMark
	}
	return i%outletColours + 1, outletMarks[i%outletColours]
}

// anchor returns the name of the place of an event on the page, which stays the
// same as long as the event does.
func anchor(e *model.Event) string { return "e-" + uuid("event", e.ID)[:13] }

// timeline writes the events by year.
func (p page) timeline() {
	p.put("<section id=\"timeline\">\n<h2>Timeline</h2>\n")
	heading := ""
	for i := range p.c.Events {
		e := &p.c.Events[i]
		if h := group(e.When); h != heading {
			if heading != "" {
				p.put("</ol>\n")
			}
			heading = h
			p.put("<h3>%s</h3>\n<ol>\n", h)
		}
		p.put("<li>")
		p.date(e.When)
		p.put(" <a href=\"#%s\">%s</a>", anchor(e), e.Title)
		if len(e.Differences) > 0 {
			p.put(" <abbr class=\"differs\" title=\"outlets differ\">!</abbr>")
		}
		p.put(" <span class=\"tellers\">")
		seen := map[string]bool{}
		for k, q := range e.Passages {
			a := &p.c.Articles[q.Article]
			n, mark := p.class(a)
			if seen[a.Outlet] {
				continue
			}
			seen[a.Outlet] = true
			p.put("<a class=\"o%d\" href=\"#%s-%d\" title=\"%s\">%s</a>", n, anchor(e), k+1, outlet(a), mark)
		}
		p.put("</span></li>\n")
	}
	if heading != "" {
		p.put("</ol>\n")
	}
	p.put("</section>\n")
}

// date writes when something was. Only a day, a month or a year that is stated
// can be said to machines in HTML; all can in EDTF.
func (p page) date(v edtf.Value) {
	class := "when"
	switch {
	case v.Uncertain:
		class += " inferred"
	case v.Approx:
		class += " about"
	}
	plain := v.Gran == edtf.ByDay || v.Gran == edtf.ByMonth || v.Gran == edtf.ByYear
	if plain && !v.Approx && !v.Uncertain && years(v) {
		p.put("<time class=\"%s\" datetime=\"%s\">%s</time>", class, v.String(), said(v))
		return
	}
	p.put("<span class=\"%s\" data-edtf=\"%s\">%s</span>", class, v.String(), said(v))
}

// passages writes each event with what tells it.
func (p page) passages() {
	p.put("<section id=\"passages\">\n<h2>Passages</h2>\n")
	for i := range p.c.Events {
		e := &p.c.Events[i]
		p.put("<article id=\"%s\">\n<h3>", anchor(e))
		p.date(e.When)
		p.put(" %s</h3>\n<p class=\"told\">%s, %s</p>\n", e.Title, tellers(p.c, e), told(e))
		for _, d := range e.Differences {
			p.put("<p class=\"differs\">! %s</p>\n", difference(d))
		}
		for _, s := range e.Corrected {
			p.put("<p class=\"told\">%s</p>\n", s)
		}
		for k := range e.Passages {
			p.passage(fmt.Sprintf("%s-%d", anchor(e), k+1), &e.Passages[k])
		}
		p.put("</article>\n")
	}
	if rest := elsewhere(p.c); len(rest) > 0 {
		p.put("<article id=\"notes\">\n<h3>Other notes</h3>\n")
		for _, m := range rest {
			p.put("<p class=\"told\">%s</p>\n", placed(p.c, m))
			p.note(m)
		}
		p.put("</article>\n")
	}
	p.put("</section>\n")
}

func (p page) passage(id string, q *model.Passage) {
	a := &p.c.Articles[q.Article]
	n, mark := p.class(a)
	p.put("<figure id=\"%s\" class=\"o%d\">\n<blockquote", id, n)
	if len(a.Language) == 2 || len(a.Language) == 3 {
		p.put(" lang=\"%s\"", a.Language)
	}
	p.put(">%s</blockquote>\n<figcaption><span class=\"mark\">%s</span> ", q.Span.Of(a.Text), mark)
	p.link(a)
	if says := dated(*q); says != "" {
		p.put("<br><span class=\"why\">%s</span>", says)
	}
	p.put("</figcaption>\n")
	for _, m := range notesOn(p.c, q) {
		p.note(m)
	}
	p.put("</figure>\n")
}

func (p page) note(m *model.Mark) {
	p.put("<p class=\"note\"><b>%s:</b> %s</p>\n", noted(m), m.Note)
}

// link names an article, as a link where its address can be opened.
func (p page) link(a *model.Article) {
	if webAddress(a.URL) {
		p.put("<a href=\"%s\" rel=\"noreferrer noopener\">%s</a>", address(a.URL), source(a))
		return
	}
	p.put("%s", source(a))
}

func (p page) articles() {
	p.put("<section id=\"articles\">\n<h2>Articles</h2>\n<ul>\n")
	for i := range p.c.Articles {
		a := &p.c.Articles[i]
		n, mark := p.class(a)
		p.put("<li><span class=\"mark o%d\">%s</span> ", n, mark)
		p.link(a)
		p.put("</li>\n")
	}
	p.put("</ul>\n</section>\n")
}
