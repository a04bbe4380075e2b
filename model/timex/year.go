package timex

import (
	"strings"

	"github.com/kreader/kreader/model/edtf"
)

// query is a date without its year, and where it stands.
type query struct {
	r *resolver
	c *candidate
	f *frame
}

// at returns what the date is in the year y.
func (q *query) at(y int) (edtf.Value, bool) { return q.r.in(q.f, y) }

// yearRule finds the year of a date without one; it says how.
type yearRule func(q *query) (year int, why string, ok bool)

// yearRules are tried in this order; the first that knows decides.
var yearRules = []yearRule{
	saidWithIt,
	sharedYear,
	weekdayAgrees,
	anniversary,
	documentSays,
	collectionSays,
	countedBack,
	narrativeChain,
	futureWords,
	justAhead,
	newest,
	lastYearSaid,
}

// yearless reads a month, a day of a month, a season, a quarter, a half, or a
// holiday that stands without a year.
func (r *resolver) yearless(c *candidate) (meaning, bool) {
	q := &query{r: r, c: c, f: &c.f}
	if c.everyYear {
		return meaning{value: "XXXX-" + seasonValues[c.f.get(sSeason)], why: "said of every year"}, true
	}
	v, why, ok := q.read()
	if ok && !r.exact && !r.anchor.IsZero() {
		// The day of publication is not known: only what any day of it says.
		w, _, same := q.readOn(edtf.OnDay(r.anchor.Lo))
		x, _, same2 := q.readOn(edtf.OnDay(r.anchor.Hi))
		ok = same && same2 && w == x
		v = w
	}
	if ok {
		return meaning{value: q.f.value(v), when: v, why: why}, true
	}
	v, ok = q.at(2000) // a leap year, so that 29 February is a day
	if !ok {
		return meaning{}, false
	}
	return meaning{value: "XXXX" + valueOf(v)[4:], why: "the year is not known"}, true
}

// upcoming is the value of the words that look ahead from where a story has
// come to, not only from publication.
const upcoming = 2

// read asks the rules in their order.
func (q *query) read() (edtf.Value, string, bool) {
	for _, rule := range yearRules {
		y, why, ok := rule(q)
		if !ok {
			continue
		}
		if v, ok := q.at(y); ok {
			return v, why, true
		}
	}
	return edtf.Value{}, "", false
}

// readOn asks the rules as if the text had been published on the day.
func (q *query) readOn(day edtf.Value) (edtf.Value, string, bool) {
	was := q.r.anchor
	q.r.anchor = day
	defer func() { q.r.anchor = was }()
	return q.read()
}

// saidWithIt obeys last, this and next.
func saidWithIt(q *query) (int, string, bool) {
	if !q.f.is(sRel) || q.r.anchor.IsZero() {
		return 0, "", false
	}
	if q.f.get(sRel) == upcoming {
		if y, why, ok := narrativeChain(q); ok {
			return y, why, true
		}
	}
	y := q.r.anchor.Lo.Year()
	switch rel := q.f.get(sRel); {
	case rel < 0:
		for y++; y > 0; y-- {
			if v, ok := q.at(y); ok && v.Hi < q.r.anchor.Lo {
				return y, "the last one before " + q.r.publication(), true
			}
		}
	case rel > 0:
		for y--; y < 9999; y++ {
			if v, ok := q.at(y); ok && v.Lo > q.r.anchor.Hi {
				return y, "the first one after " + q.r.publication(), true
			}
		}
	}
	return y, "of the year of " + q.r.publication(), true
}

// sharedYear takes the year of the date that a list or a span ends with:
// between May and July 2020; in May, June and July 2020; on March 3, 4 and 7,
// 2020.
func sharedYear(q *query) (int, string, bool) {
	if !q.f.is(sMonth) {
		return q.sharedSeason()
	}
	back, month := 0, q.f.get(sMonth)
	for i := q.r.i; q.r.listed(i); i++ {
		next := &q.r.found[i+1].f
		switch {
		case next.is(sMonth) && next.is(sDay) != q.f.is(sDay):
			return 0, "", false
		case next.is(sMonth):
			if month > next.get(sMonth) {
				back++
			}
			month = next.get(sMonth)
		case !q.f.is(sDay):
			return 0, "", false
		}
		if next.is(sYear) {
			return next.get(sYear) - back, "of the year of the date after it, " + year4(next.get(sYear)), true
		}
	}
	return 0, "", false
}

