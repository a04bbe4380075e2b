package event

import (
	"math"
	"strconv"
	"strings"
	"sync"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// figure is a number that a passage gives, and of what: the interval it means
// and its slot, such as "killed" or "drone". Only figures of one slot can
// differ.
type figure struct {
	low, high float64
	slot      string
	what      string   // the slot for people
	text      string   // as printed
	acts      []string // stems of the words beside it that may say what was done to what is counted
	crowd     bool     // people of whom it is not said what became of them; has no slot
}

// vocabulary is a set of words. It is made when it is first asked: a start of the
// program that joins nothing does not pay for it.
type vocabulary struct {
	text string
	once sync.Once
	all  map[string]bool
}

// set returns the words of a text.
func set(text string) *vocabulary { return &vocabulary{text: text} }

// has reports whether a word is in it.
func (v *vocabulary) has(w string) bool {
	v.once.Do(func() {
		v.all = map[string]bool{}
		for _, w := range strings.Fields(v.text) {
			v.all[w] = true
		}
	})
	return v.all[w]
}

var (
	smallNumbers = map[string]float64{
		"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
		"thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
		"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
	}
	scale = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "mn": 1e6, "bn": 1e9}

	// roles are what may have become of people: each is a slot of its own.
	roles = map[string]string{
		"killed": "killed", "dead": "killed", "died": "killed", "deaths": "killed", "killing": "killed", "fatalities": "killed", "slain": "killed", "perished": "killed", "lives": "killed",
		"wounded": "injured", "injured": "injured", "injuring": "injured", "wounding": "injured", "hurt": "injured", "injuries": "injured",
		"missing": "missing", "arrested": "arrested", "detained": "arrested", "arrests": "arrested", "arresting": "arrested", "rescued": "rescued", "rescuing": "rescued",
		"evacuated": "evacuated", "displaced": "displaced", "hospitalised": "injured", "hospitalized": "injured",
	}
	isRole = set(`killed injured missing arrested rescued evacuated displaced`)
	// peopleWords count people, of whom the role says what is counted.
	peopleWords = set(`people persons civilians men women children protesters demonstrators soldiers policemen officers workers passengers crew residents victims others troops fighters militants gunmen students`)
	// part of a count, or another count on top of it, is no rival of the whole
	partBefore = set(`including include includes among another other further additional these those first last next every each which no than-half`)
	partAfter  = set(`more other others additional further`)
	// what is measured or is money, shares, ages and times differs for too many
	// reasons, or is rounded
	notCounted = set(`percent per cent % years year months month weeks week days day hours hour minutes minute seconds times km kilometres kilometers miles mile metres meters feet dollars euros pounds gmt am pm a.m p.m degrees series
 barrels gallons litres liters tons tonnes kilos kilograms kilogrammes pounds ounces acres hectares inches yards points votes shares megawatts bytes euros doses treatments
 ways things sources reasons questions cases`)
	stopsNoun = set(`of in on at by to from with and or but for as who that which were was is are have had has be been being after before when while during near`)
)

// figures returns what is counted in a text, of which toks are the tokens that
// matter; inDate reports what is part of a date.
func figures(text string, toks []word.Token, inDate func(model.Span) bool) []figure {
	var out []figure
	for i := 0; i < len(toks); i++ {
		v, n := numberFrom(toks[i:])
		if n == 0 {
			continue
		}
		j := i + n
		f, ok := read(text, toks, i, j, v)
		if (ok || f.crowd) && !inDate(toks[i].Span) {
			out = append(out, f)
		}
		i = j - 1
	}
	return out
}

// numberFrom reads a number at the beginning of tokens, and of how many it is.
func numberFrom(t []word.Token) (v float64, n int) {
	switch {
	case t[0].Kind == word.Number:
		var err error
		if v, err = strconv.ParseFloat(strings.ReplaceAll(t[0].Lower, ",", ""), 64); err != nil {
			return 0, 0
		}
	default:
		w, rest, pair := strings.Cut(t[0].Lower, "-")
		if v = smallNumbers[w]; v == 0 {
			return 0, 0
		}
		if pair {
			unit := smallNumbers[rest]
			if v < 20 || unit == 0 || unit > 9 {
				return 0, 0
			}
			v += unit
		}
	}
	n = 1
	for n < len(t) && scale[t[n].Lower] > 0 {
		v *= scale[t[n].Lower]
		n++
	}
	return v, n
}

// read makes a figure of the number at tokens [i, j), unless it counts nothing
// that can be compared.
func read(text string, t []word.Token, i, j int, v float64) (figure, bool) {
	at := func(k int) string {
		if k < 0 || k >= len(t) {
			return ""
		}
		return t[k].Lower
	}
	f := figure{low: v, high: v, text: text[t[i].Start:t[j-1].End]}
	first := f.qualify(at, i, v)
	switch before := at(first - 1); {
	case v < 1, v >= 1000 && v <= 2100 && !strings.Contains(f.text, ",") && j == i+1 && t[i].Kind == word.Number: // a year
		return f, false
	case partBefore.has(before), strings.Contains("$€£#-–/", before) && before != "", before == "of", before == "the" && at(first-2) == "of", before == "no", before == "number":
		return f, false
	case partAfter.has(at(j)), at(j) == "of" && (at(j+1) == "them" || at(j+1) == "the" || at(j+1) == "those" || at(j+1) == "whom"):
		return f, false
	case strings.Contains("%-–/.:", at(j)) && at(j) != "" && at(j) != "." && j < len(t) && t[j].Start == t[j-1].End:
		return f, false
	case at(j) == "to" || at(j) == "or" || before == "between" || before == "to" || before == "or" || before == "and" && between(at, first):
		return f, false // a range or a guess
	case rate(at, j, len(t)):
		return f, false
	}
	noun, end := "", j
	for k := j; k < len(t) && k < j+4; k++ {
		w := at(k)
		if t[k].Kind != word.Word || notCounted.has(w) || partAfter.has(w) {
			return f, false
		}
		if roles[w] != "" {
			f.slot, f.what = roles[w], roles[w]
			return f, !excluded(at, j, k)
		}
		if stopsNoun.has(w) {
			end = k
			break
		}
		if peopleWords.has(w) || strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss") && len(w) > 3 {
			noun, end = w, k+1
			break
		}
	}
	if at(end) == "old" || at(end) == "later" || at(end) == "ago" || at(end) == "," && partBefore.has(at(end+1)) && noun == "" {
		return f, false
	}
	if noun == "" || peopleWords.has(noun) {
		f.slot = role(at, first, end, len(t))
		f.what = f.slot
		f.crowd = f.slot == "" && noun != ""
		return f, f.slot != "" && (noun != "" || f.slot == role(at, first, j, len(t)))
	}
	f.slot, f.what = word.Stem(noun), noun
	f.acts = acts(t, first, end)
	return f, !distance.has(at(end))
}

