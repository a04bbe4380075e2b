package source

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// pdfText makes paragraphs of the lines of a document.
type pdfText struct {
	pages   []*pdfPage
	lines   [][]pdfLine // of each page, in reading order
	body    float64     // the size of most of its letters
	bolds   bool        // most of it is bold
	known   map[string]bool
	address string // where it was printed from, as its foot says
	date    string // of the issue, as the head of its pages says
}

// pieces returns the headings and paragraphs of the document.
func (t *pdfText) pieces() []Piece {
	capitals(t.pages)
	for i, p := range t.pages {
		t.lines = append(t.lines, p.lines(i))
	}
	t.measure()
	t.dropRunning()
	for i := range t.lines {
		t.lines[i] = inOrder(t.lines[i], 0)
	}
	t.vocabulary()
	var out []Piece
	for _, para := range t.paragraphs() {
		if p := t.piece(para); p.Text != "" {
			out = append(out, p)
		}
	}
	return bullets(out)
}

// opening returns how the document begins, for telling whether its properties
// say the truth.
func (t *pdfText) opening() string {
	var b strings.Builder
	for _, ls := range t.lines[:min(len(t.lines), 1)] {
		for _, l := range ls {
			if b.Len() > 300 {
				break
			}
			b.WriteString(l.text + " ")
		}
	}
	return b.String()
}

// measure finds the size of the running text, and whether it is bold.
func (t *pdfText) measure() {
	sizes := map[float64]int{}
	bold, all := 0, 0
	for _, ls := range t.lines {
		for _, l := range ls {
			n := utf8.RuneCountInString(l.text)
			sizes[math.Round(l.size*2)/2] += n
			if all += n; l.bold {
				bold += n
			}
		}
	}
	most := 0
	for size, n := range sizes {
		if n > most || n == most && size < t.body {
			t.body, most = size, n
		}
	}
	t.bolds = bold*3 > all
}

// edge is how many lines at the top and at the foot of a page may be repeated
// from page to page.
const edge = 3

// dropRunning leaves out what is printed at the edges of page after page, and
// the numbers of the pages.
func (t *pdfText) dropRunning() {
	pages := map[string]int{}
	for _, ls := range t.lines {
		seen := map[string]bool{}
		for i := range ls {
			if k := running(ls[i].text); atEdge(ls, i) && !seen[k] {
				seen[k] = true
				pages[k]++
			}
		}
	}
	for n, ls := range t.lines {
		var kept []pdfLine
		for i, l := range ls {
			k := running(l.text)
			repeated := pages[k] > 1 && pages[k]*5 >= 2*len(t.lines) || pages[k] > 3
			if (repeated || len(t.lines) == 1) && atEdge(ls, i) && strings.HasPrefix(l.text, "http") && isAddress(l.text) {
				t.address = Line(l.text)
				continue
			}
			if atEdge(ls, i) && (repeated && l.size < t.body*1.3 || pageNumber(l.text)) {
				// A time of day beside it is that of printing.
				if _, _, ok := dateLine(l.text); ok && t.date == "" && !strings.Contains(l.text, ":") {
					t.date = l.text
				}
				continue
			}
			kept = append(kept, l)
		}
		t.lines[n] = kept
	}
}

// atEdge reports whether line i is one of the first or last of a page.
func atEdge(ls []pdfLine, i int) bool {
	return i < edge || i >= len(ls)-edge
}

// running folds a line so that the running heads of pages are the same: what
// differs in them are numbers.
func running(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsDigit(r):
			return '#'
		case unicode.IsLetter(r):
			return unicode.ToLower(r)
		}
		return -1
	}, s[:min(len(s), 200)])
}

// pageNumber reports a line that is nothing but the number of a page: 12, – 12
// –, Page 3 of 9, 3/9.
func pageNumber(s string) bool {
	digits := 0
	for w := range strings.FieldsFuncSeq(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		switch {
		case strings.Trim(w, "0123456789") == "" && len(w) <= 4:
			digits++
		case w == "page" || w == "of" || w == "p" || w == "seite" || w == "von":
		default:
			return false
		}
	}
	return digits == 1 || digits == 2 && strings.ContainsAny(s, "/of")
}

// vocabulary notes the words that stand within lines.
func (t *pdfText) vocabulary() {
	t.known = map[string]bool{}
	for _, ls := range t.lines {
		half := false // the word before ended with a hyphen
		for _, l := range ls {
			for w := range strings.FieldsSeq(l.text) {
				w = bareWord(w)
				hyphen := strings.HasSuffix(w, "-") || strings.HasSuffix(w, "\u2010")
				if w != "" && !hyphen && !half {
					t.known[w] = true
				}
				half = hyphen
			}
		}
	}
}

// bareWord returns a word in lower case without the marks around it.
func bareWord(w string) string {
	return strings.ToLower(strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '\u2010' }))
}

// paragraphs groups the lines of all pages.
func (t *pdfText) paragraphs() (out [][]pdfLine) {
	var prev *pdfLine
	for _, page := range t.lines {
		for _, column := range columnRuns(page) {
			left, right, leading := t.extent(column)
			for i := range column {
				l := &column[i]
				if prev == nil || t.breaks(out[len(out)-1][0], prev, l, i == 0, left, right, leading) {
					out = append(out, nil)
				}
				out[len(out)-1] = append(out[len(out)-1], *l)
				prev = l
			}
		}
	}
	return out
}

