package timex

import (
	"strconv"

	"github.com/kreader/kreader/model/edtf"
)

// dayAlone reads "the 7th" of the month that was said before it in the same
// block, and "Monday the 16th" of the month near publication in which it is a
// Monday; any other ordinal is no date.
func (r *resolver) dayAlone(c *candidate) (meaning, bool) {
	d := c.f.get(sDay)
	if c.f.is(sWeekday) {
		return r.weekdayOfMonth(c, d)
	}
	base := r.lasts[edtf.ByMonth]
	if !r.monthSaid(c) || base.when.IsZero() || c.block != base.block || d > base.when.Days() {
		return meaning{}, false
	}
	v := edtf.OnDay(base.when.Lo + edtf.Day(d-1))
	return meaning{value: valueOf(v), when: v, why: "of the month said before it"}, true
}

// daysAfterMonth is how many expressions may stand between a month and a day
// of it.
const daysAfterMonth = 3

// monthSaid reports whether one of the expressions just before c names a month.
func (r *resolver) monthSaid(c *candidate) bool {
	for i := r.i - 1; i >= max(0, r.i-daysAfterMonth) && r.found[i].block == c.block; i-- {
		if r.found[i].f.is(sMonth) {
			return true
		}
	}
	return false
}

// weekdayOfMonth reads Monday the 16th.
func (r *resolver) weekdayOfMonth(c *candidate, d int) (meaning, bool) {
	if !r.exact {
		return meaning{value: "XXXX-XX-" + two(d), why: "the month is not known"}, true
	}
	y, m, _ := r.anchor.Lo.Date()
	order := [...]int{0, -1, 1, -2, 2, -3, 3}
	if c.future {
		order = [...]int{0, 1, -1, 2, -2, 3, -3}
	}
	for _, k := range order {
		v := inMonth(y, m+k)
		day := v.Lo + edtf.Day(d-1)
		if day <= v.Hi && day.Weekday() == c.f.get(sWeekday) {
			w := edtf.OnDay(day)
			return meaning{value: valueOf(w), when: w, why: "the month near " + r.publication() + " in which it is a " + weekdayNames[day.Weekday()]}, true
		}
	}
	return meaning{}, false
}

// weekday reads a weekday: the newest not after publication, unless the words
// say otherwise.
func (r *resolver) weekday(c *candidate) (meaning, bool) {
	f := &c.f
	wd := f.get(sWeekday)
	name := weekdayNames[wd]
	if m, ok := r.weekdayRange(c, wd); ok {
		return m, true
	}
	if !r.exact {
		return meaning{value: "XXXX-WXX-" + strconv.Itoa(isoWeekday(wd)), why: "the day of publication is not known"}, true
	}
	day := r.anchor.Lo
	back := edtf.Day((day.Weekday() - wd + 7) % 7)
	v, how := day-back, "the "+name+" before "
	rel, isRel := f.get(sRel), f.is(sRel)
	switch {
	case f.is(sChain) && !r.lasts[edtf.ByDay].when.IsZero():
		p := r.lasts[edtf.ByDay].when.Lo
		if f.get(sChain) > 0 {
			v = p + 1 + edtf.Day((wd-p.Weekday()-1+14)%7)
			how = "the " + name + " after "
		} else {
			v = p - 1 - edtf.Day((p.Weekday()-wd-1+14)%7)
		}
		w := edtf.OnDay(v)
		return meaning{value: valueOf(w), when: w, why: how + p.String()}, true
	case isRel && rel < 0 && back == 0:
		v -= 7
	case isRel && rel == 0 && !c.past && back > 0 && isoWeekday(wd) > isoWeekday(day.Weekday()):
		v += 7
		how = "the " + name + " of the week of "
	case isRel && rel > 0, c.future && !isRel && back > 0:
		v += 7
		how = "the " + name + " after "
	case back == 0:
		how = "the day of "
	}
	w := edtf.OnDay(v)
	return meaning{value: valueOf(w), when: w, why: how + r.publication()}, true
}

var weekdayNames = [...]string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
