package source

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/kreader/kreader/model/edtf"
)

// stamp is an element that gives a moment.
type stamp struct {
	when string // in any spelling
	// said tells what the page calls it: 'p' published, 'm' modified, 0 nothing.
	said byte
	at   int  // bytes of text before it
	text bool // it was read from words, not from an attribute for machines
	n    *html.Node
}

// kind is the name and the class of a stamp's element.
func (t *stamp) kind() string { return t.n.Data + " " + attr(t.n, "class") }

// stamp keeps the moment that a text of the page gives.
func (s *survey) stamp(n *html.Node, when string, said byte) {
	if when == "" || len(s.times) >= maxStamps {
		return
	}
	text := len(when) < 10 || when[4] != '-' // not as machines write it
	if _, ok := parseDate(when); !ok {
		v, modified, found := edtf.Value{}, false, false
		if v, found = since1970(when); !found {
			text = true
			v, modified, found = dateIn(when, s.order())
		}
		if !found && said == 0 {
			return
		}
		if found {
			when = v.String()
		}
		if found && modified && said == 0 {
			said = 'm'
		}
	}
	s.times = append(s.times, stamp{when, said, s.read, text, n})
}

// timely reports an element that is there to give a moment: <time>, or one of a
// publisher's own with its attribute.
func timely(n *html.Node) bool {
	if n.DataAtom == atom.Time {
		return true
	}
	_, ok := attribute(n, "datetime")
	return ok && (n.DataAtom == 0 || n.DataAtom == atom.Span || n.DataAtom == atom.Div)
}

// moment returns the moment that an element gives for machines, "" when it gives none:
// in its datetime, in the attributes that scripts read, or in the note that is shown
// over it.
func moment(n *html.Node) string {
	if v := attr(n, "datetime"); v != "" {
		return v
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		if !strings.HasPrefix(a.Key, "data-") || len(a.Val) < 8 || len(a.Val) > 60 || !strings.Contains(a.Key, "date") && !strings.Contains(a.Key, "time") && !strings.Contains(a.Key, "publish") && !strings.Contains(a.Key, "epoch") {
			continue
		}
		if _, ok := parseDate(a.Val); ok {
			return a.Val
		}
		if v, ok := since1970(a.Val); ok {
			return v.String()
		}
	}
	if t := attr(n, "title"); hasDigit(t) && len(t) < 80 {
		if _, _, ok := dateIn(t, unknownOrder); ok {
			return t
		}
	}
	return ""
}