// distance is what follows a number of steps, not of things: "two notches above".
var distance = set(`above below over under ahead behind short away apart higher lower up down`)

// noAct are the words beside a number that do not say what was done.
var noAct = set(`a an the this that these those its their his her our of in on at by to from with and or but for as who which was were is are be been being
 about around some nearly almost least most more less fewer than over roughly approximately only just also then up into against through off out
 after before when while during near there it they he she we not`)

// acts returns the stems of the nearest word before the number at token first, and
// after what is counted, which ends at token end, that may say what was done.
func acts(t []word.Token, first, end int) []string {
	var out []string
	for k := first - 1; k >= max(0, first-5) && t[k].Kind != word.Mark; k-- {
		if t[k].Kind == word.Word && !noAct.has(t[k].Lower) {
			out = append(out, word.Stem(t[k].Lower))
			break
		}
	}
	for k := end; k < min(end+5, len(t)) && t[k].Kind != word.Mark; k++ {
		if t[k].Kind == word.Word && !noAct.has(t[k].Lower) {
			return append(out, word.Stem(t[k].Lower))
		}
	}
	return out
}

// between reports whether "between" opens the range that ends at token i.
func between(at func(int) string, i int) bool {
	for k := i - 2; k >= max(0, i-6); k-- {
		if at(k) == "between" {
			return true
		}
	}
	return false
}

// rate reports whether the number that ends before token j is so many for each
// of something: "a day", "per head", "in every 1,000".
func rate(at func(int) string, j, n int) bool {
	for k := j; k < min(j+5, n); k++ {
		switch w := at(k); {
		case w == "per" || w == "every" || w == "each" || w == "daily" || w == "weekly" || w == "yearly" || w == "annually":
			return true
		case (w == "a" || w == "an") && notCounted.has(at(k+1)+"s"):
			return true
		case w == "." || w == "," || w == ";":
			return false
		}
	}
	return false
}

func isNumber(w string) bool {
	return smallNumbers[w] > 0 || w != "" && w[0] >= '0' && w[0] <= '9'
}

// excluded reports a role word that belongs to another count.
func excluded(at func(int) string, from, to int) bool {
	for k := from; k < to; k++ {
		if isNumber(at(k)) || at(k) == "," || at(k) == "and" {
			return true
		}
	}
	return false
}

// qualify reads the words before a number that make it an interval, and returns
// where they begin.
func (f *figure) qualify(at func(int) string, i int, v float64) (first int) {
	prev, prev2 := at(i-1), at(i-2)
	switch {
	case prev == "least" && prev2 == "at", prev == "than" && (prev2 == "more" || prev2 == "greater"):
		f.high, first = math.Inf(1), i-2
		f.text = prev2 + " " + prev + " " + f.text
	case prev == "over" || prev == "exceeding":
		f.high, first = math.Inf(1), i-1
		f.text = prev + " " + f.text
	case prev == "than" && (prev2 == "fewer" || prev2 == "less"), prev == "most" && prev2 == "at", prev == "to" && prev2 == "up":
		f.low, first = 0, i-2
		f.text = prev2 + " " + prev + " " + f.text
	case prev == "about" || prev == "around" || prev == "some" || prev == "roughly" || prev == "approximately" || prev == "nearly" || prev == "almost" || prev == "estimated":
		f.low, f.high, first = .8*v, 1.2*v, i-1
		f.text = prev + " " + f.text
	default:
		first = i
		f.low, f.high = v-rounding(v), v+rounding(v)
	}
	return first
}

// rounding is how far off a number may be for its zeros at the end: 800 is said
// of 774. Small ones are counted.
func rounding(v float64) float64 {
	if v < 20 || v != math.Trunc(v) {
		return 0
	}
	unit := 1.0
	for math.Mod(v, unit*10) == 0 {
		unit *= 10
	}
	if unit == 1 {
		return 0
	}
	return unit / 2
}

// role returns what became of the people that are counted at [first, end): the
// word for it right after them, or else right before them.
func role(at func(int) string, first, end, n int) string {
	for k := end; k < min(end+5, n); k++ {
		w := at(k)
		if isNumber(w) || w == "," || w == ";" || w == "." || w == "and" || w == "while" || w == "also" {
			break
		}
		if roles[w] != "" {
			return roles[w]
		}
	}
	for k := first - 1; k >= max(0, first-2); k-- {
		w := at(k)
		if isNumber(w) || w == "," || w == ";" || w == "and" && k < first-1 {
			break
		}
		if roles[w] != "" && w != "dead" && w != "missing" {
			return roles[w]
		}
	}
	return ""
}
