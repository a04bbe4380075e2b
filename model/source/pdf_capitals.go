package source

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A drop capital is the first letter of an article, set over two lines or more. It is on
// the base line of the last of them, or of none.

const (
	minCapital = 1.7  // how much larger it is than the letters beside it
	maxCapital = 12.0 // what is larger is a picture
	maxLetters = 40   // single capitals on a page that are looked at
	capHeight  = 0.72 // of a capital, in parts of the size of its font
)

// capitals puts the drop capitals of the pages before the words that they begin, and
// moves the lines beside them to where they would stand without.
func capitals(pages []*pdfPage) {
	var known map[string]int
	for _, p := range pages {
		seen, body := 0, p.usualSize()
		for i := range p.words {
			w := p.words[i]
			if t := strings.TrimSpace(w.text); w.size < minCapital*body || utf8.RuneCountInString(t) > 2 || t == "" || !capital(t) {
				continue
			}
			if seen++; seen > maxLetters {
				break
			}
			first, others := p.beside(i)
			if first < 0 {
				continue
			}
			if known == nil {
				known = wordCounts(pages)
			}
			f := &p.words[first]
			f.text, f.x = withCapital(strings.TrimSpace(w.text), f.text, known), w.x
			for _, j := range others {
				p.words[j].x = w.x
			}
			p.words[i].text = ""
		}
	}
}

// capital reports one capital letter, perhaps behind a quotation mark.
func capital(s string) bool {
	return unicode.IsUpper(firstRune(strings.TrimLeft(s, "“„«\"'‘")))
}

// usualSize returns the size of most letters of the page.
func (p *pdfPage) usualSize() float64 {
	sizes, usual, most := map[float64]int{}, 0.0, 0
	for i := range p.words {
		size := math.Round(p.words[i].size*2) / 2
		if sizes[size] += len(p.words[i].text); sizes[size] > most {
			usual, most = size, sizes[size]
		}
	}
	return usual
}

// beside returns the words that begin the lines right of the drop capital that word i
// is: the uppermost, and the others. first is -1 when word i is none.
func (p *pdfPage) beside(i int) (first int, others []int) {
	w := p.words[i]
	first = -1
	var rows []int // the leftmost word of each line
	for j := range p.words {
		v := p.words[j]
		if v.x <= w.x || v.size*minCapital > w.size || v.size*maxCapital < w.size || strings.TrimSpace(v.text) == "" ||
			v.y+0.5*v.size < w.y || v.y+0.4*v.size > w.y+capHeight*w.size+0.5*v.size {
			continue
		}
		k := 0
		for k < len(rows) && math.Abs(p.words[rows[k]].y-v.y) > 0.35*v.size {
			k++
		}
		switch {
		case k == len(rows):
			rows = append(rows, j)
		case v.x < p.words[rows[k]].x:
			rows[k] = j
		}
	}
	for _, j := range rows {
		v := p.words[j]
		if gap := v.x - w.end; gap < -0.5*v.size || gap > 1.5*v.size {
			continue
		}
		if others = append(others, j); first < 0 || v.y > p.words[first].y {
			first = j
		}
	}
	if len(others) == 1 && math.Abs(p.words[first].y-w.y) > 0.3*p.words[first].size {
		return -1, nil // a letter above one line is no drop capital
	}
	return first, others
}

// withCapital puts a drop capital before the text that it begins: as the first letter of
// its first word, or as a word of its own where the document has that word without it,
// and not the two as one.
func withCapital(letter, text string, known map[string]int) string {
	if strings.HasPrefix(text, " ") {
		return letter + text
	}
	rest := key(firstWord(text))
	if letter != "" && known[key(letter)+rest] == 0 && known[rest] > 1 && strings.Contains("A I O Y E U À É Ó Ö Å", letter) {
		return letter + " " + text
	}
	return letter + text
}

// firstWord returns the first word of s.
func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// wordCounts counts the words of the pages, as keys.
func wordCounts(pages []*pdfPage) map[string]int {
	out := map[string]int{}
	for _, p := range pages {
		for _, w := range p.words {
			for f := range strings.FieldsSeq(w.text) {
				out[key(f)]++
			}
		}
	}
	return out
}
