package source

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// maxHead is how many pieces may stand before the first paragraph of the body.
const maxHead = 16

// head finds the title, the byline and the date line, takes the last two out of
// the text, and drops the repeats of the first. The title stays, once, as the
// first piece: what it tells is told by the outlet.
func (p *page) head() {
	drop := make([]bool, len(p.pieces))
	title := -1
	if p.meta.Title != "" {
		p.title = p.meta.Title
	}
	end := p.bodyStart()
	for i := range end {
		q := &p.pieces[i]
		if dayLine(q.Text) {
			drop[i] = true
			continue
		}
		if pub, mod, ok := dateLine(q.Text); ok {
			if p.published.IsZero() {
				p.published = pub
			}
			if p.modified.IsZero() {
				p.modified = mod
			}
			drop[i] = true
			continue
		}
		if by, pub, mod, ok := bylineOf(q.Text); ok && (title >= 0 || i > 0 || p.title != "") {
			if p.byline == "" {
				p.byline, p.signed = partOutlet(by)
			}
			if p.published.IsZero() {
				p.published = pub
			}
			if p.modified.IsZero() {
				p.modified = mod
			}
			drop[i] = true
			continue
		}
		if title >= 0 && (headOf(q, genres) || sameName(q.Text, p.byline)) || i+1 < len(p.pieces) && title < 0 && headOf(q, genres) {
			drop[i] = true
			continue
		}
		switch {
		case title >= 0 || headOf(q, authorHeads) || listHead(q) || headOf(q, languageHeads):
		case p.meta.Title != "" && key(q.Text) == key(p.meta.Title), p.meta.Title == "" && titleLike(q) && len(p.pieces) > 1:
			title = i
		}
	}
	// A heading of the first level further down beats a line that only looks
	// like a title.
	if p.meta.Title == "" {
		for i := range min(end+1, len(p.pieces)) {
			if q := &p.pieces[i]; q.Kind == model.Heading && q.Level == 1 && !drop[i] {
				title = i
				break
			}
		}
	}
	p.repeatsMeta(end, drop)
	p.placeTitle(title, drop)
}

// repeatsMeta marks the short lines around the first paragraphs, the first of which is
// at end, that say no more than the metadata do: who wrote the article, and when.
func (p *page) repeatsMeta(end int, drop []bool) {
	published, dated := parseDate(p.meta.Published)
	if !dated && p.meta.Byline == "" {
		return
	}
	bodies := 0
	for i := 0; i < len(p.pieces) && i < end+8 && bodies < 2; i++ {
		q := &p.pieces[i]
		if body(q) {
			bodies++
			continue
		}
		if drop[i] || len(q.Text) > 100 || ended(q.Text) || q.Kind != model.Paragraph && q.Kind != model.List {
			continue
		}
		if sameName(q.Text, p.meta.Byline) || p.meta.Byline != "" && key(credit(q.Text)) == key(p.meta.Byline) {
			drop[i] = true
			continue
		}
		if v, _, ok := dateIn(q.Text, dayBefore); ok && dated && hasDigit(q.Text) && (v == published || v.Lo-published.Lo == 1 || published.Lo-v.Lo == 1) && words(q.Text) <= 10 {
			drop[i] = true
		}
	}
}

// placeTitle makes the title the first piece and drops its repeats.
func (p *page) placeTitle(title int, drop []bool) {
	var first []Piece
	switch {
	case title >= 0:
		q := p.pieces[title]
		if l := Line(q.Text); l != q.Text {
			q.Text, q.Inline = l, nil
		}
		p.title = q.Text
		q.Kind, q.Level, q.Tight, q.Marker = model.Heading, 1, false, ""
		first = []Piece{q}
		drop[title] = true
	case p.title != "":
		first = []Piece{{Kind: model.Heading, Level: 1, Text: p.title}}
	}
	if p.title != "" {
		k := key(p.title)
		for i := range p.pieces {
			if n := len(p.pieces[i].Text); n <= 2*len(p.title) && n*2 >= len(p.title) && key(p.pieces[i].Text) == k {
				drop[i] = true
			}
		}
	}
	p.filter(func(i int) bool { return !drop[i] })
	if first != nil {
		p.pieces = slices.Insert(p.pieces, 0, first...)
		p.titled = true
	}
}

// bodyStart returns the index of the first piece that is body beyond doubt.
func (p *page) bodyStart() int {
	for i := range p.pieces {
		if i == maxHead {
			return i
		}
		q := &p.pieces[i]
		if body(q) {
			if _, _, ok := dateLine(q.Text); !ok {
				return i
			}
		}
	}
	return min(len(p.pieces), maxHead)
}

// titleLike reports whether a piece can be a headline: a line with letters that
// does not end as a sentence does, except with a question or a call.
func titleLike(q *Piece) bool {
	s := q.Text
	n := words(s)
	if n == 0 || n > 36 || len(s) > 300 || q.Kind != model.Paragraph && q.Kind != model.Heading || linkOnly(q) && strings.Contains(s, "://") {
		return false
	}
	if strings.IndexFunc(s, unicode.IsLetter) < 0 {
		return false
	}
	r := lastRune(strings.TrimRight(s, "\"”’'» "))
	switch r {
	case '.':
		return strings.HasSuffix(s, "...") || n <= 12 && abbreviated(s)
	case ',', ';', ':', '-':
		return false
	}
	return true
}

