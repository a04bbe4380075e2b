package event

import (
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// By what means something was struck is told in two ways that exclude each other:
// the thing that came carried the charge itself ("an explosive drone", "a truck
// packed with explosives"), or it dropped or fired something ("bombs dropped by
// drones"). Other words for a weapon are not compared: an outlet may name any part
// of what was used.

// carriers are what may carry a charge or drop one, by their stem.
var carriers = map[string]string{
	"drone": "drone", "drones": "drone", "plane": "plane", "planes": "plane", "aircraft": "plane", "helicopter": "helicopter", "helicopters": "helicopter",
	"car": "car", "cars": "car", "truck": "truck", "trucks": "truck", "lorry": "truck", "lorries": "truck", "van": "van", "vans": "van",
	"boat": "boat", "boats": "boat", "motorcycle": "motorcycle", "motorcycles": "motorcycle", "balloon": "balloon", "balloons": "balloon",
}

var (
	// charged go before a carrier that is itself the bomb.
	charged = set(`explosive explosives-laden explosive-laden bomb-laden explosives-packed explosives-filled booby-trapped suicide kamikaze exploding`)
	// loads go between a carrier and its charge: "packed with explosives".
	loads = set(`packed laden loaded filled rigged carrying`)
	// charges are what a carrier is loaded with, or drops.
	charges   = set(`explosive explosives bomb bombs dynamite`)
	missiles  = set(`bomb bombs missile missiles rocket rockets grenade grenades shell shells munition munitions explosives`)
	releases  = set(`dropped drops dropping fired fires firing launched released threw hurled`)
	released  = set(`dropped fired launched released thrown hurled`)
	fromWhich = set(`by from`)
)

// onMeans returns the carriers of which one outlet says that they carried the
// charge and another that they dropped or fired it.
func onMeans(s *sayings) []model.Difference {
	var claims []claim
	var itself []bool
	for i := range s.ps {
		if c, own, ok := s.means(i); ok {
			claims = append(claims, c)
			itself = append(itself, own)
		}
	}
	return s.weigh("means", claims, func(i, j int) bool {
		return itself[i] != itself[j] && s.sameTime(claims[i].passage, claims[j].passage) && s.dated(claims[i].passage, claims[j].passage) &&
			!s.saysBoth(claims, itself, i) && !s.saysBoth(claims, itself, j)
	})
}

// dated reports whether one of two passages at least says when it was.
func (s *sayings) dated(i, j int) bool { return !s.ps[i].When.IsZero() || !s.ps[j].When.IsZero() }

// saysBoth reports whether the outlet of a claim makes the contrary claim as well.
func (s *sayings) saysBoth(claims []claim, itself []bool, i int) bool {
	for j := range claims {
		if itself[j] != itself[i] && claims[j].slot == claims[i].slot && s.outlet(claims[j].passage) == s.outlet(claims[i].passage) {
			return true
		}
	}
	return false
}

// means returns what a passage says of a carrier, and whether that was the bomb
// itself.
func (s *sayings) means(i int) (c claim, itself, ok bool) {
	t := s.tokens(i)
	for k := range t {
		slot := carriers[t[k].Lower]
		if slot == "" {
			continue
		}
		from, to, itself, ok := use(t, k)
		if !ok {
			continue
		}
		what := t[k].Lower
		if !strings.HasSuffix(what, "s") && what != "aircraft" {
			what += "s"
		}
		return claim{i, slot, what, s.text(i)[t[from].Start:t[to].End]}, itself, true
	}
	return c, false, false
}

// use tells how the carrier at token k was used, and which tokens say so.
func use(t []word.Token, k int) (from, to int, itself, ok bool) {
	at := func(i int) string {
		if i < 0 || i >= len(t) {
			return ""
		}
		return t[i].Lower
	}
	switch {
	case charged.has(at(k - 1)):
		from = k - 1
		if isNumber(at(k - 2)) {
			from--
		}
		return from, k, true, true
	case at(k+1) == "bomb" || at(k+1) == "bombs":
		return k, k + 1, true, true
	case loads.has(at(k+1)) && (charges.has(at(k+2)) || at(k+2) == "with" && charges.has(at(k+3))):
		to = k + 2
		if at(k+2) == "with" {
			to++
		}
		from = k
		if isNumber(at(k - 1)) {
			from--
		}
		return from, to, true, true
	case releases.has(at(k + 1)):
		for j := k + 2; j < min(k+5, len(t)); j++ {
			if missiles.has(at(j)) {
				return k, j, false, true
			}
		}
	}
	// "bombs dropped by drones", "rockets fired from two boats"
	for j := k - 1; j >= max(0, k-3); j-- {
		if fromWhich.has(at(j)) && released.has(at(j-1)) && missiles.has(at(j-2)) {
			return j - 2, k, false, true
		}
	}
	return 0, 0, false, false
}
