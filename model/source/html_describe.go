package source

import (
	"net/url"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

// The names under which <meta> gives a field, the most reliable first.
var (
	metaPublished = []string{"article:published_time", "og:article:published_time", "article:published", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
		"cxenseparse:recs:publishtime", "cxenseparse:publishtime", "rnews:datepublished", "dcterms.issued", "dcterms.created", "dc.date.issued", "dc.date.created", "dc.date",
		"dcterms.date", "citation_publication_date", "citation_online_date", "citation_date", "prism.publicationdate", "bt:pubdate", "shareaholic:article_published_time",
		"publish-date", "publish_date", "publishdate", "published_date", "published-date", "pubdate", "pub_date", "publication_date", "publicationdate", "date_published", "published",
		"originalpublicationdate", "article.published", "article.created", "gsa-date", "date", "created", "search_date", "displaydate", "dateposted", "og:pubdate", "article_date_original"}
	metaModified = []string{"article:modified_time", "og:updated_time", "og:article:modified_time", "datemodified", "article:updated", "dcterms.modified", "dc.date.modified",
		"lastmod", "last-modified", "revision_date", "date_modified", "utime"}
	metaTitle    = []string{"og:title", "twitter:title", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title", "headline"}
	metaAuthor   = []string{"author", "article:author", "og:article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "sailthru.author", "byl", "dc.contributor", "article:author:name", "rnews:author", "cxenseparse:author", "authors", "article.author", "author_name"}
	metaSite     = []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "publisher", "dc.publisher", "dcterms.publisher", "citation_journal_title", "cre", "twitter:app:name:iphone", "copyright"}
	metaLanguage = []string{"og:locale", "content-language", "dc.language", "language", "inlanguage"}
)

// first returns the first value of the first of names that the page has.
func (s *survey) first(names []string) string {
	for _, n := range names {
		for _, v := range s.named[n] {
			if v = Line(v); v != "" {
				return v
			}
		}
	}
	return ""
}

// namesLike returns the names of <meta>, in alphabetical order, that hold one of stems
// and are on nothing else than the article itself.
func (s *survey) namesLike(stems ...string) []string {
	var out []string
	for name := range s.named {
		if slices.ContainsFunc(stems, func(stem string) bool { return strings.Contains(name, stem) }) && !slices.ContainsFunc(otherFields, func(w string) bool { return strings.Contains(name, w) }) {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out
}

// otherFields are in the names of <meta> that resemble those of authors and dates.
var otherFields = []string{"updat", "modif", "last", "expir", "unpublish", "publisher", "schedul", "valid", "event", "url", "link", "image", "img", "photo", "avatar", "email", "mail", "twitter", "facebook", "_id", "-id", ":id", ".id", "type", "desc", "bio", "role", "title", "job", "count", "slug", "handle", "auth-", "authori"}

// describe gathers what the page says of itself.
func (s *survey) describe() Meta {
	linked := s.main()
	m := Meta{URL: s.canonical(linked), Language: s.tongue(linked)}
	if s.base == nil || s.base.Host == "" {
		s.base, _ = url.Parse(m.URL)
	}
	for _, o := range linked {
		s.near(textOf(s.linked.resolve(o["publisher"])["url"]))
	}
	m.Site = s.site(linked)
	if hosts := s.hosts(); m.Site == "" && len(hosts) > 0 {
		m.Site = hosts[0]
	}
	m.Title = s.headline(linked, m.Site)
	s.chosen = m.Title
	m.Byline = s.byline(linked, m.Site)
	m.Published = s.date(linked, 'p', slices.Concat(metaPublished, s.namesLike("publish", "pubdate", "publicat", "release", "posted")), "datePublished", "dateCreated", "uploadDate")
	m.Modified = s.date(linked, 'm', metaModified, "dateModified")
	if _, ok := parseDate(m.Published); !ok {
		if v, ok := s.inState(m.Title); ok {
			m.Published = v.String()
		}
	}
	if _, ok := parseDate(m.Published); !ok {
		changed := ""
		if m.Printed, changed = s.printed(); m.Modified == "" {
			m.Modified = changed
		}
	} else {
		m.Published = s.firstDay(m.Published, m.URL)
	}
	return m
}

// main returns the JSON-LD of the page's own article: what it calls by a name that
// the page calls itself, else the first, and what it says of the page.
func (s *survey) main() []map[string]any {
	all := s.linked.articles()
	own := map[string]bool{key(s.title): true}
	for _, n := range metaTitle {
		for _, v := range s.named[n] {
			own[key(Line(v))] = true
		}
	}
	for _, h := range s.heads {
		own[key(h)] = true
	}
	delete(own, "")
	var out, pages []map[string]any
	for _, m := range all {
		switch {
		case !isType(m, articleTypes...):
			pages = append(pages, m)
		case own[key(Line(textOf(m["headline"])))] || s.at(m):
			out = append(out, m)
		}
	}
	if len(out) == 0 && len(all) > len(pages) {
		out = all[:1] // by another name
	}
	return append(out, pages...)
}

// at reports whether an object of the JSON-LD says that its address is the page's.
func (s *survey) at(m map[string]any) bool {
	page := m["mainEntityOfPage"]
	if o, ok := page.(map[string]any); ok {
		page = o["@id"]
	}
	for _, v := range []any{m["url"], page} {
		u := bareAddress(absolute(s.base, textOf(v)))
		if strings.IndexByte(u, '/') < 0 {
			continue // none, or a front page
		}
		for _, own := range []string{s.address, s.first([]string{"og:url"})} {
			if u == bareAddress(absolute(s.base, own)) {
				return true
			}
		}
	}
	return false
}

// bareAddress returns an address without what does not tell pages apart.
func bareAddress(u string) string {
	_, u, _ = strings.Cut(u, "://")
	u, _, _ = strings.Cut(u, "#")
	u, _, _ = strings.Cut(u, "?")
	return strings.TrimSuffix(strings.TrimPrefix(u, "www."), "/")
}

// field returns the first of fields that the JSON-LD has.
func field(linked []map[string]any, fields ...string) string {
	for _, f := range fields {
		for _, m := range linked {
			if s := Line(textOf(m[f])); s != "" {
				return s
			}
		}
	}
	return ""
}

// canonical returns the address of the page.
func (s *survey) canonical(linked []map[string]any) string {
	here := ""
	if s.base != nil && s.base.Host != "" {
		here = absolute(nil, s.base.String())
	}
	pageOf := func(m map[string]any) string {
		if id, ok := m["mainEntityOfPage"].(map[string]any); ok {
			return textOf(id["@id"])
		}
		return textOf(m["mainEntityOfPage"])
	}
	candidates := []string{s.address, s.first([]string{"og:url"})}
	if len(linked) > 0 {
		candidates = append(candidates, textOf(linked[0]["url"]), pageOf(linked[0]))
	}
	for _, c := range candidates {
		u := absolute(s.base, c)
		// A canonical address without a path is that of the site.
		if p, err := url.Parse(u); err == nil && strings.HasPrefix(u, "http") && (len(p.Path) > 1 || p.RawQuery != "") {
			return u
		}
	}
	return here
}

func (s *survey) tongue(linked []map[string]any) string {
	if s.language != "" {
		return Line(s.language)
	}
	if l := s.first(metaLanguage); l != "" {
		return l
	}
	return field(linked, "inLanguage")
}

// maxOpening is how many paragraphs may stand before the one that begins with a date.
const maxOpening = 2

// lines returns the short lines around the headline, those below it first: where
// a page says who wrote it and when.
func (s *survey) lines() []string {
	if s.around != nil {
		return s.around
	}
	ps := htmlPieces(s.root, "")
	at, k := -1, key(s.chosen)
	for i := range ps {
		if key(ps[i].Text) == k && (at < 0 || ps[i].Kind == model.Heading && ps[at].Kind != model.Heading) {
			at = i
		}
	}
	s.around = []string{}
	for i := len(ps) - 1; i >= 0 && s.foot == ""; i-- {
		if t := withLabel(ps, i); len(t) <= 160 && hasDigit(t) {
			if v, modified, ok := dateIn(t, s.order()); ok && modified {
				s.foot = v.String()
			}
		}
	}
	bodies := 0
	for i := at + 1; i < len(ps) && i < at+25 && bodies < 3; i++ {
		if body(&ps[i]) {
			if bodies++; bodies <= maxOpening {
				s.opening = append(s.opening, ps[i].Text)
			}
		} else if beside(&ps[i]) {
			s.around = append(s.around, withLabel(ps, i))
		}
	}
	for i := at - 1; i >= 0 && i >= at-8; i-- {
		if beside(&ps[i]) {
			s.around = append(s.around, withLabel(ps, i))
		}
	}
	return s.around
}

// withLabel returns the text of a piece, behind the piece before it where that is a
// label of it, such as "Published:".
func withLabel(ps []Piece, i int) string {
	t := ps[i].Text
	if i > 0 && len(ps[i-1].Text) < 40 && strings.HasSuffix(ps[i-1].Text, ":") {
		t = ps[i-1].Text + " " + t
	}
	return t
}

// beside reports whether a piece near the headline can say who wrote the article or
// when: no link with a date, which leads to another, and no date inside a caption.
func beside(q *Piece) bool {
	switch {
	case len(q.Text) > 160:
		return false
	case !hasDigit(q.Text):
		return true
	case q.Kind == model.Caption:
		_, n := dateAt(dateTokens(q.Text, 160), 0)
		return n > 0
	}
	_, _, date := dateLine(q.Text)
	return date || !linkOnly(q)
}
