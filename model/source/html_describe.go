package source

import (
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

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
	if _, ok := parseDate(m.Published); !ok {
		m.Printed = s.printed()
	} else {
		m.Published = s.local(m.Published, m.URL)
	}
	m.Modified = s.date(linked, 'm', metaModified, "dateModified")
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
		case own[key(Line(textOf(m["headline"])))]:
			out = append(out, m)
		}
	}
	if len(out) == 0 && len(all) > len(pages) {
		out = all[:1] // by another name
	}
	return append(out, pages...)
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
// its fields that gives a day, else the first that was meant to.
func (s *survey) date(linked []map[string]any, said byte, names []string, fields ...string) string {
	bad := ""
	try := func(v string) string {
		if v = Line(v); v == "" {
			return ""
		}
		if _, ok := parseDate(v); ok {
			return v
		}
		if bad == "" && looksLikeDate(v) {
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
	return bad
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

// printed returns the date that is printed beside the headline.
func (s *survey) printed() string {
	if t := s.loose(true); t != "" {
		return t
	}
	for _, l := range s.lines() {
		if v, modified, ok := dateIn(l, s.dayFirst()); ok && !modified {
			return v.String()
		}
	}
	return ""
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

// separators part the title of a page from the name of its site.
var separators = []string{" | ", " - ", " – ", " — ", " · ", " • ", " :: ", " » ", " « ", " / ", " ‹ ", " › ", "｜", " : ", " ~ "}

// headline chooses the title: of what the page calls itself in different places,
// what most of them agree on; the words on the page win a tie.
func (s *survey) headline(linked []map[string]any, site string) string {
	names := s.siteNames(linked, site)
	b := ballot{}
	for _, h := range s.heads {
		switch k := key(h); {
		case isSite(k, names):
		case s.closesTitle(h, names):
			names = append(names, k)
		case words(h) < 3:
			b.vote(h, 1, "h1") // perhaps a section of the site
		default:
			b.vote(h, 4, "h1")
		}
	}
	shown := len(b)
	segments := s.segments()
	for _, h := range s.lesser {
		if k := key(h); segments[k] && !isSite(k, names) && words(h) > 2 {
			b.vote(h, 3, "h2")
			break
		}
	}
	for _, n := range metaTitle {
		for _, v := range s.named[n] {
			b.vote(cutSite(Line(v), names), 2, "meta")
		}
	}
	if len(linked) > 0 {
		b.vote(Line(textOf(linked[0]["headline"])), 3, "linked")
	}
	b.vote(cutSite(s.title, names), 2, "window")
	for i := range b[:shown] {
		if k := key(b[i].text); segments[k] && (words(b[i].text) > 2 || strings.HasPrefix(key(s.title), k)) {
			b.vote(b[i].text, 2, "window")
		}
		if shown > 1 && len(b[i].voters) == 1 {
			b[i].votes /= 2 // one of several, and nothing else speaks for it
		}
	}
	best := b.best()
	if best < 0 {
		return ""
	}
	// A heading that holds more than the headline, such as a line above it.
	if best < shown {
		for i := shown; i < len(b); i++ {
			for _, p := range s.parts {
				if (b[i].voters["meta"] || b[i].voters["linked"]) && key(p) == key(b[i].text) {
					return p
				}
			}
		}
	}
	return b[best].text
}

// ballot is the titles that a page gives itself, in the order of preference.
type ballot []candidate

type candidate struct {
	text   string
	votes  int
	voters map[string]bool
}

// vote counts weight for text; a voter has one vote for each.
func (b *ballot) vote(text string, weight int, voter string) {
	k := key(text)
	if k == "" || len(text) > 400 {
		return
	}
	for i := range *b {
		if c := &(*b)[i]; key(c.text) == k {
			if !c.voters[voter] {
				c.votes += weight
				c.voters[voter] = true
			}
			return
		}
	}
	*b = append(*b, candidate{text, weight, map[string]bool{voter: true}})
}

func (b ballot) best() int {
	best := -1
	for i := range b {
		if best < 0 || b[i].votes > b[best].votes {
			best = i
		}
	}
	return best
}

// closesTitle reports whether a heading is what the title of the window ends
// with, as the name of a site is.
func (s *survey) closesTitle(h string, names []string) bool {
	title := Line(s.title)
	for _, sep := range separators {
		if head, ok := strings.CutSuffix(title, sep+h); ok {
			return words(h) <= 4 && words(head) > words(h) && !isSiteName(head, names)
		}
	}
	return false
}

// segments returns the keys of the parts of the window's title.
func (s *survey) segments() map[string]bool {
	title := Line(s.title)
	for _, sep := range separators {
		title = strings.ReplaceAll(title, sep, "\n")
	}
	out := map[string]bool{}
	for p := range strings.SplitSeq(title, "\n") {
		out[key(p)] = true
	}
	delete(out, "")
	return out
}

// siteNames returns the keys of what the site is called.
func (s *survey) siteNames(linked []map[string]any, site string) []string {
	var out []string
	add := func(v string) {
		if k := key(Line(v)); k != "" && len(k) < 60 {
			out = append(out, k, strings.ReplaceAll(k, " ", ""))
		}
	}
	add(site)
	for _, n := range metaSite {
		for _, v := range s.named[n] {
			add(v)
		}
	}
	for _, m := range linked {
		add(textOf(s.linked.resolve(m["publisher"])["name"]))
	}
	for _, h := range s.hosts() {
		add(h)
		add(domainLabel(h))
	}
	return out
}

// hosts returns the hosts of the page's addresses.
func (s *survey) hosts() []string {
	var out []string
	if s.base != nil {
		out = append(out, host(s.base.String()))
	}
	if u := absolute(s.base, s.address); u != "" {
		out = append(out, host(u))
	}
	if u := absolute(s.base, s.first([]string{"og:url"})); u != "" {
		out = append(out, host(u))
	}
	return slices.DeleteFunc(slices.Compact(out), func(h string) bool { return h == "" })
}

// domainLabel returns the part of a host that names the site: "example" of
// news.example.co.uk.
func domainLabel(h string) string {
	parts := strings.Split(h, ".")
	n := len(parts)
	if n >= 3 && len(parts[n-1]) == 2 && (len(parts[n-2]) <= 3 || parts[n-2] == "gouv") {
		return parts[n-3]
	}
	if n >= 2 {
		return parts[n-2]
	}
	return h
}

// isSite reports whether k, a key, is one of names.
func isSite(k string, names []string) bool {
	return k == "" || slices.Contains(names, k) || slices.Contains(names, strings.ReplaceAll(k, " ", ""))
}

// cutSite returns a title without the name of the site at its end or start.
func cutSite(title string, names []string) string {
	// After a bar nearly always the name of the site stands, known or not.
	for {
		i := strings.LastIndex(title, " | ")
		if i < 12 || words(title[i+3:]) > 5 {
			break
		}
		title = strings.TrimSpace(title[:i])
	}
	for _, sep := range separators {
		for {
			i := strings.LastIndex(title, sep)
			if i <= 0 || !isSiteName(title[i+len(sep):], names) {
				break
			}
			title = strings.TrimSpace(title[:i])
		}
		if i := strings.Index(title, sep); i > 0 && isSiteName(title[:i], names) {
			title = strings.TrimSpace(title[i+len(sep):])
		}
	}
	return title
}

// isSiteName reports whether the end of a title names the site: one of its
// names, or one that begins or ends with it.
func isSiteName(part string, names []string) bool {
	k := key(part)
	if isSite(k, names) {
		return true
	}
	squeezed := strings.ReplaceAll(k, " ", "")
	for _, n := range names {
		if n = strings.ReplaceAll(n, " ", ""); len(n) >= 4 && len(squeezed) <= 40 && (strings.HasPrefix(squeezed, n) || strings.HasSuffix(squeezed, n) || len(n) >= 8 && strings.Contains(squeezed, n) || len(squeezed) >= 4 && strings.HasPrefix(n, squeezed)) {
			return true
		}
	}
	return false
}

// site returns the name of the outlet as people write it: of the names that the
// page gives, one that goes with its address, in preference to an address.
func (s *survey) site(linked []map[string]any) string {
	type candidate struct {
		name  string
		score int
	}
	var all []candidate
	add := func(name string, score int) {
		name = Line(name)
		if name == "" || len(name) > 80 || strings.ContainsAny(name, "{}") || strings.Contains(name, "://") || strings.HasPrefix(name, "@") {
			return
		}
		name = strings.TrimPrefix(name, "www.")
		if i := strings.IndexFunc(name, func(r rune) bool { return r == '|' || r == '–' || r == '—' }); i > 0 {
			name = strings.TrimSpace(name[:i])
		}
		if strings.Contains(name, ".") && !strings.Contains(name, " ") {
			score -= 3 // an address
		}
		if s.goesWithHost(name) {
			score += 3
		}
		all = append(all, candidate{name, score})
	}
	for i, n := range metaSite[:6] {
		for _, v := range s.named[n] {
			add(v, 5-i)
		}
	}
	for _, m := range linked {
		if p := s.linked.resolve(m["publisher"]); p != nil {
			add(textOf(p["name"]), 4)
		} else {
			add(textOf(m["publisher"]), 4)
		}
	}
	for _, m := range s.linked.nodes {
		if isType(m, "WebSite") {
			add(textOf(m["name"]), 2)
		}
	}
	for _, sep := range separators[:4] {
		if i := strings.LastIndex(s.title, sep); i > 0 && words(s.title[i+len(sep):]) <= 5 {
			add(s.title[i+len(sep):], 0)
		}
	}
	best, most := "", 2
	for _, c := range all {
		if c.score > most {
			best, most = c.name, c.score
		}
	}
	return best
}

// goesWithHost reports whether a name belongs to the domain of the page.
func (s *survey) goesWithHost(name string) bool {
	return slices.ContainsFunc(s.hosts(), func(h string) bool { return goesWith(name, domainLabel(h)) })
}

// goesWith reports whether a name and the label of a domain belong together: one
// holds the other, spaces aside, or the label is made of the name's initials.
func goesWith(name, label string) bool {
	fold := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return plainLetter(unicode.ToLower(r))
			}
			return -1
		}, s)
	}
	n, l := fold(name), fold(label)
	if len(n) < 2 || len(l) < 2 {
		return false
	}
	if strings.Contains(n, l) || strings.Contains(l, n) || strings.Contains(l, strings.TrimPrefix(n, "the")) {
		return true
	}
	var initials []byte
	for f := range strings.FieldsSeq(name) {
		r, _ := utf8.DecodeRuneInString(f)
		if r = plainLetter(unicode.ToLower(r)); r < utf8.RuneSelf {
			initials = append(initials, byte(r))
		}
	}
	return len(initials) >= 2 && strings.HasPrefix(l, string(initials))
}

// plainLetter returns the letter that stands for r in a domain.
func plainLetter(r rune) rune {
	const marked, plain = "àáâãäåçèéêëìíîïñòóôõöøùúûüýÿšžćčđłńśźżęąşğı", "aaaaaaceeeeiiiinoooooouuuuyyszccdlnszzeasgi"
	for i, m := range []rune(marked) {
		if m == r {
			return rune(plain[i])
		}
	}
	return r
}
