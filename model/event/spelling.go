package event

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/name"
	"github.com/kreader/kreader/model/word"
)

// spell adds to events the names that outlets spell differently. A
// spelling is said once, at the event that matters most of those where both stand:
// repeated at every event that names a story's main person it would hide whatever
// else outlets differ about.
func spell(c *model.Collection, es []model.Event) {
	order := make([]int, len(es))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int { return -cmp.Compare(es[i].Importance, es[j].Importance) })
	said := map[[2]string]bool{}
	for _, i := range order {
		e := &es[i]
		if e.When.IsZero() || len(e.Passages) < 2 || oneOutlet(c, e.Passages) {
			continue
		}
		for _, d := range spellings(c, e.Passages, said) {
			e.Differences = append(slices.Clone(e.Differences), d)
		}
	}
}

// spelled is a part of a person's name as a passage prints it.
type spelled struct {
	claim
	full   string // the name that it is a part of
	folded string // without case, accents and particles
}

// spellings returns the names that the passages of an event spell differently and
// that were not said before; it notes them in said.
func spellings(c *model.Collection, ps []model.Passage, said map[[2]string]bool) (out []model.Difference) {
	s := &sayings{c: c, ps: ps, toks: make([][]word.Token, len(ps)), content: make([]map[string]bool, len(ps))}
	var all []spelled
	for i := range ps {
		all = append(all, s.names(i)...)
	}
	uses := map[[2]string]bool{} // outlet and folded part
	for _, n := range all {
		uses[[2]string{s.outlet(n.passage), n.folded}] = true
	}
	for i, a := range all {
		for _, b := range all[:i] {
			pair := [2]string{min(a.folded, b.folded), max(a.folded, b.folded)}
			x, y := s.outlet(a.passage), s.outlet(b.passage)
			if a.folded == b.folded || x == y || said[pair] || uses[[2]string{x, b.folded}] || uses[[2]string{y, a.folded}] || !onePerson(a, b) {
				continue
			}
			said[pair] = true
			d := model.Difference{About: "name", What: "name " + shortest(all, pair[0])}
			for _, n := range all {
				if n.folded == a.folded || n.folded == b.folded {
					add(&d, shortest(all, n.folded), n.passage)
				}
			}
			out = append(out, d)
		}
	}
	return out
}

// shortest returns a spelling as it is printed with the least before it: "Haddad",
// not "al-Haddad".
func shortest(all []spelled, folded string) (out string) {
	for _, n := range all {
		if n.folded == folded && (out == "" || len(n.value) < len(out)) {
			out = n.value
		}
	}
	return out
}

// onePerson reports whether two parts of names are one part of one person's name:
// they sound alike, and so does the rest of the name, of which both have some.
func onePerson(a, b spelled) bool {
	p, q := name.Parts(a.full), name.Parts(b.full)
	return len(p) > 1 && len(q) == len(p) && name.SamePart(a.folded, b.folded) && name.Match(a.full, b.full) &&
		slices.Index(p, a.folded) == slices.Index(q, b.folded)
}

// names returns the parts of the names that stand in a passage.
func (s *sayings) names(i int) (out []spelled) {
	for m := range s.mentions(i) {
		for _, full := range m.Evidence.Names {
			for _, part := range name.Parts(full) {
				for _, t := range s.tokens(i) {
					if t.Cap && len(part) > 3 && folded(t.Lower) == part && !ranks.has(part) && offices[part] == "" {
						out = append(out, spelled{claim{passage: i, value: s.text(i)[t.Start:t.End]}, full, part})
						break
					}
				}
			}
		}
	}
	return out
}

// ranks stand before names and are spelled as each outlet does.
var ranks = set(`marshal marshall sergeant serjeant constable colonel lieutenant sheriff sheikh shaikh sheik sayyid sayyed imam mullah mulla ayatollah general admiral doctor professor`)

// folded returns a word of a name as name.Parts has it.
func folded(w string) string { return strings.Join(name.Parts(w), "") }
