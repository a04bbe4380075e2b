package timex

import (
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// meaning is what an expression turned out to mean.
type meaning struct {
	typ      model.TimexType
	value    string
	mod      string
	when     edtf.Value
	why      string
	stated   bool
	compared bool // said only to compare with it
}

// link is a date that was said, for expressions that hang on it.
type link struct {
	when        edtf.Value
	block, sent int
	stated      bool
}

// resolver reads the candidates of one text in order.
type resolver struct {
	text     string
	anchor   edtf.Value
	exact    bool // the anchor is a day
	found    []candidate
	i        int // candidate being read
	doc      docMemory
	coll     *Memory
	holidays []string
	x        *lexicon
	sents    []model.Span

	published  string // the day of publication, for people
	usedAnchor bool   // the expression being read was read against it

	quarter link                 // the quarter that is reported on: the last one said for itself
	dated   link                 // the last day or month said with its year
	last    link                 // the last date said
	lasts   [edtf.Range + 1]link // the last one that says at least as much as the granularity
}

func newResolver(x *lexicon, text string, c Context, found []candidate) *resolver {
	r := &resolver{text: text, anchor: c.Anchor, exact: c.Anchor.Gran == edtf.ByDay, found: found, coll: c.Collection, holidays: x.strings, sents: c.Sentences, x: x}
	r.doc = rememberDocument(found)
	return r
}

// resolve reads a candidate. It reports false when it turns out to be none.
func (r *resolver) resolve(c *candidate) (model.Timex, bool) {
	for r.i < len(r.found) && &r.found[r.i] != c {
		r.i++
	}
	var m meaning
	var ok bool
	r.usedAnchor = false
	switch c.as {
	case asDate:
		m, ok = r.date(c)
	case asOffset:
		m, ok = r.offset(c)
	case asDuration:
		m, ok = r.duration(c)
	case asSet:
		m, ok = r.set(c)
	case asRef:
		m, ok = meaning{typ: model.Date, value: refValues[c.f.get(sRef)], why: "does not say when"}, true
	}
	if !ok {
		return model.Timex{}, false
	}
	if c.f.is(sMod) && m.mod == "" {
		m.mod = modNames[c.f.get(sMod)]
	}
	if c.f.is(sApprox) && m.mod == "" {
		m.mod = modNames[c.f.get(sApprox)]
	}
	if m.typ == model.Date || m.typ == model.Time {
		r.remember(c, m)
		m.when = narrowed(m.when, m.mod)
		if r.usedAnchor && r.anchor.Uncertain && !m.when.IsZero() {
			m.when.Uncertain = true
		}
	}
	return model.Timex{Span: c.span, Type: m.typ, Value: m.value, Mod: m.mod, When: m.when, Why: m.why, Stated: m.stated}, true
}

// remember keeps a date for the expressions after it.
func (r *resolver) remember(c *candidate, m meaning) {
	if m.when.IsZero() {
		return
	}
	l := link{when: m.when, block: c.block, sent: c.sent, stated: m.stated}
	r.last = l
	if m.stated && (m.when.Gran == edtf.ByDay || m.when.Gran == edtf.ByMonth) {
		r.dated = l
	}
	if m.when.Gran == edtf.ByQuarter && !m.compared {
		r.quarter = l
	}
	set := func(v edtf.Value) {
		l.when = v
		r.lasts[v.Gran] = l
	}
	set(m.when)
	y, mo, _ := m.when.Lo.Date()
	switch m.when.Gran {
	case edtf.ByDay:
		set(edtf.InWeek(m.when.Lo))
		set(edtf.InMonth(y, mo))
		set(edtf.InYear(y))
	case edtf.ByMonth, edtf.BySeason, edtf.ByQuarter, edtf.ByHalf, edtf.ByWeek:
		set(edtf.InYear(y))
	}
}

// narrowed returns the part of v that the modifier leaves: early 2020 is
// January to April of it, mid-May the 11th to the 20th. The bounds are about.
func narrowed(v edtf.Value, mod string) edtf.Value {
	if v.IsZero() {
		return v
	}
	lo, hi := v.Lo, v.Hi
	y, m, _ := lo.Date()
	part := map[string]int{"START": 0, "MID": 1, "END": 2}
	k, ok := part[mod]
	switch {
	case mod == "APPROX":
		v.Approx = true
		return v
	case !ok:
		return v
	}
	switch v.Gran {
	case edtf.ByYear:
		lo, hi = edtf.DayOf(y, 1+4*k, 1), edtf.DayOf(y, 5+4*k, 1)-1
	case edtf.ByMonth:
		lo = edtf.DayOf(y, m, 1+10*k)
		if k < 2 {
			hi = edtf.DayOf(y, m, 10+10*k)
		}
	case edtf.ByDecade:
		from := [...]int{0, 4, 7, 10}
		lo, hi = edtf.DayOf(y+from[k], 1, 1), edtf.DayOf(y+from[k+1], 1, 1)-1
	case edtf.ByCentury:
		from := [...]int{0, 33, 67, 100}
		lo, hi = edtf.DayOf(y+from[k], 1, 1), edtf.DayOf(y+from[k+1], 1, 1)-1
	case edtf.ByDay:
		return v
	default:
		third := edtf.Day(v.Days() / 3)
		lo, hi = lo+third*edtf.Day(k), lo+third*edtf.Day(k+1)-1
		if k == 2 {
			hi = v.Hi
		}
	}
	return edtf.Value{Lo: lo, Hi: hi, Gran: edtf.Range, Approx: true, Uncertain: v.Uncertain}
}

// offset reads lengths of time from a day: two years ago, a week later.
func (r *resolver) offset(c *candidate) (meaning, bool) {
	f := &c.f
	if f.is(sWeekday) || f.is(sOff) {
		return r.dayFrom(f)
	}
	if !f.is(sUnit) {
		return meaning{}, false
	}
	unit, n := int32(f.get(sUnit)), f.or(sN, 1)
	dir, base, from := 0, r.anchor, ""
	switch {
	case f.is(sDir):
		dir = f.get(sDir)
	case f.is(sThen):
		dir = f.get(sThen)
		base, from = r.base(c, unit)
	}
	if f.is(sSome) && f.get(sSome) == 0 && f.is(sThen) {
		return meaning{typ: model.Duration, value: period(f), why: "does not say how long"}, true
	}
	if f.is(sSome) && f.get(sSome) == 0 {
		v := refValues[refPast]
		if dir > 0 {
			v = refValues[refFuture]
		}
		return meaning{typ: model.Date, value: v, why: "does not say how long"}, true
	}
	if f.is(sSome) {
		n = f.get(sSome)
	}
	if from == "" && !base.IsZero() {
		from = r.publication()
	}
	if unit <= uHour {
		return r.hoursFrom(base, from, dir, n, unit), true
	}
	if q, ok := r.sameQuarter(c, unit, n, dir); ok {
		return q, true
	}
	if base.IsZero() {
		return meaning{typ: model.Date, value: unknownAt(unit), why: "nothing says from when"}, true
	}
	v, ok := shifted(base, unit, dir*n, f.is(sThen))
	if !ok {
		return meaning{typ: model.Date, value: unknownAt(unit), why: "what it is counted from is not known closely enough"}, true
	}
	if f.is(sFrac) {
		v = andHalf(v, base, unit, dir, n)
	}
	if f.is(sThen) && base == r.anchor && (dir > 0 || unit < uMonth) {
		return meaning{typ: model.Date, value: valueOf(v), why: "nothing says from when"}, true
	}
	length := count(n, unit)
	switch {
	case f.is(sFrac) && n == 0:
		length = "half a " + unitWords[unit]
	case f.is(sFrac):
		length += " and a half"
	}
	why := length + map[bool]string{true: " after ", false: " before "}[dir > 0] + from
	return meaning{typ: model.Date, value: valueOf(v), when: v, why: why}, true
}

// andHalf moves by n and a half years or decades; of shorter units the half is
// less than their precision, and v stays.
func andHalf(v, base edtf.Value, unit int32, dir, n int) edtf.Value {
	half := v
	switch unit {
	case uYear:
		half, _ = shifted(base, uMonth, dir*(12*n+6), false)
	case uDecade:
		half, _ = shifted(base, uYear, dir*(10*n+5), false)
	}
	return half
}

// base returns the date that "later" and "earlier" are counted from: the last
// one said that is known as closely as the unit asks.
func (r *resolver) base(c *candidate, unit int32) (v edtf.Value, from string) {
	l := r.last
	if _, ok := shifted(l.when, unit, 0, true); !ok && !l.when.IsZero() {
		if finer := r.lasts[granularityOf(unit)]; !finer.when.IsZero() {
			l = finer
		}
	}
	if l.when.IsZero() || c.block-l.block > 1 {
		return r.anchor, ""
	}
	return l.when, "the date said before it, " + l.when.String()
}

// hoursFrom reads hours and minutes: the day of what they are counted from.
func (r *resolver) hoursFrom(base edtf.Value, from string, dir, n int, unit int32) meaning {
	if base.Gran != edtf.ByDay || unit == uHour && n > 12 {
		return meaning{typ: model.Time, value: "XXXX-XX-XXTXX", why: "the hour is not known"}
	}
	base.Approx = true
	return meaning{typ: model.Time, value: base.Lo.String() + "TXX", when: base, why: count(n, unit) + " from " + from}
}

// sameQuarter reads "a year earlier" beside a quarter as that quarter of the
// year before: results are compared with the same months.
func (r *resolver) sameQuarter(c *candidate, unit int32, n, dir int) (meaning, bool) {
	if unit != uYear || n != 1 || dir >= 0 {
		return meaning{}, false
	}
	l := r.quarter
	switch {
	case c.f.is(sQuarter) && !r.anchor.IsZero():
		l.when = quarter(r.anchor.Lo.Year(), c.f.get(sQuarter))
	case l.when.IsZero() && c.f.is(sLatest) && r.exact:
		l.when, _ = shifted(r.anchor, uQuarter, -1, false)
	case l.when.IsZero(), c.block-l.block > 1 && !c.f.is(sLatest):
		return meaning{}, false
	}
	v, _ := shifted(l.when, uYear, dir, true)
	return meaning{typ: model.Date, value: valueOf(v), when: v, compared: true, why: "the same quarter of the year before " + l.when.String()}, true
}

// shifted returns base moved by n units, at the precision of the unit; with
// keep, at the precision of base when that is finer and the unit is a year.
func shifted(base edtf.Value, unit int32, n int, keep bool) (edtf.Value, bool) {
	y, m, _ := base.Lo.Date()
	day := base.Gran == edtf.ByDay
	switch unit {
	case uDay, uNight:
		return edtf.OnDay(base.Lo + edtf.Day(n)), day
	case uWeek:
		return edtf.InWeek(base.Lo + edtf.Day(7*n)), day || base.Gran == edtf.ByWeek
	case uFortnight:
		return edtf.InWeek(base.Lo + edtf.Day(14*n)), day || base.Gran == edtf.ByWeek
	case uWeekend:
		return weekend(base.Lo + edtf.Day(7*n)), day
	case uMonth:
		return inMonth(y, m+n), day || base.Gran == edtf.ByMonth || base.Gran == edtf.ByWeek
	case uQuarter:
		q := y*4 + (m-1)/3 + n
		return quarter(floorDiv(q, 4), 1+q-4*floorDiv(q, 4)), day || base.Gran <= edtf.ByQuarter
	case uHalf:
		h := y*2 + (m-1)/6 + n
		return half(floorDiv(h, 2), 1+h-2*floorDiv(h, 2)), base.Gran <= edtf.ByHalf
	case uYear, uDecade:
		if unit == uDecade {
			n *= 10
		}
		if keep {
			if base.Gran == edtf.ByQuarter {
				return quarter(y+n, (m-1)/3+1), true
			}
		}
		return edtf.InYear(y + n), base.Gran <= edtf.ByYear && y+n > 0
	case uCentury:
		return edtf.InYear(y + 100*n), base.Gran <= edtf.ByYear && y+100*n > 0
	}
	return edtf.Value{}, false
}
