package event

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/name"
	"github.com/kreader/kreader/model/word"
)

// Where something happened can be told as closely as one likes: a city holds its
// districts, a province its cities. Only places of one kind exclude each other, and
// only where the text itself says of which kind they are: "in the village of X",
// "in Y province".

// placeKinds are the kinds of place of which one thing happens in one.
var placeKinds = map[string]string{
	"town": "town", "city": "city", "village": "village", "hamlet": "village", "district": "district", "province": "province", "county": "county",
	"governorate": "province", "suburb": "suburb", "neighbourhood": "neighbourhood", "neighborhood": "neighbourhood", "island": "island", "valley": "valley",
	"prefecture": "prefecture", "canton": "canton",
}

// at are the words before a place where something happened.
var atPlace = set(`in near outside at on`)

// onPlaces returns the places of one kind that outlets give differently.
func onPlaces(s *sayings) []model.Difference {
	var claims []claim
	for i := range s.ps {
		claims = append(claims, s.places(i)...)
	}
	several := map[[2]string]bool{} // outlet and kind: of several, which is it?
	first := map[[2]string]string{}
	for _, c := range claims {
		k := [2]string{s.outlet(c.passage), c.slot}
		if first[k] == "" {
			first[k] = c.value
		}
		several[k] = several[k] || !samePlace(first[k], c.value)
	}
	return s.weigh("place", claims, func(i, j int) bool {
		a, b := claims[i], claims[j]
		return !several[[2]string{s.outlet(a.passage), a.slot}] && !several[[2]string{s.outlet(b.passage), b.slot}] && !samePlace(a.value, b.value) &&
			s.oneDay(a.passage, b.passage) && s.alike(a.passage, b.passage, .4, 0)
	})
}

// oneDay reports whether two passages both say when it was, to a day or so, and
// mean the same.
func (s *sayings) oneDay(i, j int) bool {
	p, q := s.ps[i].When, s.ps[j].When
	return !p.IsZero() && !q.IsZero() && p.Days() <= 2 && q.Days() <= 2 && p.Overlaps(q)
}

// samePlace reports whether two names may be of one place: spellings of each
// other, or the one a part of the other.
func samePlace(a, b string) bool {
	return name.Match(a, b) || shareParts(a, b)
}

// shareParts reports whether two names have a part in common, or the one is made
// of the first letters of the other.
func shareParts(a, b string) bool {
	p, q := name.Parts(a), name.Parts(b)
	for _, x := range p {
		if slices.ContainsFunc(q, func(y string) bool { return name.SamePart(x, y) }) {
			return true
		}
	}
	initials := func(parts []string) string {
		var b strings.Builder
		for _, w := range parts {
			b.WriteByte(w[0])
		}
		return b.String()
	}
	return len(p) == 1 && len(q) > 1 && initials(q) == p[0] || len(q) == 1 && len(p) > 1 && initials(p) == q[0]
}

// places returns the places of a known kind where a passage says that it
// happened.
func (s *sayings) places(i int) (out []claim) {
	t := s.tokens(i)
	for k := range t {
		kind := placeKinds[t[k].Lower]
		if kind == "" || t[k].Kind != word.Word {
			continue
		}
		// in the (small eastern) town of Orlim
		if k+2 < len(t) && t[k+1].Lower == "of" && t[k+2].Cap && leads(t, k, 5) {
			out = append(out, claim{i, kind, kind, s.capitals(i, k+2)})
			continue
		}
		// in Orlim district. "In the Orlim town" is a town of Orlim, and "in Orlim, a
		// town" is left alone.
		from := k
		for from > 0 && t[from-1].Cap && t[from-1].Kind == word.Word {
			from--
		}
		if from > 0 && from < k && !t[k].Cap && atPlace.has(t[from-1].Lower) {
			out = append(out, claim{i, kind, kind, s.text(i)[t[from].Start:t[k-1].End]})
		}
	}
	return out
}

// leads reports whether one of the few tokens before k is a word for where, with
// nothing but words between.
func leads(t []word.Token, k, few int) bool {
	for j := k - 1; j >= max(0, k-few); j-- {
		if t[j].Kind != word.Word || t[j].Cap && j > 0 {
			return false
		}
		if atPlace.has(t[j].Lower) {
			return true
		}
	}
	return false
}

// capitals returns the name that begins at token k of a passage.
func (s *sayings) capitals(i, k int) string {
	t := s.tokens(i)
	end := k
	for end+1 < len(t) && t[end+1].Cap && t[end+1].Kind == word.Word && t[end].End+1 == t[end+1].Start {
		end++
	}
	return s.text(i)[t[k].Start:t[end].End]
}
