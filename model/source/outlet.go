package source

import (
	"net/url"
	"path"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model"
)

// shelves are the names of folders that hold articles of any outlet.
var shelves = set(`articles article pages page html htm text texts txt md markdown pdf pdfs files file docs documents data raw src
	downloads download saved clippings clips news input corpus stories story archive archives misc other tmp temp new`)

// packed are the extensions of archives, which are no folders that somebody
// named after an outlet.
var packed = set(".zip .gz")

// outlet says which outlet published the page: what its metadata say outright,
// the folder that holds it (an archive is none), the site's name, the host of its address, or what
// the text gives away.
func (p *page) outlet() (string, model.Origin) {
	if p.meta.Outlet != "" {
		return p.meta.Outlet, model.FromMetadata
	}
	for dir := path.Dir(p.doc.Rel); dir != "." && dir != "/"; dir = path.Dir(dir) {
		name := path.Base(dir)
		if key(name) != "" && !packed[extOf(name)] && !shelves[strings.ToLower(name)] && !numeric(name) {
			return Visible(name), model.FromPath
		}
	}
	if p.meta.Site != "" {
		return p.meta.Site, model.FromMetadata
	}
	if h := host(p.url); h != "" {
		return h, model.FromMetadata
	}
	if name := p.outletInText(); name != "" {
		return name, model.FromText
	}
	return "", model.FromNone
}

// numeric reports a name without a letter, or that of a month: a folder of
// dates.
func numeric(s string) bool {
	if months[strings.ToLower(s)] > 0 {
		return true
	}
	return strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789-_. ", r) }) < 0
}

// host returns the host of an address, without the prefixes that do not tell
// sites apart.
func host(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	h := strings.ToLower(u.Hostname())
	for _, pre := range []string{"www.", "m.", "amp.", "edition.", "mobile."} {
		h = strings.TrimPrefix(h, pre)
	}
	return Visible(h)
}

// Evidence that the text gives of its outlet is weighed; below certain nothing
// is said, since a wrong outlet is worse than none.
const (
	certain = 3 // enough alone
	likely  = 2
	faint   = 1
)

// outletInText looks for the outlet's own words about itself: the organisation
// that a byline, an agency's dateline or a notice of rights names, whose fellow
// or correspondent the author is, to whom the person interviewed speaks.
func (p *page) outletInText() string {
	e := evidence{}
	if p.signed != "" {
		e.add(p.signed, certain)
	}
	for _, s := range p.legal {
		e.add(rightsHolder(s), certain)
	}
	for _, s := range p.biography {
		e.add(employer(s), certain)
	}
	read := 0
	for i := range p.pieces {
		q := &p.pieces[i]
		if read > 3 && q.Kind != model.Caption {
			continue
		}
		if q.Kind == model.Paragraph {
			if read++; read == 1 {
				e.add(agencyOf(q.Text), certain)
			}
			e.add(spokenTo(q.Text), likely)
		}
		if q.Kind == model.Caption || q.Kind == model.Paragraph {
			e.add(staffOf(q.Text), faint)
		}
	}
	if n := len(p.pieces); n > 0 {
		e.add(contributed(p.pieces[n-1].Text), certain)
	}
	for k := range e {
		if p.credits[k] > 0 && !agencies[k] {
			e[k].weight += faint
		}
	}
	return e.best()
}

// evidence is the names found, by key.
type evidence map[string]*named

type named struct {
	name   string
	weight int
}

func (e evidence) add(name string, weight int) {
	k := strings.TrimPrefix(key(name), "the ")
	if k == "" {
		return
	}
	if e[k] == nil {
		e[k] = &named{name: name}
	}
	e[k].weight += weight
	if len(name) > len(e[k].name) {
		e[k].name = name // with its article
	}
}

// best returns the name with the most weight, "" when that is too little or
// when two have as much.
func (e evidence) best() string {
	name, most, tie := "", certain-1, false
	for _, n := range e {
		switch {
		case n.weight > most:
			name, most, tie = n.name, n.weight, false
		case n.weight == most:
			tie = true
		}
	}
	if tie {
		return ""
	}
	return name
}