// sharedSeason is sharedYear for seasons: the spring and summer of 2012.
func (q *query) sharedSeason() (int, string, bool) {
	if !q.f.is(sSeason) || q.r.i+1 >= len(q.r.found) {
		return 0, "", false
	}
	next := &q.r.found[q.r.i+1]
	e := q.r.x.find(strings.TrimFunc(q.r.text[q.c.span.End:next.span.Start], invisible))
	if next.block != q.c.block || !next.f.is(sSeason) || !next.f.is(sYear) || e == nil || !e.in(q.r.x.role[roleConnective]) {
		return 0, "", false
	}
	y := next.f.get(sYear)
	if q.f.get(sSeason) > next.f.get(sSeason) {
		y--
	}
	return y, "of the year of the date after it, " + year4(next.f.get(sYear)), true
}

// listed reports whether candidates i and i+1 belong to one list or span of
// months, or of days that a year ends.
func (r *resolver) listed(i int) bool {
	if i+1 >= len(r.found) || r.found[i+1].block != r.found[i].block || r.found[i+1].as != asDate {
		return false
	}
	from, to := r.found[i].span.End, r.found[i+1].span.Start
	if to-from > besideReach {
		return false
	}
	next := &r.found[i+1].f
	words := strings.FieldsFunc(r.text[from:to], func(c rune) bool { return invisible(c) || c == ',' })
	joins := 0
	for _, w := range words {
		e := r.x.find(w)
		switch {
		case e != nil && e.in(r.x.role[roleConnective]) || w == "-" || w == "–":
			joins++
		case !next.is(sMonth) && len(w) <= 2 && w[0] >= '0' && w[0] <= '9':
		default:
			return false
		}
	}
	if next.is(sMonth) {
		return joins <= 1 && (len(words) > 0 || to > from && r.text[from] == ',')
	}
	return next.has == 1<<sYear && joins == 1 && len(words) > 1
}

// weekdayAgrees finds the year in which the day falls on the weekday that is
// said with it.
func weekdayAgrees(q *query) (int, string, bool) {
	if !q.f.is(sWeekday) || !q.f.is(sDay) || q.r.anchor.IsZero() {
		return 0, "", false
	}
	y := q.r.anchor.Lo.Year()
	for _, d := range []int{0, -1, 1, -2, -3, -4, -5} {
		if v, ok := q.at(y + d); ok && v.Lo.Weekday() == q.f.get(sWeekday) && !(d == 0 && v.Lo > q.r.anchor.Hi+180) {
			return y + d, "the year near " + q.r.publication() + " in which it is a " + weekdayNames[q.f.get(sWeekday)], true
		}
	}
	return 0, "", false
}

// anniversary obeys the number of years that is said with the day: the tenth
// anniversary of the March 3 flood.
func anniversary(q *query) (int, string, bool) { return q.before(q.c.anniversary) }

// countedBack obeys the number of years that have gone by since the day: ten
// years after the March 3 flood.
func countedBack(q *query) (int, string, bool) {
	if q.r.i == 0 {
		return 0, "", false
	}
	p := &q.r.found[q.r.i-1]
	if p.as != asDuration || p.f.or(sUnit, 0) != int(uYear) || p.f.any(sSome, sN2, sFrac, sRel) || !q.r.counts(p.span.End, q.c.span.Start) {
		return 0, "", false
	}
	return q.before(p.f.or(sN, 1))
}

// before finds the year in which the day was n years before publication, or
// before the half year that follows it.
func (q *query) before(n int) (int, string, bool) {
	if n <= 0 || q.r.anchor.IsZero() || !q.f.is(sMonth) {
		return 0, "", false
	}
	for y := q.r.anchor.Lo.Year() - n; y >= q.r.anchor.Lo.Year()-n-1; y-- {
		if v, ok := q.at(y); ok && v.Lo+edtf.Day(n*365+n/4) <= q.r.anchor.Hi+halfYear {
			return y, count(n, uYear) + " before the year of " + q.r.publication(), true
		}
	}
	return 0, "", false
}

// halfYear is how many days before the day itself an anniversary is spoken of.
const halfYear = 183

// counts reports whether the words from one expression to the next count from
// it: after, since.
func (r *resolver) counts(from, to int) bool {
	words := strings.FieldsFunc(r.text[from:min(to, from+besideReach)], invisible)
	if len(words) == 2 {
		if e := r.x.find(words[1]); e != nil && e.in(r.x.role[roleArticle]) {
			words = words[:1]
		}
	}
	if len(words) != 1 {
		return false
	}
	e := r.x.find(words[0])
	return e != nil && e.in(r.x.role[roleCountedFrom])
}

// besideReach is how many bytes beside an expression are looked at for the word
// that counts from it.
const besideReach = 40

// documentSays finds the year that the same text gives to the same day or
// month elsewhere.
func documentSays(q *query) (int, string, bool) {
	y, ok := q.r.doc.year(q.f, q.r.i, q.c.block)
	if !ok {
		return 0, "", false
	}
	return y, "this article gives the year " + year4(y) + " to the same date elsewhere", true
}

