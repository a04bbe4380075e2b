package timex

import "math/bits"

// slot is a part of an expression that a pattern can fill.
type slot uint8

// The slots. A class of words fills the slot of the same name.
const (
	sNone slot = iota
	sYear
	sYear2
	sMonth
	sMonth2
	sDay
	sDay2
	sWeekday
	sSeason
	sQuarter
	sHalf
	sDecade
	sCentury
	sHoliday
	sISO     // a whole date in figures, as a day number
	sOff     // days from the anchor: yesterday is -1
	sClock   // minutes from midnight
	sHour    // hour alone: 5 p.m.
	sMinute  // minutes to add to the hour: quarter to is -15
	sAmPm    // 1 a.m., 2 p.m.
	sPart    // part of the day
	sUnit    // unit of a length or of a relative expression
	sN       // how many
	sN2      // upper end of how many
	sFrac    // plus a half
	sSome    // several, few: how many is not said
	sRel     // last -1, this 0, next +1 against the anchor
	sChain   // previous -1, same 0, following +1 against what was said before
	sDir     // ago -1, from now +1
	sThen    // earlier -1, later +1: against what was said before
	sMod     // early, late, about
	sRef     // PRESENT_REF, PAST_REF, FUTURE_REF
	sEdge    // which week or day of a month: 1 is the first, -1 the last
	sLatest  // the newest that is complete
	sApprox  // about, or so
	sWorkday // the days of the week but Saturday and Sunday
	sShift   // days to go on: the eve of a day is -1
	numSlots
)

var slotNames = map[string]slot{
	"year": sYear, "year2": sYear2, "month": sMonth, "month2": sMonth2, "day": sDay, "day2": sDay2,
	"weekday": sWeekday, "season": sSeason, "quarter": sQuarter, "half": sHalf, "decade": sDecade,
	"century": sCentury, "holiday": sHoliday, "iso": sISO, "off": sOff, "clock": sClock, "hour": sHour, "minute": sMinute,
	"ampm": sAmPm, "part": sPart, "unit": sUnit, "n": sN, "n2": sN2,
	"frac": sFrac, "some": sSome, "rel": sRel, "chain": sChain, "dir": sDir, "then": sThen, "mod": sMod,
	"ref": sRef, "edge": sEdge, "latest": sLatest, "approx": sApprox,
	"workday": sWorkday, "shift": sShift,
}

// The units, the shortest first.
const (
	uSecond int32 = iota + 1
	uMinute
	uHour
	uDay
	uNight
	uWeekend
	uWeek
	uFortnight
	uMonth
	uQuarter
	uSeason
	uHalf
	uYear
	uDecade
	uCentury
	uMillennium
	uPeriod // a period, the time: how long is not said
)

// The modifiers, in the order of modNames.
const (
	modStart int32 = iota + 1
	modMid
	modEnd
	modApprox
	modMoreThan
	modLessThan
	modEqualOrMore
	modEqualOrLess
)

var modNames = [...]string{"", "START", "MID", "END", "APPROX", "MORE_THAN", "LESS_THAN", "EQUAL_OR_MORE", "EQUAL_OR_LESS"}

// The parts of the day.
const (
	pMorning int32 = iota + 1
	pMidday
	pAfternoon
	pEvening
	pNight
	pNoon
	pMidnight
	pDawn
)

var partValues = [...]string{"", "TMO", "TMI", "TAF", "TEV", "TNI", "T12:00", "T24:00", "TMO"}

// The seasons, in the order of the year.
const (
	spring int32 = iota + 1
	summer
	autumn
	winter
)

var seasonValues = [...]string{"", "SP", "SU", "FA", "WI"}

// The vague references.
const (
	refPresent int32 = iota + 1
	refPast
	refFuture
)

var refValues = [...]string{"", "PRESENT_REF", "PAST_REF", "FUTURE_REF"}

// symbols are the values that the words of a language file may have, other
// than figures.
var symbols = map[string]int32{
	"second": uSecond, "minute": uMinute, "hour": uHour, "day": uDay, "night": uNight, "weekend": uWeekend,
	"week": uWeek, "fortnight": uFortnight, "month": uMonth, "quarter": uQuarter, "season": uSeason,
	"half": uHalf, "year": uYear, "decade": uDecade, "century": uCentury, "millennium": uMillennium, "period": uPeriod,
	"START": modStart, "MID": modMid, "END": modEnd, "APPROX": modApprox, "MORE_THAN": modMoreThan,
	"LESS_THAN": modLessThan, "EQUAL_OR_MORE": modEqualOrMore, "EQUAL_OR_LESS": modEqualOrLess,
	"MO": pMorning, "MI": pMidday, "AF": pAfternoon, "EV": pEvening, "NI": pNight, "NOON": pNoon,
	"MIDNIGHT": pMidnight, "DAWN": pDawn,
	"SP": spring, "SU": summer, "FA": autumn, "WI": winter,
	"PRESENT": refPresent, "PAST": refPast, "FUTURE": refFuture,
}

// frame is what the slots of a found expression hold: the values of the filled
// ones, in the order of the slots. A text has many frames; most are near empty.
type frame struct {
	has uint64
	val [mostFilled]int32
}

// mostFilled is how many slots an expression fills at most; a pattern that
// could fill more is refused when the language is read.
const mostFilled = 14

// at returns the place of slot s among the values.
func (f *frame) at(s slot) int { return bits.OnesCount64(f.has & (1<<s - 1)) }

func (f *frame) set(s slot, v int32) {
	k := f.at(s)
	if !f.is(s) {
		copy(f.val[k+1:], f.val[k:])
		f.has |= 1 << s
	}
	f.val[k] = v
}

func (f *frame) is(s slot) bool { return f.has&(1<<s) != 0 }

// any reports whether one of the slots is filled.
func (f *frame) any(ss ...slot) bool {
	for _, s := range ss {
		if f.is(s) {
			return true
		}
	}
	return false
}

// or returns the value of the slot, or d when it is empty.
func (f *frame) or(s slot, d int) int {
	if f.is(s) {
		return int(f.val[f.at(s)])
	}
	return d
}

// get returns the value of the slot, 0 when it is empty.
func (f *frame) get(s slot) int { return f.or(s, 0) }
