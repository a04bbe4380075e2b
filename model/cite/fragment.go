package cite

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// A text fragment names words of a page, so that a browser opens it there and
// marks them (WICG, "URL Fragment Text Directives", section 3):
//
//	#:~:text=[prefix-,]start[,end][,-suffix]
//
// A browser takes the first place where the words stand, between boundaries of
// words and whatever their case. So short words are given in full, long ones by
// their beginning and end, and words around them only where the same stand
// elsewhere in the article.

const (
	// wholeRunes is how long a quotation may be to be named in full. Longer ones
	// make links that programs cut, and one changed letter would break them.
	wholeRunes = 120
	// endWords is how many words stand for the beginning and the end of others.
	endWords = 5
	// mostContext is how many words around it are given at most.
	mostContext = 8
)

// Fragment returns the text directive for a span of an article, without the
// "#:~:" before it; "" for a span without words.
func Fragment(a *model.Article, s model.Span) string {
	words := wordsOf(a, s)
	if len(words) == 0 {
		return ""
	}
	start, end := words, []string(nil)
	switch first, last := ends(a, s); {
	case len(first) > 0 && len(last) > 0:
		start, end = first[:min(endWords, len(first))], last[max(len(last)-endWords, 0):]
	case len(words) > 1 && utf8.RuneCountInString(strings.Join(words, " ")) > wholeRunes:
		n := min(endWords, len(words)/2)
		start, end = words[:n], words[len(words)-n:]
	}
	text := encode(start)
	if end != nil {
		text += "," + encode(end)
	}
	before, after := around(a, s)
	prefix, suffix := context(a, start, end, before, after)
	if len(prefix) > 0 {
		text = encode(prefix) + "-," + text
	}
	if len(suffix) > 0 {
		text += ",-" + encode(suffix)
	}
	return "text=" + text
}

// directive returns what is to be added to an address so that it opens at a text
// fragment. One that has a fragment of its own keeps it.
func directive(address, fragment string) string {
	switch {
	case fragment == "":
		return ""
	case strings.Contains(address, ":~:"):
		return "&" + fragment
	case strings.Contains(address, "#"):
		return ":~:" + fragment
	}
	return "#:~:" + fragment
}

// context returns as few words before the quotation, or after it where none stand
// before, as it takes to tell it from the other places with the same words.
func context(a *model.Article, start, end, before, after []string) (prefix, suffix []string) {
	all := strings.Fields(fold(a.Title + " \n" + a.Text))
	want := fields(start)
	if count(all, want) < 2 {
		return nil, nil
	}
	for n := 1; n <= min(len(before), mostContext); n++ {
		prefix = before[len(before)-n:]
		if count(all, append(fields(prefix), want...)) < 2 {
			return prefix, nil
		}
	}
	if end != nil { // what follows the end says nothing of where it begins
		return prefix, nil
	}
	for n := 1; n <= min(len(after), mostContext); n++ {
		suffix = after[:n]
		if count(all, append(append(fields(prefix), want...), fields(suffix)...)) < 2 {
			break
		}
	}
	return prefix, suffix
}

// fields returns words as they are compared.
func fields(words []string) []string { return strings.Fields(fold(strings.Join(words, " "))) }

// fold returns a text in lower case, every mark apart from the words: "said." ends
// with the word that "said" is.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			return unicode.ToLower(r)
		}
		return ' '
	}, s)
}

// count returns in how many places words stand, at most 2.
func count(all, want []string) int {
	n := 0
	for i := 0; i+len(want) <= len(all) && n < 2 && len(want) > 0; i++ {
		k := 0
		for k < len(want) && all[i+k] == want[k] {
			k++
		}
		if k == len(want) {
			n++
		}
	}
	return n
}

// wordsOf returns the words of a span as they are printed, whole ones only: the
// marks at its ends do not belong to words, and a browser that finds no boundary
// of a word there would not find the text.
func wordsOf(a *model.Article, s model.Span) []string {
	words := strings.Fields(s.Of(a.Text))
	if len(words) == 0 {
		return nil
	}
	words[0] = strings.TrimLeftFunc(words[0], mark)
	words[len(words)-1] = strings.TrimRightFunc(words[len(words)-1], mark)
	out := words[:0]
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}

func mark(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r) }

// ends returns the words of a span in its first block and in its last, where these
// are two: on the page, other things may stand between them, and no piece of a
// directive may lie in two.
func ends(a *model.Article, s model.Span) (first, last []string) {
	n := 0
	for _, b := range a.Blocks {
		part := model.Span{Start: max(s.Start, b.Span.Start), End: min(s.End, b.Span.End)}
		if part.Len() <= 0 {
			continue
		}
		if last = wordsOf(a, part); len(last) == 0 {
			continue
		}
		if n++; n == 1 {
			first = last
		}
	}
	if n < 2 {
		return nil, nil
	}
	return first, last
}

// around returns the words before and after a span, within its blocks; where a
// block begins with it, those that end the block before.
func around(a *model.Article, s model.Span) (before, after []string) {
	for i, b := range a.Blocks {
		if i > 0 && b.Span.Start <= s.Start && s.Start < b.Span.End && strings.TrimFunc(a.Text[b.Span.Start:s.Start], mark) == "" {
			before = strings.Fields(a.Blocks[i-1].Span.Of(a.Text))
			after = strings.Fields(a.Text[min(s.End, b.Span.End):b.Span.End])
			break
		}
		if b.Span.Start <= s.Start && s.Start < b.Span.End {
			before = strings.Fields(a.Text[b.Span.Start:s.Start])
		}
		if b.Span.Start < s.End && s.End <= b.Span.End {
			after = strings.Fields(a.Text[s.End:b.Span.End])
		}
	}
	for len(after) > 0 && strings.TrimFunc(after[0], mark) == "" {
		after = after[1:]
	}
	return before, after
}

// encode joins words as a text directive has them: everything is percent-encoded
// that is no unreserved character of RFC 3986, and the hyphen, the comma and the
// ampersand, which part the pieces of a directive.
func encode(words []string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	for _, c := range []byte(strings.Join(words, " ")) {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '~' {
			b.WriteByte(c)
			continue
		}
		b.WriteByte('%')
		b.WriteByte(hex[c>>4])
		b.WriteByte(hex[c&15])
	}
	return b.String()
}