// order tells how a date in figures is to be read: month first on pages in the
// English of the United States, day first on those that are not in English or in that
// of another country.
func (s *survey) order() order {
	switch tag := strings.ReplaceAll(strings.ToLower(s.language), "_", "-"); {
	case tag == "", tag == "en":
		return unknownOrder
	case strings.HasPrefix(tag, "en-us"):
		return monthBefore
	}
	return dayBefore
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
		if t, _ := s.loose(false); t != "" {
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
	if d, ok := since1970(v); ok {
		return d, true
	}
	d, _, ok := dateIn(v, s.order())
	return d, ok
}

// since1970 reads a moment in seconds or thousandths of them since 1970.
func since1970(v string) (edtf.Value, bool) {
	v, _, _ = strings.Cut(v, ".")
	n, err := strconv.ParseInt(v, 10, 64)
	if n > 1e12 {
		n /= 1000
	}
	if err != nil || n < 6e8 || n > 6e9 { // 1989 to 2160: anything else is no moment
		return edtf.Value{}, false
	}
	return edtf.OnDay(edtf.DayOf(1970, 1, 1) + edtf.Day(n/86400)), true
}

// loose returns the moment nearest to the headline of those that the page gives
// without saying what they are, in words or for machines, and how many bytes of text
// part the two.
func (s *survey) loose(text bool) (moment string, far int) {
	kinds, others := map[string]int{}, map[*html.Node]bool{}
	for i, t := range s.times {
		if others[t.n] = s.leads(t.n.Parent); !others[t.n] && (i == 0 || t.when != s.times[i-1].when) {
			kinds[t.kind()]++
		}
	}
	const list = 3 // as many of one kind are those of other articles
	for _, other := range []bool{false, true} {
		for _, t := range s.times {
			if t.text != text || t.said != 0 && !(text && t.said == 'p') || other != (others[t.n] || kinds[t.kind()] >= list) {
				continue
			}
			if _, ok := parseDate(t.when); !ok {
				continue
			}
			if d := s.fromTitle(t.at); (moment == "" || d < far) && (!other || d < nearHeadline) {
				moment, far = t.when, d
			}
		}
		if moment != "" {
			break
		}
	}
	return moment, far
}

// leads reports whether n, which holds a date, holds a link to another article too: one
// of several words that are not the headline.
func (s *survey) leads(n *html.Node) bool {
	for c := range n.ChildNodes() {
		if c.DataAtom == atom.A {
			if t := nodeLine(c, 300); words(t) > 3 && key(t) != key(s.chosen) {
				return true
			}
		}
	}
	return false
}

// fromTitle returns how many bytes of text part the headline, or where there is
// none the top of the page, from the place after at bytes.
func (s *survey) fromTitle(at int) int {
	head, k := 0, key(s.chosen)
	own := func(h string) bool { return key(h) == k }
	if i := slices.IndexFunc(s.heads, own); i >= 0 {
		head = s.headsAt[i]
	} else if i := slices.IndexFunc(s.bare, own); i >= 0 {
		head = s.headsAt[i]
	} else if i := slices.IndexFunc(s.called, own); i >= 0 {
		head = s.calledAt[i]
	} else if i := slices.IndexFunc(s.lesser, own); i >= 0 {
		head = s.lesserAt[i]
	} else if len(s.heads) > 0 {
		head = s.headsAt[0]
	}
	return max(at-head-len(s.chosen), head-at, 0)
}

// printed returns the dates that are printed beside the headline: when the page was
// published, and when it was changed ("As of 4 May 2031").
func (s *survey) printed() (published, changed string) {
	elsewhere, far := s.loose(true)
	if elsewhere != "" && far < nearHeadline {
		return elsewhere, ""
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
	if v, ok := openingDate(s.opening); ok {
		return v.String(), changed
	}
	for _, t := range s.times {
		if _, ok := parseDate(t.when); changed == "" && ok && t.said == 'm' && s.fromTitle(t.at) < nearHeadline {
			changed = t.when
		}
	}
	if changed == "" {
		changed = s.foot
	}
	return elsewhere, changed
}

// openingDate reads the date with which an article begins: "27.1.2031 – The keeper …",
// "GULLPORT, Sept. 27, 2031 /Coast Wire/ -- The keeper …". Where two paragraphs begin
// so, they are those of a chronicle.
func openingDate(paragraphs []string) (v edtf.Value, ok bool) {
	for _, p := range paragraphs {
		d, found := dateAtStart(p)
		if found && ok && d != v {
			return edtf.Value{}, false
		}
		if found && !ok {
			v, ok = d, true
		}
	}
	return v, ok
}

// dateAtStart reads the date at the start of a paragraph, behind nothing but the name
// of a place and before a mark that sets it off.
func dateAtStart(s string) (edtf.Value, bool) {
	t := dateTokens(s, 160)
	for i := 0; i < len(t) && i < 10; i++ {
		v, n := dateAt(t, i)
		if n == 0 {
			v, n = figures(t[i:], unknownOrder)
		}
		switch {
		case n > 0:
			j := i + n
			j += timeAt(t, j)
			for k := j; k < len(t) && k < j+6; k++ {
				switch m := t[k].mark; {
				case strings.ContainsRune("-–—", m) && m != 0, m == '|', i == 0 && (m == '.' || m == ':') && k == j:
					return v, true
				case m != 0 && !strings.ContainsRune("()/.,:", m):
					return edtf.Value{}, false
				}
			}
			return edtf.Value{}, false
		case t[i].mark != 0 && !strings.ContainsRune(",()./-", t[i].mark), t[i].digits > 0:
			return edtf.Value{}, false
		case t[i].word != "" && !isWeekday(t[i].word) && !aroundDate(t[i].word) && monthOf(t[i].word) == 0 && unicode.IsLower(firstRune(s[t[i].start:])):
			return edtf.Value{}, false
		}
	}
	return edtf.Value{}, false
}

// firstDay returns when the page was first published: an earlier day in its address
// where its metadata give one more than a month later, as after a move to another
// system, else the day that a moment was where it was published.
func (s *survey) firstDay(moment, address string) string {
	said, ok := parseDate(moment)
	const month = 31
	if v, inPath := pathDate(address); ok && inPath && said.Lo-v.Lo > month && strings.Contains(address, "/"+strconv.Itoa(v.Lo.Year())) && !strings.Contains(address, strings.ReplaceAll(v.String(), "-", "")) {
		return v.String()
	}
	return s.local(moment, address)
}

// nearHeadline is how much text may stand between the headline and a date beside it.
const nearHeadline = 1000

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
	if v := s.sameMoment(moment); v != "" {
		return v
	}
	days := []edtf.Value{}
	if v, ok := pathDate(address); ok {
		days = append(days, v)
	}
	for _, x := range s.times {
		if v, ok := parseDate(x.when); ok && x.text && x.said != 'm' && s.fromTitle(x.at) < nearHeadline {
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

// sameMoment returns what else on the page gives a moment that is in UTC, with the
// offset of where it was published; "" when nothing does.
func (s *survey) sameMoment(utc string) string {
	want, err := time.Parse(time.RFC3339, utc)
	if err != nil {
		return ""
	}
	said := []string{}
	for _, n := range metaPublished {
		said = append(said, s.named[n]...)
	}
	for _, t := range s.times {
		said = append(said, t.when)
	}
	for _, v := range said {
		t, err := time.Parse(time.RFC3339, v)
		if err != nil {
			continue
		}
		if _, offset := t.Zone(); offset != 0 && t.Sub(want).Abs() < time.Minute {
			return v
		}
	}
	return ""
}

// dated reports the names of elements that are there to give a date.
func dated(names string) bool {
	for w := range strings.FieldsSeq(names) {
		switch w {
		case "date", "datum", "time", "timestamp", "posted", "pubdate", "dateline", "fecha", "data", "dates", "datetime", "day":
			return true
		}
	}
	return false
}
