package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// page is a draft on its way to an article: its pieces, fewer with every rule,
// and what the rules found out on the way.
type page struct {
	doc    Document
	meta   Meta
	url    string
	pieces []Piece
	notes  []model.Diagnostic

	title     string
	titled    bool // pieces[0] is the title
	byline    string
	published edtf.Value // from a date line
	modified  edtf.Value
	credits   map[string]int // who is credited with pictures, by key
	biography []string       // what the page says about its authors
	legal     []string       // whose the page is, in its own words
	signed    string         // the organisation that a byline names
}

// clean applies the rules, in the order in which they rely on each other.
func (p *page) clean() {
	p.rejoin()
	p.dropFurniture()
	p.captions()
	p.sections()
	p.head()
	p.closingBiography()
	p.tail()
	p.signature()
	p.pullQuotes()
	p.questions()
	p.headings()
}

// filter keeps the pieces for which keep is true. The piece after a dropped one
// is no longer tight.
func (p *page) filter(keep func(i int) bool) {
	kept := p.pieces[:0]
	loose := false
	for i := range p.pieces {
		if !keep(i) {
			loose = loose || !p.pieces[i].Tight
			continue
		}
		if loose {
			p.pieces[i].Tight, loose = false, false
		}
		kept = append(kept, p.pieces[i])
	}
	p.pieces = kept
}

// key folds s to lower-case words of letters and digits with single spaces, for
// comparing lines. It looks at no more than 400 bytes.
func key(s string) string {
	s = s[:min(len(s), 400)]
	b := make([]byte, 0, len(s))
	gap := false
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
		case c >= 'A' && c <= 'Z':
			c |= 0x20
		case c == '\'':
			i++
			continue
		case c < utf8.RuneSelf:
			gap = true
			i++
			continue
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				if gap && len(b) > 0 {
					b = append(b, ' ')
				}
				gap = false
				b = utf8.AppendRune(b, unicode.ToLower(r))
			} else if r != '’' && r != 'ʼ' {
				gap = true
			}
			continue
		}
		if gap && len(b) > 0 {
			b = append(b, ' ')
		}
		gap = false
		b = append(b, c)
		i++
	}
	return string(b)
}

// ended reports whether s ends as a sentence does, brackets and quotes aside.
func ended(s string) bool {
	for {
		s = strings.TrimRight(s, " ")
		r, n := utf8.DecodeLastRuneInString(s)
		switch r {
		case '.', '?', '!', '…', '。', '؟', '！', '？', '।':
			return true
		case '"', '”', '’', '\'', '»', ')', ']', '❖', '■', '□', '◆', '●':
			s = s[:len(s)-n]
		default:
			return false
		}
	}
}

// body reports whether a piece is running text beyond doubt: a block of several
// lines, or a sentence of some length. What is not may still be body.
func body(q *Piece) bool {
	if q.Kind == model.Heading || len(q.Text) < 40 {
		return false
	}
	n := words(q.Text[:min(len(q.Text), 600)])
	return n >= 9 && ended(q.Text) || n >= 40
}

// rejoin mends sentences that the debris of a link broke in two: the first half
// ends with a link in mid-sentence, the second goes on in lower case, perhaps
// after a scrap of the address.
func (p *page) rejoin() {
	out := p.pieces[:0]
	for _, q := range p.pieces {
		if n := len(out); n > 0 && linkAtEnd(&out[n-1]) && q.Kind == out[n-1].Kind && q.Kind == model.Paragraph {
			if from := continues(q.Text); from >= 0 {
				out[n-1] = join(out[n-1], cut(q, from, len(q.Text)))
				continue
			}
		}
		out = append(out, q)
	}
	p.pieces = out
}

// linkAtEnd reports whether a longer text breaks off, without a stop, at the
// end of a link.
func linkAtEnd(q *Piece) bool {
	if len(q.Inline) == 0 || ended(q.Text) || words(q.Text) < 8 {
		return false
	}
	for _, x := range q.Inline {
		if x.Kind == model.Link && x.Span.End == len(q.Text) && x.Span.Start > 0 {
			return true
		}
	}
	return false
}

// continues returns where in s the second half of a sentence begins, -1 when s
// begins afresh. A scrap of an address before it is left out: words strung
// together by hyphens or slashes, more than any compound has.
func continues(s string) int {
	if scrap, rest, ok := strings.Cut(s, " "); ok && unicode.IsLower(firstRune(rest)) {
		parts := strings.Count(scrap, "-") + strings.Count(scrap, "/") + strings.Count(scrap, "%")
		if parts >= 4 || parts >= 2 && !unicode.Is(unicode.Latin, firstRune(scrap)) {
			return len(scrap) + 1
		}
	}
	if unicode.IsLower(firstRune(s)) {
		return 0
	}
	return -1
}

// join returns a and b as one piece, with a space between.
func join(a, b Piece) Piece {
	for _, x := range b.Inline {
		x.Span.Start += len(a.Text) + 1
		x.Span.End += len(a.Text) + 1
		a.Inline = append(a.Inline, x)
	}
	a.Text += " " + b.Text
	return a
}

// linkOnly reports whether a piece is nothing but links and marks, or a bare
// address.
func linkOnly(q *Piece) bool {
	t := strings.Trim(q.Text, "()[]<>")
	if isAddress(t) {
		return true
	}
	covered := 0
	for _, x := range q.Inline {
		if x.Kind == model.Link && x.Span.Start >= covered {
			if key(q.Text[covered:x.Span.Start]) != "" {
				return false
			}
			covered = x.Span.End
		}
	}
	return covered > 0 && key(q.Text[covered:]) == ""
}
