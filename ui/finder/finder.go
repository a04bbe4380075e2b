// Package finder finds things by a few of their letters: events, articles,
// outlets and commands, in one list.
//
// Finding is a function of lists that are made once and of what is typed, so
// that it can run away from the screen and be called off. What is typed is
// words, each of which must occur in what is found, its letters in order and
// close together; a sign before them keeps one kind (see [Signs]).
package finder

import (
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sahilm/fuzzy"
	"golang.org/x/text/unicode/norm"
)

// Kind is what an item is.
type Kind uint8

// The kinds.
const (
	Event Kind = iota
	Article
	Outlet
	Command
	Words // what was typed itself, to be searched for in the articles
	every // no kind was asked for
)

// Sign is a character that, typed first, keeps one kind.
type Sign struct {
	Char string
	Kind Kind
	Name string // of what it keeps
}

// Signs are the signs, in the order in which they are told.
var Signs = []Sign{
	{":", Command, "commands"}, {"*", Event, "events"}, {"#", Article, "articles"}, {"@", Outlet, "outlets"}, {"/", Words, "words"},
}

// SignOf returns the sign of a kind.
func SignOf(k Kind) string {
	for _, s := range Signs {
		if s.Kind == k {
			return s.Char
		}
	}
	return ""
}

// Item is something that can be found.
type Item struct {
	Kind   Kind
	At     int    // whatever the caller knows it by
	Key    string // what it is remembered by
	Label  string // what is shown, and searched
	Also   string // what is searched as well
	Weight int    // how much it matters, 0 to 10: decides between what matches equally well
}

// List is items that can be searched. It is read-only.
type List struct {
	items  []Item
	folded []string // label and more, as it is searched
	order  []int32  // by weight, the heaviest first
}

// NewList returns the list of items, which it keeps.
func NewList(items []Item) *List {
	l := &List{items: items, folded: make([]string, len(items)), order: make([]int32, len(items))}
	for i := range items {
		l.folded[i] = fold(items[i].Label)
		if items[i].Also != "" {
			l.folded[i] += "  " + fold(items[i].Also)
		}
		l.order[i] = int32(i)
	}
	slices.SortStableFunc(l.order, func(a, b int32) int { return items[b].Weight - items[a].Weight })
	return l
}

// Len returns the number of items.
func (l *List) Len() int { return len(l.items) }

// Found is an item and which characters of its label matched.
type Found struct {
	Item
	Hits []int // indexes of runes of Label, ascending
}

// Results is what was found, the best first: at most [Most] of Total.
type Results struct {
	Found []Found
	Total int
}

// Most is how many results are kept: nobody reads more, and typing another
// letter is quicker.
const Most = 500

// batch is how many items are searched between two looks at the context.
const batch = 1000

// longest is how many characters of a word are looked at: the scores of fuzzy
// double with every letter that follows the one before.
const longest = 24

// Scores, beside those of fuzzy, which are below 100 for words of a few letters
// here and there: a word that occurs as it is typed, and what was chosen lately.
const (
	exact  = 1000
	lately = 50
)

// Find searches the lists for what is typed. recent are the keys of what was
// chosen before, the latest first; these come first where nothing is typed, and
// before others that match as well. Results are incomplete once ctx is done.
func Find(ctx context.Context, typed string, recent []string, lists ...*List) Results {
	kind, text := split(typed)
	rank := make(map[string]int, len(recent))
	for i, key := range recent {
		rank[key] = len(recent) - i
	}
	words := strings.Fields(fold(text))
	for i, w := range words {
		if r := []rune(w); len(r) > longest {
			words[i] = string(r[:longest])
		}
	}
	s := search{ctx: ctx, kind: kind, rank: rank}
	for _, l := range lists {
		if len(words) == 0 {
			s.all(l)
		} else {
			s.match(l, words)
		}
	}
	return s.results(words)
}

// split takes the sign off what is typed.
func split(typed string) (Kind, string) {
	for _, s := range Signs {
		if rest, ok := strings.CutPrefix(typed, s.Char); ok {
			return s.Kind, rest
		}
	}
	return every, typed
}

// WordsOf returns what of what is typed may be meant for the articles.
func WordsOf(typed string) string {
	if kind, text := split(typed); kind == every || kind == Words {
		return strings.TrimSpace(text)
	}
	return ""
}

type search struct {
	ctx   context.Context //nolint:containedctx // it is of one call of Find
	kind  Kind
	rank  map[string]int
	found []scored
	total int
}

type scored struct {
	list  *List
	at    int
	score int
}