// collectionSays finds the year that other articles give to the same day in
// sentences about the same people and places.
func collectionSays(q *query) (int, string, bool) {
	if q.r.coll == nil {
		return 0, "", false
	}
	s := sentenceAround(q.r.text, q.c.span, q.r.sents)
	y, ok := q.r.coll.year(q.f, q.r.text[s.Start:q.c.span.Start], q.r.text[q.c.span.End:max(s.End, q.c.span.End)])
	if !ok {
		return 0, "", false
	}
	if v, ok := q.at(y); !ok || q.c.future && !q.r.anchor.IsZero() && v.Hi < q.r.anchor.Lo {
		return 0, "", false
	}
	return y, "other articles here give the year " + year4(y) + " to the same date", true
}

// chainReach is how many sentences a story goes on from a date.
const chainReach = 4

// narrativeChain goes on from the last day or month that was said with its
// year in the same block, when it opens its sentence or stands in the same
// one: a story is told forwards. It never goes beyond publication.
func narrativeChain(q *query) (int, string, bool) {
	p := q.r.dated
	if p.when.IsZero() || p.block != q.c.block || q.c.sent-p.sent > chainReach || q.f.any(sQuarter, sHalf) ||
		!q.c.leads && q.c.sent != p.sent || q.c.future && q.f.or(sRel, 0) != upcoming {
		return 0, "", false
	}
	for y := p.when.Lo.Year(); y <= p.when.Lo.Year()+1; y++ {
		v, ok := q.at(y)
		if !ok || v.Hi < p.when.Lo || q.f.is(sRel) && v.Lo <= p.when.Hi {
			continue
		}
		if !q.r.anchor.IsZero() && v.Lo > q.r.anchor.Hi {
			return 0, "", false
		}
		return y, "the first one after " + p.when.String() + ", said before it", true
	}
	return 0, "", false
}

// futureWords takes the first one from publication on when the words around
// it speak of the future.
func futureWords(q *query) (int, string, bool) {
	if !q.c.future || q.r.anchor.IsZero() || q.f.any(sQuarter, sHalf) {
		return 0, "", false
	}
	for y := q.r.anchor.Lo.Year() - 1; y < q.r.anchor.Lo.Year()+9; y++ {
		v, ok := q.at(y)
		if ok && q.c.after && v.Lo > q.r.anchor.Hi+longAgo {
			return 0, "", false // agreed on May 1 will end: said in June, of this May
		}
		if ok && v.Hi >= q.r.anchor.Lo {
			return y, "the first one from " + q.r.publication() + " on, as the words speak of the future", true
		}
	}
	return 0, "", false
}

// How far the two readings of a date must lie from publication for justAhead:
// nobody leaves out the year of a day of ten months ago.
const (
	longAgo      = 270
	soonToCome   = 75
	deadlineSoon = 240
)

// justAhead takes the next one when it is close and the last one is long ago,
// and neither a verb of the past stands beside it nor does it name something,
// as in "the July 11 flood"; or when the words set a deadline.
func justAhead(q *query) (int, string, bool) {
	if q.r.anchor.Gran != edtf.ByDay || q.f.any(sQuarter, sHalf, sSeason) || (q.c.past || q.c.names) && !q.c.deadline {
		return 0, "", false
	}
	day := q.r.anchor.Lo
	ahead := edtf.Day(soonToCome)
	if q.c.deadline {
		ahead = deadlineSoon
	}
	for y := day.Year(); y <= day.Year()+1; y++ {
		v, ok := q.at(y)
		w, ok2 := q.at(y - 1)
		if ok && ok2 && v.Lo > day && v.Lo-day <= ahead && (day-w.Hi >= longAgo || q.c.deadline) {
			return y, "the next one after " + q.r.publication() + ", as the last one is long ago", true
		}
	}
	return 0, "", false
}

// newest takes the newest one that began by publication.
func newest(q *query) (int, string, bool) {
	if q.r.anchor.IsZero() {
		return 0, "", false
	}
	for y := q.r.anchor.Hi.Year(); y > q.r.anchor.Hi.Year()-9; y-- {
		if v, ok := q.at(y); ok && v.Lo <= q.r.anchor.Hi {
			return y, "the newest before " + q.r.publication(), true
		}
	}
	return 0, "", false
}

// lastYearSaid copies the year of the last date said, when nothing says when
// the text was published.
func lastYearSaid(q *query) (int, string, bool) {
	l := q.r.last
	if l.when.IsZero() || l.when.Gran > edtf.ByMonth || q.c.block-l.block > 1 {
		return 0, "", false
	}
	return l.when.Lo.Year(), "in the year of the date before it, " + l.when.String(), true
}
