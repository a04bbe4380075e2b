package correct

import (
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// context is how many bytes of what stands before and after a quote are kept.
const context = 32

// AnchorOf returns the anchor of a span of an article. root is the folder of the
// file as the articles' paths begin with it, "" when they do not.
func AnchorOf(a *model.Article, s model.Span, root string) Anchor {
	out := ArticleAnchor(a, root)
	out.Exact = s.Of(a.Text)
	block := model.Span{Start: 0, End: len(a.Text)}
	for _, b := range a.Blocks {
		if b.Span.Contains(s) {
			block = b.Span
		}
	}
	from, to := max(block.Start, s.Start-context), min(block.End, s.End+context)
	for from < s.Start && !utf8.RuneStart(a.Text[from]) {
		from++
	}
	for to > s.End && to < len(a.Text) && !utf8.RuneStart(a.Text[to]) {
		to--
	}
	out.Prefix, out.Suffix = a.Text[from:s.Start], a.Text[s.End:to]
	return out
}

// ArticleAnchor returns the anchor of an article as a whole.
func ArticleAnchor(a *model.Article, root string) Anchor {
	p := a.Path
	if root != "" {
		p = strings.TrimPrefix(p, strings.TrimSuffix(path.Clean(root), "/")+"/")
	}
	return Anchor{Article: p, Title: a.Title}
}

// place is where an anchor points to.
type place struct {
	article int
	span    model.Span
}

// articles returns which articles an anchor may mean: those of its path, else
// those of its title. known reports whether it names one that is there.
func (t Anchor) articles(as []model.Article) (out []int, known bool) {
	for i := range as {
		if t.Article != "" && (as[i].Path == t.Article || strings.HasSuffix(as[i].Path, "/"+t.Article)) {
			out = append(out, i)
		}
	}
	if t.Title != "" && len(out) != 1 {
		var titled []int
		for i := range as {
			if as[i].Title == t.Title && (len(out) == 0 || contains(out, i)) {
				titled = append(titled, i)
			}
		}
		if len(titled) > 0 {
			out = titled
		}
	}
	return out, len(out) > 0
}

func contains(s []int, n int) bool {
	for _, m := range s {
		if m == n {
			return true
		}
	}
	return false
}

// find returns where an anchor points to: the quote as it stands; else with
// white space, quotation marks and dashes read as one kind each; else, in the
// article it names, words that differ from it a very little.
func (t Anchor) find(as []model.Article) (place, bool) {
	at, known := t.articles(as)
	if t.Exact == "" {
		if len(at) != 1 {
			return place{}, false
		}
		return place{article: at[0]}, true
	}
	if !known {
		for i := range as {
			at = append(at, i)
		}
	}
	for _, how := range []func(*model.Article, Anchor) (model.Span, int, int){exactly, folded} {
		var best place
		most, places := -1, 0
		for _, i := range at {
			s, score, n := how(&as[i], t)
			if n > 0 && score > most {
				best, most = place{i, s}, score
			}
			places += n
		}
		if most > 0 || places == 1 || places > 0 && known {
			return best, true
		}
	}
	if !known {
		return place{}, false // any article may hold something like it
	}
	for _, i := range at {
		if s, ok := nearly(as[i].Text, t.Exact); ok {
			return place{i, s}, true
		}
	}
	return place{}, false
}

// exactly returns the place of the quote of t in an article whose context is
// most that of t, how much of the context is (bytes), and how many places there
// are.
func exactly(a *model.Article, t Anchor) (best model.Span, score, n int) {
	return occurrences(a.Text, t.Exact, t.Prefix, t.Suffix)
}

func occurrences(text, exact, prefix, suffix string) (best model.Span, score, n int) {
	score = -1
	for from := 0; ; {
		i := strings.Index(text[from:], exact)
		if i < 0 || exact == "" {
			return best, score, n
		}
		s := model.Span{Start: from + i, End: from + i + len(exact)}
		n++
		c := 0
		for k := 1; k <= len(prefix) && k <= s.Start && prefix[len(prefix)-k] == text[s.Start-k]; k++ {
			c++
		}
		for k := 0; k < len(suffix) && s.End+k < len(text) && suffix[k] == text[s.End+k]; k++ {
			c++
		}
		if c > score {
			best, score = s, c
		}
		from = s.Start + 1
	}
}

// folded is exactly with everything read as [fold] does.
func folded(a *model.Article, t Anchor) (model.Span, int, int) {
	text, at := fold(a.Text)
	exact, _ := fold(t.Exact)
	prefix, _ := fold(t.Prefix)
	suffix, _ := fold(t.Suffix)
	s, score, n := occurrences(text, strings.TrimSpace(exact), prefix, suffix)
	if n == 0 {
		return s, score, 0
	}
	return model.Span{Start: at[s.Start], End: at[s.End-1] + width(a.Text[at[s.End-1]:])}, score, n
}

func width(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}

// fold reads every run of white space as a space, every quotation mark and dash
// as the plain one, and leaves out what is not seen. at gives for each byte of
// the result the byte of s where its character begins.
func fold(s string) (out string, at []int) {
	var b strings.Builder
	space := false
	for i, r := range s {
		switch {
		case unicode.IsSpace(r):
			if space {
				continue
			}
			r = ' '
		case strings.ContainsRune("\u00ad\u200b\u200c\u200d\ufeff", r):
			continue
		case strings.ContainsRune("‘’‚‛′`´", r):
			r = '\''
		case strings.ContainsRune("“”„‟″«»", r):
			r = '"'
		case r >= '\u2010' && r <= '\u2015' || r == '−':
			r = '-'
		}
		space = r == ' '
		n := b.Len()
		b.WriteRune(r)
		for range b.Len() - n {
			at = append(at, i)
		}
	}
	return b.String(), at
}

const (
	// fewWords is the shortest quote that is looked for with changed words: in
	// a shorter one every word tells.
	fewWords = 6
	// perChange is how many words a quote must have for each that may be
	// different, missing or new.
	perChange = 8
)

// nearly returns where text has the words of quote but for one in eight of
// them. It is the distance of Levenshtein over words, with a free start and end
// in text (Sellers 1980).
func nearly(text, quote string) (model.Span, bool) {
	want, _ := words(quote)
	if len(want) < fewWords {
		return model.Span{}, false
	}
	allowed := max(1, len(want)/perChange)
	have, spans := words(text)
	there := make(map[string]bool, len(have))
	for _, w := range have {
		there[w] = true
	}
	missing := 0
	for _, w := range want {
		if !there[w] {
			missing++
		}
	}
	if missing > allowed {
		return model.Span{}, false
	}
	type cell struct{ cost, start int }
	column := make([]cell, len(want)+1)
	for i := range column {
		column[i] = cell{i, 0}
	}
	best := cell{allowed + 1, 0}
	end := 0
	for j, w := range have {
		diagonal := column[0]
		column[0] = cell{0, j + 1}
		for i, q := range want {
			c := cell{diagonal.cost, diagonal.start}
			if i == 0 {
				c.start = j
			}
			if q != w {
				c.cost++
			}
			if up := column[i]; up.cost+1 < c.cost {
				c = cell{up.cost + 1, up.start}
			}
			if left := column[i+1]; left.cost+1 < c.cost {
				c = cell{left.cost + 1, left.start}
			}
			diagonal, column[i+1] = column[i+1], c
		}
		if last := column[len(want)]; last.cost < best.cost {
			best, end = last, j
		}
	}
	if best.cost > allowed {
		return model.Span{}, false
	}
	return model.Span{Start: spans[best.start].Start, End: spans[end].End}, true
}

// words returns the words of a text in lower case, and where they stand.
func words(text string) (ws []string, at []model.Span) {
	start := -1
	for i, r := range text + " " {
		in := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		switch {
		case in && start < 0:
			start = i
		case !in && start >= 0:
			ws, at = append(ws, strings.ToLower(text[start:i])), append(at, model.Span{Start: start, End: i})
			start = -1
		}
	}
	return ws, at
}