// abbreviated reports whether s ends in an abbreviation with stops inside it,
// such as U.S. or p.m.
func abbreviated(s string) bool {
	last := s[strings.LastIndexByte(s, ' ')+1:]
	return strings.Count(last, ".") >= 2 && len(last) <= 8
}

// bylineOf reads a line that says who wrote the article and nothing else but,
// perhaps, when: "By Ana Ruiz and Li Wei | 9 May 2021", "Ana Ruiz, 9 May 2021".
func bylineOf(s string) (names string, published, modified value, ok bool) {
	if len(s) > 160 || len(s) < 6 {
		return
	}
	published, modified, rest := headLine(s)
	dated := rest != s
	said := false
	for _, by := range []string{"by ", "by: ", "written by ", "reported by ", "posted by ", "author: ", "authors: ", "words by ", "story by "} {
		if hasFold(rest, by) {
			rest, said = strings.TrimSpace(rest[len(by):]), true
			break
		}
	}
	if a, b, found := strings.Cut(rest, " | "); found && said && looksLikeNames(b) {
		rest = a + ", " + b
	}
	// Without the word, only a full name beside a date is one; a place in
	// capitals is not.
	if !looksLikeNames(rest) || !said && (!dated || rest == strings.ToUpper(rest) || words(rest) < 2 || words(rest) > 8) {
		return "", value{}, value{}, false
	}
	return strings.Join(splitNames(rest), ", "), published, modified, true
}

// newsWords are words in the names of outlets that no person's name has.
var newsWords = set(`news times post press herald tribune journal gazette magazine weekly daily review institute agency staff media network radio
	television tv channel chronicle guardian telegraph observer standard monitor globe observatory bureau wire service correspondent reporter editor
	writer contributor foundation center centre university council`)

// partOutlet parts the organisation that ends a byline from the names: "Ana
// Ruiz, Example News". A post, as in "staff writer", goes as well.
func partOutlet(by string) (names, outlet string) {
	parts := strings.Split(by, ", ")
	for len(parts) > 1 {
		last := parts[len(parts)-1]
		known := len(last) <= 5 && last == strings.ToUpper(last) || agencies[key(last)]
		post := false
		for w := range strings.FieldsSeq(key(last)) {
			known = known || newsWords[w]
			post = post || w == "staff" || w == "writer" || w == "correspondent" || w == "reporter" || w == "editor" || w == "contributor"
		}
		if !known {
			break
		}
		if !post {
			outlet = last
		}
		parts = parts[:len(parts)-1]
	}
	return strings.Join(parts, ", "), outlet
}

// looksLikeNames reports whether s is a list of names: few words, each
// capitalised but for the particles of names.
func looksLikeNames(s string) bool {
	fields := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == ',' || r == '&' || r == '/' })
	if len(fields) == 0 || len(fields) > 14 || len(s) > 120 || strings.ContainsAny(s, "?!:;0123456789“”\"") {
		return false
	}
	for _, f := range fields {
		r := firstRune(f)
		switch strings.ToLower(f) {
		case "and", "al", "el", "bin", "ibn", "bint", "de", "da", "di", "del", "della", "der", "den", "van", "von", "la", "le", "ben", "abu", "dos", "du", "for", "of", "the", "in":
			continue
		}
		if !unicode.IsUpper(r) && !(unicode.IsLetter(r) && (!unicode.IsLower(r) || unicode.Is(unicode.Georgian, r))) {
			if !strings.HasPrefix(f, "al-") && !strings.HasPrefix(f, "el-") {
				return false
			}
		}
		if len(f) > 4 && strings.HasSuffix(f, ".") {
			return false
		}
	}
	return true
}

// splitNames splits a list of names at commas, "and" and "&".
func splitNames(s string) []string {
	var out []string
	for _, part := range strings.Split(s, ",") {
		for _, p := range strings.Split(strings.ReplaceAll(part, " & ", " and "), " and ") {
			p = strings.TrimPrefix(strings.TrimSpace(p), "and ")
			if p = strings.TrimSpace(p); p != "" {
				out = append(out, p)
			}
		}
	}
	return out
}

func sameName(a, b string) bool { return b != "" && len(a) < 200 && key(a) == key(b) }

// headings finds the headings inside plain text: short lines between
// paragraphs that do not end as a sentence does.
func (p *page) headings() {
	for i := 1; i+1 < len(p.pieces); i++ {
		q := &p.pieces[i]
		if q.Kind != model.Paragraph || len(q.Text) > 100 || ended(q.Text) || q.Tight {
			continue
		}
		if before := &p.pieces[i-1]; before.Kind != model.List && !body(before) || !body(&p.pieces[i+1]) || words(q.Text) > 10 {
			continue
		}
		r := firstRune(strings.TrimLeft(q.Text, "–—-*“”\"‘’' "))
		if !(unicode.IsUpper(r) || unicode.IsDigit(r)) || strings.ContainsRune(",;:", lastRune(q.Text)) {
			continue
		}
		q.Kind, q.Level = model.Heading, 2
	}
}

// excerpt returns the beginning of s, cut after a word, no longer than n
// characters.
func excerpt(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	last, count := 0, 0
	for i, r := range s {
		if count == n {
			break
		}
		if r == ' ' {
			last = i
		}
		count++
	}
	if last == 0 {
		for i := range s {
			if count--; count < 0 {
				break
			}
			last = i
		}
	}
	return strings.TrimRight(s[:last], " ,;:") + "…"
}