// columnRuns parts the lines of a page where they start again further up.
func columnRuns(ls []pdfLine) (out [][]pdfLine) {
	for from, i := 0, 1; i <= len(ls); i++ {
		if i == len(ls) || ls[i].y > ls[i-1].y+1 {
			out = append(out, ls[from:i])
			from = i
		}
	}
	return out
}

// extent returns where the lines of a column begin and end, and how far they
// are apart.
func (t *pdfText) extent(ls []pdfLine) (left, right, leading float64) {
	var xs, ends, gaps []float64
	for i, l := range ls {
		if math.Abs(l.size-t.body) > 0.6 {
			continue
		}
		xs, ends = append(xs, l.x), append(ends, l.end)
		if i > 0 && math.Abs(ls[i-1].size-l.size) < 0.6 {
			if gap := ls[i-1].y - l.y; gap > l.size*0.5 {
				gaps = append(gaps, gap)
			}
		}
	}
	if len(xs) == 0 {
		return 0, math.Inf(1), t.body * 1.2
	}
	slices.Sort(xs)
	slices.Sort(ends)
	leading = t.body * 1.2
	if len(gaps) > 0 {
		slices.Sort(gaps)
		leading = math.Min(gaps[len(gaps)/3], 2.2*t.body)
	}
	return xs[len(xs)/10], ends[len(ends)*9/10], leading
}

// breaks reports whether l begins a paragraph after the line before, which is of
// one that began with begin.
func (t *pdfText) breaks(begin pdfLine, prev, l *pdfLine, first bool, left, right, leading float64) bool {
	ends := ended(prev.text)
	switch {
	case math.Abs(prev.size-l.size) > 0.12*math.Max(prev.size, l.size), isAddress(prev.text):
		return true
	case prev.bold != l.bold && !t.bolds && (ends || prev.end < right-6*l.size):
		return true
	case first: // it goes on from another column or page
		return ends || unicode.IsUpper(firstRune(l.text)) && l.x > left+0.7*l.size
	case prev.y-l.y > 1.4*math.Max(leading, l.size*1.05):
		return true
	case bullet(l.text+" ") != "" || bullet(l.text) != "":
		return true
	case bullet(begin.text) != "": // its further lines are set in
		return l.x < begin.x+0.3*l.size
	case l.x > left+0.7*l.size && l.x < left+5*l.size && prev.x < l.x-0.7*l.size && prev.end > left+3*l.size:
		return ends || prev.x < left+0.7*l.size // the first line is set in
	case prev.end < right-3*l.size && ends:
		return true
	}
	return false
}

// piece makes a paragraph of lines.
func (t *pdfText) piece(ls []pdfLine) Piece {
	s := ls[0].text
	for i := 1; i < len(ls); i++ {
		s = t.joined(s, ls[i].text)
	}
	s = Line(s)
	p := Piece{Text: s}
	size, bold := ls[0].size, true
	for _, l := range ls {
		bold = bold && l.bold
	}
	short := len(ls) <= 4 && utf8.RuneCountInString(s) <= 200 && strings.ContainsFunc(s, unicode.IsLetter)
	switch {
	case short && size >= t.body*1.6:
		p.Kind, p.Level = model.Heading, 1
	case short && size >= t.body*1.15:
		p.Kind, p.Level = model.Heading, 2
	case short && bold && !t.bolds && len(ls) <= 2 && !ended(s) && utf8.RuneCountInString(s) <= 100:
		p.Kind, p.Level = model.Heading, 3
	}
	if p.Level == 1 && ls[0].page > 0 {
		p.Level = 2
	}
	return p
}

// joined puts a line behind what comes before it in its paragraph.
func (t *pdfText) joined(before, line string) string {
	if head, ok := strings.CutSuffix(before, "\u00ad"); ok {
		return head + line
	}
	r, n := utf8.DecodeLastRuneInString(before)
	if (r == '-' || r == '\u2010') && len(before) > n {
		head := before[:len(before)-n]
		first := head[strings.LastIndexByte(head, ' ')+1:]
		second, _, _ := strings.Cut(line, " ")
		letter, _ := utf8.DecodeLastRuneInString(head)
		switch {
		case !unicode.IsLetter(letter) && !unicode.IsDigit(letter):
			return before + " " + line // a dash
		case unicode.IsLower(firstRune(line)) && t.divided(bareWord(first), bareWord(second)):
			return head + line
		}
		return before + line
	}
	if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) && unicode.In(firstRune(line), unicode.Han, unicode.Hiragana, unicode.Katakana) {
		return before + line
	}
	return before + " " + line
}

// divided reports whether a hyphen at the end of a line only divides a word, and
// goes: the word stands elsewhere in the document without it, or nothing
// speaks for it. A compound stands elsewhere with it, or its parts are words
// elsewhere, or it begins like one. A name such as Al-Masri goes on with a
// capital and is never asked about.
func (t *pdfText) divided(first, second string) bool {
	switch {
	case t.known[first+second]:
		return true
	case t.known[first+"-"+second], t.known[first], t.known[second], prefixes[first], strings.Contains(first, "-"):
		return false
	}
	return len(first) > 1 && len(second) > 1 && !strings.ContainsAny(first+second, "0123456789")
}

// prefixes are what words are joined to with a hyphen that stays.
var prefixes = set("co re pre anti non self ex semi multi post pro mid pseudo quasi neo ultra un vice counter cross all half well ill full part far long short high low")
