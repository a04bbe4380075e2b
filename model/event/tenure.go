package event

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/name"
	"github.com/kreader/kreader/model/word"
)

// A tenure is for how long somebody held an office. A passage gives one in either
// of two ways: "from 1990 to 1998 she was head of the service", and "she became
// head of the service in 1990 and was named minister in May 1998", by which the
// first office ended when the second began.

// offices are the words for an office, by what they have in common: a chief, a
// head and a director of one service are one office.
var offices = map[string]string{
	"head": "head", "chief": "head", "director": "head", "boss": "head", "commander": "head", "commissioner": "head", "leader": "head", "directorship": "head",
	"minister": "minister", "premier": "minister", "premiership": "minister", "secretary": "secretary", "president": "president", "presidency": "president",
	"chairman": "chair", "chairwoman": "chair", "chair": "chair", "governor": "governor", "mayor": "mayor", "ambassador": "ambassador", "envoy": "ambassador",
	"chancellor": "chancellor", "king": "crown", "queen": "crown", "pope": "pope", "bishop": "bishop", "coach": "coach", "captain": "captain",
	"editor": "editor", "manager": "manager", "senator": "senator", "judge": "judge", "executive": "executive", "speaker": "speaker", "treasurer": "treasurer",
}

// entering are the words that say that an office is taken.
var entering = set(`became becomes become appointed named elected sworn chosen promoted made took takes assumed nominated installed confirmed`)

// tenure is from when to when.
type tenure struct{ from, to edtf.Value }

// onTenures returns for how long outlets differ about somebody having held an
// office: the year in which it began or ended is another.
func onTenures(s *sayings) []model.Difference {
	var claims []claim
	var ts []tenure
	for i := range s.ps {
		if office, t, ok := s.tenure(i); ok {
			claims = append(claims, claim{i, offices[office], "years as " + office, t.String()})
			ts = append(ts, t)
		}
	}
	return s.weigh("tenure", claims, func(i, j int) bool {
		return (years(ts[i].from, ts[j].from) || years(ts[i].to, ts[j].to)) && s.onePerson(claims[i].passage, claims[j].passage)
	})
}

// years reports whether two times lie in different years: that one is of a month
// and the other of a year is no difference.
func years(v, w edtf.Value) bool { return v.Lo.Year() > w.Hi.Year() || w.Lo.Year() > v.Hi.Year() }

func (t tenure) String() string { return fmt.Sprintf("%d–%d", t.from.Lo.Year(), t.to.Hi.Year()) }

// tenure returns the office that a passage tells of and for how long it was held.
func (s *sayings) tenure(i int) (office string, t tenure, ok bool) {
	at, office := officeIn(s.tokens(i), 0)
	if at < 0 {
		return "", t, false
	}
	if t, ok := s.stretch(i, s.tokens(i)[at].Span); ok {
		return office, t, true
	}
	p := &s.ps[i]
	v := p.When
	if p.Says == "" || v.Approx || v.Uncertain || v.Gran != edtf.ByDay && v.Gran != edtf.ByMonth && v.Gran != edtf.ByYear {
		return "", t, false
	}
	next, ok := s.succeeded(i, office)
	return office, tenure{v, next}, ok && v.Hi.Year() < next.Lo.Year()
}

// stretch returns the time from one year to a later one that a passage names
// close to its office: "from 1990 to 1998", "1990-98".
func (s *sayings) stretch(i int, office model.Span) (t tenure, ok bool) {
	p := &s.ps[i]
	if p.Article >= len(s.c.Timexes) {
		return t, false
	}
	tx := s.c.Timexes[p.Article]
	for k, x := range tx {
		if !p.Span.Contains(x.Span) || s.apart(i, x.Span, office) || x.When.IsZero() || x.When.Approx || x.When.Uncertain {
			continue
		}
		t = tenure{x.When, x.When}
		if x.When.Gran == edtf.Range {
			t = tenure{edtf.InYear(x.When.Lo.Year()), edtf.InYear(x.When.Hi.Year())}
		} else if k+1 < len(tx) && p.Span.Contains(tx[k+1].Span) && until.has(strings.TrimSpace(s.text(i)[x.Span.End:tx[k+1].Span.Start])) {
			t.to = tx[k+1].When
		}
		if !t.to.IsZero() && t.from.Lo.Year() < t.to.Lo.Year() {
			return t, true
		}
	}
	return t, false
}

