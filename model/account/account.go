// Package account tells how many independent accounts of an event the articles
// give that tell it. Wire copy is printed word for word by many outlets: it is one
// account, however many print it.
//
// Two articles are one account when most of what one of them says of the event
// stands in the other in the same words. Words are compared as shingles: runs of
// [shingle] words, of which unrelated sentences share hardly any. What stands in
// quotation marks is left out, for outlets that quote one speaker do not copy each
// other.
package account

import (
	"hash/maphash"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

const (
	// shingle is how many words in a row are compared: two sentences written
	// apart share an office and its holder ("chief operating officer of the"), and
	// little else as long.
	shingle = 4
	// copied is the share of the shingles of the shorter telling that the other
	// must have. Of 350,000 pairs of articles of different outlets on one event,
	// read in samples, those below .4 share the titles and standing phrases of
	// their story, those above .5 are copies with a word changed here and there;
	// between lies one pair in a thousand, some of either kind.
	copied = .5
	// credited is the same where both articles name one agency or author: they
	// have a source in common, so fewer words prove that it was used.
	credited = .35
	// enough is how many shingles a telling must have to be compared at all: a
	// single short sentence may be the same by chance.
	enough = 12
	// common is how many accounts may hold a shingle before it is a standing
	// phrase of the story, of which another holder says nothing.
	common = 8
)

// Of returns the articles that tell an event, those together that are one
// account: indexes into c.Articles, each once, in the order of the passages.
//
// What one outlet alone tells is one account too, in however many articles. An
// unknown outlet stands for itself.
func Of(c *model.Collection, passages []model.Passage) [][]int {
	tellings := tell(c, passages)
	switch len(tellings) {
	case 0:
		return nil
	case 1:
		return [][]int{{tellings[0].article}}
	}
	g := grouping{holders: map[uint64][]int32{}}
	for i := range tellings {
		g.add(c, &tellings[i])
	}
	return ofOneOutlet(c, g.accounts)
}

// telling is what an article says of the event.
type telling struct {
	article  int
	shingles []uint64 // distinct
}

// tell cuts what each article says into shingles.
func tell(c *model.Collection, passages []model.Passage) []telling {
	var out []telling
	var toks []word.Token
	var last model.Span
	seen := map[uint64]bool{}
	for i := range passages {
		p := &passages[i]
		n := len(out)
		if n == 0 || out[n-1].article != p.Article {
			out = append(out, telling{article: p.Article})
			clear(seen)
			last = model.Span{}
			n++
		}
		s := p.Sentence
		if s.Len() == 0 {
			s = p.Span
		}
		if s == last {
			continue
		}
		last = s
		toks = word.AppendTokens(toks[:0], c.Articles[p.Article].Text, s)
		out[n-1].shingles = appendShingles(out[n-1].shingles, seen, toks)
	}
	return out
}

var seed = maphash.MakeSeed()

// appendShingles adds the runs of words of a sentence that are not in quotation
// marks and not seen yet.
func appendShingles(out []uint64, seen map[uint64]bool, toks []word.Token) []uint64 {
	var run [shingle]uint64
	n, quoted := 0, false
	for _, t := range toks {
		switch {
		case t.Kind == word.Mark && t.Lower == `"`:
			quoted = !quoted
			n = 0
		case t.Kind == word.Mark || quoted:
		default:
			copy(run[:], run[1:])
			run[shingle-1] = maphash.String(seed, t.Lower)
			if n++; n < shingle {
				continue
			}
			h := maphash.Comparable(seed, run)
			if !seen[h] {
				seen[h] = true
				out = append(out, h)
			}
		}
	}
	return out
}

// grouping joins tellings to accounts, one after another. A shingle is held by
// accounts, not by articles, and by few, so that a hundred copies cost no more
// than the words they have.
type grouping struct {
	accounts [][]int
	sizes    []int              // account → its shingles
	shared   []int              // account → its shingles that the telling at hand has too
	holders  map[uint64][]int32 // shingle → the first accounts that have it
}

func (g *grouping) add(c *model.Collection, t *telling) {
	best := g.nearest(c, t)
	if best < 0 {
		best = len(g.accounts)
		g.accounts = append(g.accounts, nil)
		g.sizes = append(g.sizes, 0)
		g.shared = append(g.shared, 0)
	}
	g.accounts[best] = append(g.accounts[best], t.article)
	for _, h := range t.shingles {
		held := g.holders[h]
		if slices.Contains(held, int32(best)) {
			continue
		}
		g.sizes[best]++
		if len(held) < common {
			g.holders[h] = append(held, int32(best))
		}
	}
}

// nearest returns the account that a telling is part of, -1 when it is one of its
// own. What the telling holds of an account counts as well as what the account
// holds of it: who prints a report in full and goes on tells what a brief tells.
func (g *grouping) nearest(c *model.Collection, t *telling) int {
	clear(g.shared)
	for _, h := range t.shingles {
		if held := g.holders[h]; len(held) < common {
			for _, a := range held {
				g.shared[a]++
			}
		}
	}
	best, most := -1, 0.0
	for a, n := range g.shared {
		shorter := min(len(t.shingles), g.sizes[a])
		if n == 0 || shorter < enough {
			continue
		}
		part := float64(n) / float64(shorter)
		if part > most && (part >= copied || part >= credited && g.credits(c, a, t.article)) {
			best, most = a, part
		}
	}
	return best
}

// credits reports whether an article of an account and another, of another
// outlet, are by one agency or author.
func (g *grouping) credits(c *model.Collection, account, article int) bool {
	a := &c.Articles[article]
	by := credit(a)
	return by != "" && slices.ContainsFunc(g.accounts[account], func(i int) bool {
		return c.Articles[i].Outlet != a.Outlet && credit(&c.Articles[i]) == by
	})
}

// credit returns who an article is credited to: its byline, else the agency in
// brackets after the place with which it opens ("ORLIM (ANP) — ..."); "" when it
// names neither.
func credit(a *model.Article) string {
	if by := strings.ToLower(strings.TrimSpace(a.Byline)); by != "" {
		return by
	}
	for _, b := range a.Blocks {
		if b.Kind != model.Paragraph {
			continue
		}
		place, rest, ok := strings.Cut(b.Span.Of(a.Text), "(")
		agency, _, closed := strings.Cut(rest, ")")
		if ok && closed && len(place) <= 60 && place == strings.ToUpper(place) && !strings.Contains(agency, " ") {
			return strings.ToLower(agency)
		}
		return ""
	}
	return ""
}

// ofOneOutlet joins the accounts that one outlet alone gives.
func ofOneOutlet(c *model.Collection, accounts [][]int) [][]int {
	own := map[string]int{}
	out := accounts[:0]
	for _, a := range accounts {
		o := c.Articles[a[0]].Outlet
		alone := o != "" && !slices.ContainsFunc(a, func(i int) bool { return c.Articles[i].Outlet != o })
		if k, ok := own[o]; alone && ok {
			out[k] = append(out[k], a...)
			slices.Sort(out[k])
			continue
		}
		if alone {
			own[o] = len(out)
		}
		out = append(out, a)
	}
	return out
}