// all takes every item, the recent ones first.
func (s *search) all(l *List) {
	recent := []scored{}
	for _, i := range l.order {
		it := &l.items[i]
		if s.kind != every && it.Kind != s.kind {
			continue
		}
		s.total++
		if r := s.rank[it.Key]; r > 0 {
			recent = append(recent, scored{l, int(i), 1<<20 + r})
		} else if len(s.found) < 2*Most {
			s.found = append(s.found, scored{l, int(i), it.Weight})
		}
	}
	s.found = append(s.found, recent...)
}

// match takes the items in which all the words occur.
func (s *search) match(l *List, words []string) {
	for i := range l.items {
		if i%batch == 0 && s.ctx.Err() != nil {
			return
		}
		it := &l.items[i]
		if s.kind != every && it.Kind != s.kind {
			continue
		}
		score, ok := it.Weight, true
		for k := 0; k < len(words) && ok; k++ {
			var n int
			n, _, ok = match(l.folded[i], words[k], false)
			score += n
		}
		if !ok {
			continue
		}
		if len(s.rank) > 0 && s.rank[it.Key] > 0 {
			score += lately
		}
		s.found = append(s.found, scored{l, i, score})
		s.total++
	}
}

// match returns how well a word matches a text, and, where they are wanted, the
// bytes of the text that do.
func match(text, w string, wanted bool) (score int, hits []int, ok bool) {
	if at := whole(text, w); at >= 0 {
		for i := range w {
			if !wanted {
				break
			}
			hits = append(hits, at+i)
		}
		return exact - min(at/4, 5), hits, true
	}
	if !inOrder(text, w) {
		return 0, nil, false
	}
	m := fuzzy.FindNoSort(w, []string{text})
	if len(m) == 0 {
		return 0, nil, false
	}
	hits = m[0].MatchedIndexes
	// Letters here and there are no match.
	return m[0].Score, hits, hits[len(hits)-1]-hits[0] <= 3*len(w)
}

// whole returns where w occurs as it is typed, at the beginning of a word if
// it does so anywhere; -1 when it does not occur.
func whole(text, w string) int {
	at := -1
	for i := 0; ; i++ {
		j := strings.Index(text[i:], w)
		if j < 0 {
			return at
		}
		i += j
		if i == 0 || !letter(text[:i]) {
			return i
		}
		if at < 0 {
			at = i
		}
	}
}

// inOrder reports whether the bytes of w occur in text in their order: most
// texts are told from what is looked for by that.
func inOrder(text, w string) bool {
	for i := range len(w) {
		j := strings.IndexByte(text, w[i])
		if j < 0 {
			return false
		}
		text = text[j+1:]
	}
	return true
}

// letter reports whether s ends in a letter or a digit.
func letter(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

func (s *search) results(words []string) Results {
	slices.SortStableFunc(s.found, func(a, b scored) int {
		if a.score != b.score || len(words) == 0 {
			return b.score - a.score
		}
		return len(a.list.folded[a.at]) - len(b.list.folded[b.at])
	})
	out := Results{Total: s.total}
	for _, f := range s.found[:min(len(s.found), Most)] {
		text := f.list.folded[f.at]
		var all []int
		for _, w := range words {
			_, hits, _ := match(text, w, true)
			all = append(all, hits...)
		}
		out.Found = append(out.Found, Found{f.list.items[f.at], runes(text, all)})
	}
	return out
}

// runes turns indexes of bytes into those of runes, ascending, each once.
func runes(s string, bytes []int) []int {
	slices.Sort(bytes)
	bytes = slices.Compact(bytes)
	var out []int
	n, k := 0, 0
	for i := range s {
		if k == len(bytes) {
			break
		}
		if bytes[k] == i {
			out = append(out, n)
			k++
		}
		n++
	}
	return out
}

// fold returns s in lower case without accents, rune by rune, so that the n-th
// rune of the one is that of the other.
func fold(s string) string {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return strings.Map(foldRune, s)
		}
	}
	return strings.ToLower(s)
}

func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		return unicode.ToLower(r)
	}
	if p, ok := plain[r]; ok {
		return p
	}
	var buf [utf8.UTFMax]byte
	d, _ := utf8.DecodeRune(norm.NFD.Append(nil, buf[:utf8.EncodeRune(buf[:], r)]...))
	return unicode.ToLower(d)
}

// plain are letters that Unicode does not take apart.
var plain = map[rune]rune{'ł': 'l', 'Ł': 'l', 'ø': 'o', 'Ø': 'o', 'đ': 'd', 'Đ': 'd', 'ß': 's', 'æ': 'a', 'Æ': 'a', 'œ': 'o', 'Œ': 'o', 'ı': 'i', 'ð': 'd', 'þ': 't', '’': '\'', '‘': '\''}