// apart reports whether years and an office in a passage do not belong together: far
// from each other, or in two clauses.
func (s *sayings) apart(i int, years, office model.Span) bool {
	between := model.Span{Start: min(years.End, office.End), End: max(years.Start, office.Start)}
	if between.Len() > farthest {
		return true
	}
	return slices.ContainsFunc(s.tokens(i), func(t word.Token) bool { return between.Contains(t.Span) && clauses.has(t.Lower) })
}

// clauses are the words that begin another clause.
var clauses = set(`when while that which who whom whose where after before since during because although but ;`)

// farthest is how many bytes may stand between an office and its years: about ten
// words.
const farthest = 60

// onePerson reports whether two passages may tell of one person: those of whom it
// is known whom they are about, and whose names have nothing in common, do not.
func (s *sayings) onePerson(i, j int) bool {
	a, b := s.person(i), s.person(j)
	return a == "" || b == "" || name.Match(a, b) || shareParts(a, b)
}

// person returns whom a passage is about, "" when that is not known.
func (s *sayings) person(i int) string {
	for m := range s.mentions(i) {
		if m.Evidence.Person != "" {
			return m.Evidence.Person
		}
	}
	return ""
}

// until are the words between the ends of a stretch of time.
var until = set(`to until till through - – —`)

// officeIn returns the first office among tokens from an index on; at is -1 when
// there is none. "Former" ones and those that a name follows ("President Orla
// Denning appointed") are somebody's, not what is told.
func officeIn(t []word.Token, from int) (at int, office string) {
	for k := from; k < len(t); k++ {
		o := t[k].Lower
		if offices[o] == "" || k > 0 && (t[k-1].Lower == "former" || t[k-1].Lower == "ex" || t[k-1].Lower == "then") {
			continue
		}
		if k+1 < len(t) && t[k+1].Cap && t[k].Cap {
			continue
		}
		return k, o
	}
	return -1, ""
}

// succeeded returns when the office that a passage tells to be taken was given up
// for another that the rest of its sentence names: "and was named ... in ...".
func (s *sayings) succeeded(i int, office string) (when edtf.Value, ok bool) {
	p := &s.ps[i]
	if !slices.ContainsFunc(s.tokens(i), func(t word.Token) bool { return entering.has(t.Lower) }) || p.Article >= len(s.c.Timexes) {
		return when, false
	}
	rest := model.Span{Start: p.Span.End, End: max(p.Span.End, p.Sentence.End)}
	t := word.Tokens(s.text(i), rest)
	for len(t) > 0 && (t[0].Kind == word.Mark || t[0].Lower == "and" || t[0].Lower == "then" || t[0].Lower == "later" || t[0].Lower == "before") {
		t = t[1:]
	}
	taken := slices.IndexFunc(t, func(t word.Token) bool { return entering.has(t.Lower) || t.Lower == "becoming" })
	if taken < 0 || taken > 3 { // somebody else may come between
		return when, false
	}
	if slices.ContainsFunc(t[:taken], func(t word.Token) bool { return t.Cap }) {
		return when, false
	}
	if at, other := officeIn(t, taken); at < 0 || offices[other] == offices[office] {
		return when, false
	}
	for _, x := range s.c.Timexes[p.Article] {
		if rest.Contains(x.Span) && !x.When.IsZero() && !x.When.Approx {
			return x.When, true
		}
	}
	return when, false
}
