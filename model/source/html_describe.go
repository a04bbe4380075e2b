package source

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
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

// describe gathers what the page says of itself.
func (s *survey) describe() Meta {
	linked := s.main()
	m := Meta{URL: s.canonical(linked), Language: s.tongue(linked)}
	if s.base == nil || s.base.Host == "" {
		s.base, _ = url.Parse(m.URL)
	}
	m.Site = s.site(linked)
	m.Title = s.headline(linked, m.Site)
	s.chosen = m.Title
	m.Byline = s.byline(linked, m.Site)
	m.Published = s.date(linked, 'p', metaPublished, "datePublished", "dateCreated", "uploadDate")
	m.Modified = s.date(linked, 'm', metaModified, "dateModified")
	if _, ok := parseDate(m.Published); !ok {
		changed := ""
		if m.Printed, changed = s.printed(); m.Modified == "" {
			m.Modified = changed
		}
	} else {
		m.Published = s.local(m.Published, m.URL)
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

// date returns when the page was published ('p') or modified ('m'): the first of
// its fields that gives a day, else the first that gives a month or a year, else
// the first that was meant to give a date.
func (s *survey) date(linked []map[string]any, said byte, names []string, fields ...string) string {
	bad, coarse := "", ""
	try := func(v string) string {
		if v = Line(v); v == "" || strings.HasPrefix(v, "1970-01-01") { // what a field without a value becomes
			return ""
		}
		d, ok := parseDate(v)
		if !ok {
			if d, ok = s.spoken(v); ok {
				v = d.String()
			}
		}
		switch {
		case ok && d.Lo == d.Hi:
			return v
		case ok && coarse == "":
			coarse = v
		case !ok && bad == "" && looksLikeDate(v):
			bad = v
		}
		return ""
	}
	for _, f := range fields {
		for _, m := range linked {
			if v := try(textOf(m[f])); v != "" {
				return v
			}
		}
	}
	for _, n := range names {
		for _, x := range s.named[n] {
			if v := try(x); v != "" {
				return v
			}
		}
	}
	for _, t := range s.times {
		if t.said == said && !t.text {
			if v := try(t.when); v != "" {
				return v
			}
		}
	}
	if said == 'p' {
		if t := s.loose(false); t != "" {
			return t
		}
	}
	if coarse != "" {
		return coarse
	}
	return bad
}

// spoken reads a date that a field for machines gives as people write it, or in
// seconds since 1970.
func (s *survey) spoken(v string) (edtf.Value, bool) {
	if len(v) > 60 {
		return edtf.Value{}, false
	}
	if n, err := strconv.ParseInt(v, 10, 64); err == nil {
		if n > 1e12 {
			n /= 1000
		}
		if n < 6e8 || n > 6e9 { // 1989 to 2160: anything else is no moment
			return edtf.Value{}, false
		}
		return edtf.OnDay(edtf.DayOf(1970, 1, 1) + edtf.Day(n/86400)), true
	}
	d, _, ok := dateIn(v, s.order())
	return d, ok
}

// loose returns the first moment that the page gives without saying what it is,
// those after the headline first; of those in words or of those for machines.
func (s *survey) loose(text bool) string {
	for _, after := range []bool{true, false} {
		for _, t := range s.times {
			if t.after == after && t.text == text && (t.said == 0 || text && t.said == 'p') {
				if _, ok := parseDate(t.when); ok {
					return t.when
				}
			}
		}
	}
	return ""
}

// printed returns the dates that are printed beside the headline: when the page was
// published, and when it was changed ("As of 4 May 2031").
func (s *survey) printed() (published, changed string) {
	if t := s.loose(true); t != "" {
		return t, ""
	}
	for _, l := range s.lines() {
		v, modified, ok := dateIn(l, s.order())
		if ok && !modified {
			return v.String(), changed
		}
		if ok && changed == "" {
			changed = v.String()
		}
	}
	if changed == "" {
		changed = s.foot
	}
	return "", changed
}

// local returns a moment given in UTC as the day that it was where the page was
// published, when the page's address or what is printed beside the headline gives
// the day before or after.
func (s *survey) local(moment, address string) string {
	clock := strings.IndexByte(moment, 'T') + 1
	if clock != len("2006-01-02T") || !strings.HasSuffix(moment, "Z") && !strings.HasSuffix(moment, "+00:00") && !strings.HasSuffix(moment, "+0000") {
		return moment
	}
	utc, ok := parseDate(moment)
	t := dateTokens(moment[clock:], 2)
	if !ok || len(t) != 1 {
		return moment
	}
	days := []edtf.Value{}
	if v, ok := pathDate(address); ok {
		days = append(days, v)
	}
	for _, x := range s.times {
		if v, ok := parseDate(x.when); ok && x.after && x.text && x.said != 'm' {
			days = append(days, v)
			break
		}
	}
	for _, v := range days {
		// From UTC-12 to UTC+14.
		if ahead := v.Lo - utc.Lo; ahead == 1 && t[0].num >= 10 || ahead == -1 && t[0].num < 12 {
			return v.String()
		}
	}
	return moment
}

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
		if t := ps[i].Text; len(t) <= 160 && hasDigit(t) {
			if v, modified, ok := dateIn(t, s.order()); ok && modified {
				s.foot = v.String()
			}
		}
	}
	bodies := 0
	for i := at + 1; i < len(ps) && i < at+25 && bodies < 3; i++ {
		if body(&ps[i]) {
			bodies++
		} else if len(ps[i].Text) <= 160 {
			s.around = append(s.around, ps[i].Text)
		}
	}
	for i := at - 1; i >= 0 && i >= at-8; i-- {
		if len(ps[i].Text) <= 160 {
			s.around = append(s.around, ps[i].Text)
		}
	}
	return s.around
}
