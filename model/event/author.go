package event

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// Who is said to have done it is compared where the words leave no doubt that
// this is what they say: who claimed responsibility, by whom it was carried out,
// on whom it was blamed. Only names are compared: "gunmen" may be anybody's.

// nobody is the value of a claim that nobody made.
const nobody = "nobody"

var (
	noOne   = set(`nobody none`)
	ofNoOne = set(`one group party organisation organization faction side`)
	doing   = set(`out committed staged perpetrated masterminded orchestrated`) // "carried out by"
)

// onAuthors returns whom outlets differ about having done it.
func onAuthors(s *sayings) []model.Difference {
	var claims []claim
	for i := range s.ps {
		if slot, who, ok := s.author(i); ok {
			claims = append(claims, claim{i, slot, "who " + slot + " it", who})
		}
	}
	agreed := func(i, j int) bool { // something that the two outlets say is the same
		for _, a := range claims {
			for _, b := range claims {
				if s.outlet(a.passage) == s.outlet(claims[i].passage) && s.outlet(b.passage) == s.outlet(claims[j].passage) && a.slot == b.slot &&
					(a.value == b.value || shareParts(a.value, b.value)) {
					return true
				}
			}
		}
		return false
	}
	return s.weigh("attribution", claims, func(i, j int) bool {
		a, b := claims[i].passage, claims[j].passage
		return s.sameTime(a, b) && s.dated(a, b) && s.together(a, b) && s.alike(a, b, .25, 0) && !agreed(i, j)
	})
}

// author returns of whom a passage says that they did it, and in what sense: that
// they claimed it, or that others say so.
func (s *sayings) author(i int) (slot, who string, ok bool) {
	t := s.tokens(i)
	at := func(k int) string {
		if k < 0 || k >= len(t) {
			return ""
		}
		return t[k].Lower
	}
	for k := range t {
		switch w := t[k].Lower; {
		case (w == "claimed" || w == "claims") && (at(k+1) == "responsibility" || at(k+1) == "by" || at(k+2) == "responsibility" || none(at, k)):
			if none(at, k) {
				return "claimed", nobody, true
			}
			if at(k+1) == "by" {
				if who := s.named(i, k+2); who != "" {
					return "claimed", who, true
				}
				continue
			}
			if who := s.namedBefore(i, k); who != "" {
				return "claimed", who, true
			}
		case w == "by" && doing.has(at(k-1)) && (at(k-1) != "out" || at(k-2) == "carried"), w == "of" && at(k-1) == "work" && at(k-2) == "the", w == "on" && at(k-1) == "blamed":
			if who := s.named(i, k+1); who != "" {
				return "did", who, true
			}
		}
	}
	return "", "", false
}

// none reports whether the verb at k is said of nobody: "no group has claimed",
// "nobody claimed".
func none(at func(int) string, k int) bool {
	k--
	for at(k) == "has" || at(k) == "had" || at(k) == "have" || at(k) == "yet" || at(k) == "immediately" {
		k--
	}
	return noOne.has(at(k)) || ofNoOne.has(at(k)) && at(k-1) == "no"
}

// named returns the name that begins at token k of a passage, "" when what stands
// there goes on with a common noun ("Orlim rebels").
func (s *sayings) named(i, k int) string {
	t := s.tokens(i)
	if k < len(t) && t[k].Lower == "the" {
		k++
	}
	if k >= len(t) || !t[k].Cap || t[k].Kind != word.Word {
		return ""
	}
	n := s.capitals(i, k)
	for k < len(t) && t[k].Start < t[k].End && t[k].End <= t[len(t)-1].End && t[k].Cap && t[k].Kind == word.Word {
		k++
	}
	if k < len(t) && t[k].Kind == word.Word && !noAct.has(t[k].Lower) && !stopsNoun.has(t[k].Lower) && !word.Stop(t[k].Lower) {
		return ""
	}
	return n
}

// namedBefore returns the name that stands right before the verb at token k,
// auxiliaries aside.
func (s *sayings) namedBefore(i, k int) string {
	t := s.tokens(i)
	k--
	for k >= 0 && (t[k].Lower == "has" || t[k].Lower == "had" || t[k].Lower == "have" || t[k].Lower == "later" || t[k].Lower == "immediately") {
		k--
	}
	if k < 0 || !t[k].Cap || t[k].Kind != word.Word {
		return ""
	}
	from := k
	for from > 0 && t[from-1].Cap && t[from-1].Kind == word.Word {
		from--
	}
	return s.text(i)[t[from].Start:t[k].End]
}