// organisation reads the name at the start of s: capitalised words, with the
// small words inside names, and an article before it.
func organisation(s string) string {
	end, at, n := 0, 0, 0
	for w := range strings.SplitSeq(s, " ") {
		bare := strings.TrimRight(w, ".,;:!?)”\"")
		name := strings.TrimSuffix(strings.TrimSuffix(bare, "’s"), "'s")
		stop := name != w
		switch {
		case w == "":
			return s[:end]
		case unicode.IsUpper(firstRune(w)) || n > 0 && unicode.IsDigit(firstRune(w)):
			n++
			end = at + len(name)
		case n == 0 && w == "the":
		case n > 0 && (w == "of" || w == "for" || w == "on" || w == "&" || w == "al"):
			stop = false
		default:
			stop = true
		}
		if stop || n == 8 {
			break
		}
		at += len(w) + 1
	}
	name := s[:end]
	if k := key(name); k == "the" || n == 0 || len(name) > 80 {
		return ""
	}
	return name
}

// following returns the organisation named right behind the first of phrases
// that s has.
func following(s string, phrases ...string) string {
	for _, p := range phrases {
		for at := 0; ; {
			i := strings.Index(s[at:], p)
			if i < 0 {
				break
			}
			at += i + len(p)
			if name := organisation(s[at:min(len(s), at+120)]); name != "" {
				return name
			}
		}
	}
	return ""
}

// spokenTo returns to whom somebody speaks in this very page: the present tense
// of an interview's introduction. What somebody told an agency is no evidence.
func spokenTo(s string) string {
	name := following(s, " tells ", " speaks to ", " speaks with ", " talks to ", " talks with ", " sits down with ", " sat down with ", "interview with ")
	if agencies[key(name)] {
		return ""
	}
	return name
}

// posts are what people are at an outlet.
var posts = []string{"ellow", "ditor", "ditor-in-chief", "eporter", "orrespondent", "nalyst", "riter", "olumnist", "irector", "ontributor", "roducer",
	"esearcher", "cholar", "ournalist", "ureau chief", "nchor", "ssociate"}

// employer returns the organisation for which, a biography says, the author
// works.
func employer(s string) string {
	for _, post := range posts {
		if name := following(s, post+" of ", post+" at ", post+" for ", post+" with "); name != "" {
			return name
		}
	}
	return ""
}

// staffOf returns the outlet in "Example Weekly Editor-in-Chief Ana Ruiz".
func staffOf(s string) string {
	for _, post := range []string{" Editor-in-Chief ", " editor-in-chief ", " Editor in Chief ", " correspondent ", " Correspondent "} {
		i := strings.Index(s, post)
		if i < 0 {
			continue
		}
		// The capitalised words before it.
		from := i
		for from > 0 {
			j := strings.LastIndexByte(s[:from], ' ') + 1
			if !unicode.IsUpper(firstRune(s[j:from])) || strings.ContainsAny(s[j:from], ".,;:") {
				break
			}
			from = max(0, j-1)
		}
		return strings.TrimSpace(s[from:i])
	}
	return ""
}

// agencyOf returns the outlet in the dateline of a report: "CITY, May 21
// (Reuters) - The minister …".
func agencyOf(s string) string {
	s = s[:min(len(s), 160)]
	open := strings.IndexByte(s, '(')
	if open < 0 {
		return ""
	}
	name, rest, ok := strings.Cut(s[open+1:], ")")
	rest = strings.TrimLeft(rest, " ")
	if !ok || !(strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "–") || strings.HasPrefix(rest, "—")) || organisation(name) != name {
		return ""
	}
	return name
}

// contributed returns the outlet in "Example News' Ana Ruiz contributed to this
// report".
func contributed(s string) string {
	if len(s) > 300 || !strings.Contains(s, "contributed to this report") {
		return ""
	}
	for _, mark := range []string{"'s ", "’s "} {
		if name, _, ok := strings.Cut(s, mark); ok && organisation(name) == name {
			return name
		}
	}
	return ""
}

// rightsHolder returns whose a page is: "© 2021 Example Media Ltd. All rights
// reserved."
func rightsHolder(s string) string {
	for _, w := range []string{"Copyright", "copyright", "COPYRIGHT", "©", "(c)", "(C)"} {
		s = strings.ReplaceAll(s, w, " ")
	}
	s = strings.TrimLeft(s, "0123456789-–,. ")
	s = strings.TrimPrefix(s, "by ")
	if hasFold(s, "all rights") {
		return ""
	}
	return organisation(s)
}
