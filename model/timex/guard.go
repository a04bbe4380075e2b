package timex

import (
	"strings"
)

// guard decides from the tokens around a match whether it stands. end is the
// token after the match.
type guard func(m *matcher, end int) bool

// guards are the guards that a pattern can name.
var guards = map[string]guard{
	"":          func(*matcher, int) bool { return true },
	"year":      yearStands,
	"oldyear":   afterYearWord,
	"month":     monthStands,
	"weekday":   weekdayStands,
	"season":    seasonStands,
	"age":       notAge,
	"plural":    bareUnitStands,
	"start":     startsClause,
	"after-in":  afterYearWord,
	"decade":    decadeStands,
	"unit":      unitStands,
	"part":      partStands,
	"chainpart": chainPartStands,
	"clauseend": clauseEnds,
	"refnoun":   nounEnds,
	"point":     pointStands,
	"dayalone":  dayStands,
	"between":   afterBetween,
	"notthan":   notCompared,
	"ending":    periodEnds,
	"never":     func(*matcher, int) bool { return false },
	"hyphen":    followedByNoun,
	"clock":     clockStands,
	"bareclock": bareClockStands,
	"tens":      tensStand,
	"daypair":   dayPairStands,
	"years":     yearsStand,
	"named":     notNamed,
}

func (m *matcher) at(i int) *token {
	if i < 0 || i >= len(m.toks) {
		return &token{kind: tStop}
	}
	return &m.toks[i]
}

func (m *matcher) is(i int, r role) bool {
	return i >= 0 && i < len(m.toks) && m.toks[i].has(m.x.role[r])
}

func (m *matcher) word(i int) string {
	if i < 0 || i >= len(m.toks) {
		return ""
	}
	t := &m.toks[i]
	return m.text[t.start:t.end]
}

// yearStands decides on four figures alone.
func yearStands(m *matcher, end int) bool {
	y := m.caps[len(m.caps)-1].v
	if v := m.captured(sYear); v != 0 {
		y = v
	}
	if y > 2100 {
		return false
	}
	if m.is(end, roleCounted) || m.is(m.start-1, roleNumbered) || upTo(m, end) {
		return false
	}
	prep := m.is(m.start-1, roleBeforeYear)
	if y < 1800 {
		return prep && !lowerPlural(m, end)
	}
	if y%100 == 0 && !prep && !(m.at(end).capital && m.is(m.start-1, roleArticle)) {
		return false
	}
	if !prep && (m.at(m.start-1).kind == tNumber || m.at(end).kind == tNumber || m.at(m.start).glued && m.at(m.start-2).kind == tNumber) {
		return false // a telephone number
	}
	if !prep && m.start > 0 && nameLike(m, m.start-1) && end-m.start == 1 {
		return false // a name with a number: Orion 1980
	}
	if m.at(end).glued && (m.word(end) == "-" || m.word(end) == "/") && !prep {
		return false
	}
	return !(lowerPlural(m, end) && !prep && y%10 == 0 && !m.is(m.start-1, roleArticle)) && !streetFollows(m, end)
}

// upTo reports whether the figures before token i are the lower end of a count:
// from 2000 to 3000 people, 1500 or 1600 workers.
func upTo(m *matcher, i int) bool {
	joins := m.is(i, roleConnective) || m.at(i).lit == m.x.sign[signHyphen] || m.at(i).lit == m.x.sign[signDash]
	return joins && m.at(i+1).kind == tNumber && (m.is(i+2, roleCounted) || !m.at(i+1).has(cYear) && !m.at(i+1).has(cTwo))
}

// longestStreet is how many words the name of a street has at most.
const longestStreet = 3

// streetFollows reports whether the figures before token i are the number of a
// house: 2010 Orchard Lane.
func streetFollows(m *matcher, i int) bool {
	for k := i; k < i+longestStreet && m.at(k).kind == tWord && m.at(k).capital; k++ {
		if k > i && m.is(k, roleStreet) {
			return true
		}
	}
	return false
}

// yearsStand refuses spans of figures that count or number something else:
// 1999-2000 points, pages 1990-95.
func yearsStand(m *matcher, end int) bool {
	return !m.is(end, roleCounted) && !m.is(m.start-1, roleNumbered) && !(m.at(m.start).glued && m.at(m.start-1).kind == tMark && m.at(m.start-2).kind == tNumber)
}

// tensStand takes the 1950's for a decade, and not the 1955's.
func tensStand(m *matcher, end int) bool {
	y := m.captured(sDecade)
	return y%10 == 0 && m.at(end).kind != tWord || y%10 == 0 && !m.at(end).capital
}

// dayPairStands takes two days that follow one another for one span, where the
// second cannot count what comes after it: March 3 and 4, and not March 3 and
// 4 boats.
func dayPairStands(m *matcher, end int) bool {
	if m.captured(sDay2) != m.captured(sDay)+1 {
		return false
	}
	t := m.at(end)
	return m.at(end-1).has(cYear) || t.kind != tWord && t.kind != tNumber && !(t.glued && t.kind == tMark && m.at(end+1).glued) || m.is(end, roleFunction) || m.is(end-1, roleMonthName)
}

// notNamed refuses what is part of a name: 20th Century Films.
func notNamed(m *matcher, end int) bool { return !m.at(end-1).capital || !nameLike(m, end) }

func afterYearWord(m *matcher, end int) bool { return m.is(m.start-1, roleBeforeYear) }

// lowerPlural reports whether the token is a word in lower case that ends in
// the plural of the language.
func lowerPlural(m *matcher, i int) bool {
	t := m.at(i)
	return t.kind == tWord && !t.capital && m.x.endsAs(m.x.role[rolePlural], m.word(i)) && t.end-t.start > 3 && t.bits == 0 && t.lit == 0
}

// monthStands decides on the name of a month alone: those that are also other
// words need a word before that says time, and names of people go by their
// company.
func monthStands(m *matcher, end int) bool {
	modified := end-m.start > 1
	if m.is(end-1, roleShaky) && !((modified || m.is(m.start-1, roleBeforeMonth) || m.inList()) && !m.at(end).capital) {
		return false
	}
	if m.is(end-1, roleGivenName) && !m.is(m.start-1, roleBeforeMonth) && (nameLike(m, end) || nameLike(m, m.start-1)) {
		return false
	}
	if w := m.word(end - 1); len(w) <= 4 && !modified && allCapitals(w) {
		return false // 5% APR
	}
	return !m.is(m.start-1, roleTitle)
}

// inList reports whether the match follows a month and a comma.
func (m *matcher) inList() bool {
	return m.at(m.start-1).lit == m.x.sign[signComma] && m.is(m.start-2, roleMonthName)
}

// nameLike reports whether the token is a word with a capital letter that the
// lexicon does not know.
func nameLike(m *matcher, i int) bool {
	t := m.at(i)
	return t.kind == tWord && t.capital && t.bits == 0 && t.lit == 0
}

// weekdayStands refuses short names that are words of their own, unless they
// have their full stop.
func weekdayStands(m *matcher, end int) bool {
	return !m.is(end-1, roleShaky) || strings.HasSuffix(m.word(end-1), ".") && m.is(m.start-1, roleBeforeMonth)
}

// seasonStands decides on a season alone.
func seasonStands(m *matcher, end int) bool {
	return m.is(m.start-1, roleBeforeSeason) && !m.is(end, roleOfThing)
}

// decadeStands refuses figures that are somebody's age: in his 30s.
func decadeStands(m *matcher, end int) bool {
	t := m.at(end - 1)
	short := t.end-t.start < 4 && m.text[t.start] != '\''
	return !m.is(m.start-1, roleWhose) && (!short || m.is(m.start, roleArticle))
}

// unitStands refuses the names of programmes and papers, "This Week", and what
// is last of something else.
func unitStands(m *matcher, end int) bool {
	t := m.at(end - 1)
	if r, u := m.captured(sRel), m.captured(sUnit); r != 0 && u == uDay {
		return false // his last day; the next day hangs on the story
	}
	if m.is(m.start, roleArticle) && m.is(end, roleGenitive) {
		return false // the last year of his life
	}
	return !t.capital || !m.at(m.start).capital || m.start == 0 || end-m.start < 2 || allCapitals(m.word(end-1))
}

func allCapitals(w string) bool { return w == strings.ToUpper(w) }

// captured returns what the match has put in a slot, 0 for nothing.
func (m *matcher) captured(s slot) int32 {
	for _, c := range m.caps {
		if c.s == s {
			return c.v
		}
	}
	return 0
}

// notCompared refuses "six weeks earlier than planned".
func notCompared(m *matcher, end int) bool { return !m.is(end, roleThan) }

// partStands takes "the morning" only where it is said when.
func partStands(m *matcher, end int) bool {
	return m.is(m.start-1, roleBeforePart) && !m.is(end, roleGenitive)
}

func chainPartStands(m *matcher, end int) bool { return end-m.start > 1 }

// clauseEnds holds at the end of a clause: "two days before." and not "two
// days before the vote".
func clauseEnds(m *matcher, end int) bool {
	return m.at(end).kind != tWord && m.at(end).kind != tNumber
}

// nounEnds holds when no noun follows that the words could belong to.
func nounEnds(m *matcher, end int) bool {
	t := m.at(end)
	return t.kind != tNumber && t.bits&(1<<m.x.role[roleUnits]|1<<m.x.role[roleUnit]|1<<m.x.role[roleNumberWord]|1<<m.x.role[roleSome]) == 0
}

// fraction holds for "a quarter of them" and "a second group": no time at all.
func fraction(m *matcher, end int) bool {
	if !m.is(end-1, roleFraction) || end-1 == m.start && m.at(m.start-1).kind == tNumber {
		return false
	}
	next := m.at(end)
	return m.is(end, roleOfThing) || m.at(end-1).has(cOrdinal) && next.kind == tWord && next.lit == 0 && next.bits == 0
}

// pointStands refuses pre-dawn and its like.
func pointStands(m *matcher, end int) bool { return !m.at(m.start).glued }

// dayStands takes "the 11th" only in figures, after "on" and its like, and
// where no noun follows.
func dayStands(m *matcher, end int) bool {
	t := m.at(end - 1)
	if end-m.start > 2 { // Monday the 16th
		return t.kind == tNumber && t.has(cOrdinal) && !nameLike(m, end)
	}
	return t.kind == tNumber && t.has(cOrdinal) && m.is(m.start-1, roleBeforeDay) && (m.at(end).kind != tWord || m.at(end).lit != 0)
}

// afterBetween holds for "between 4 and 7 March".
func afterBetween(m *matcher, end int) bool { return m.is(m.start-1, roleBetween) }

// periodEnds holds for "the year ended in June".
func periodEnds(m *matcher, end int) bool { return m.is(end, roleEnding) }

// nounReach is how many words after its number a counted noun can stand.
const nounReach = 2

// isRate holds for what is counted per unit of time: 700 seats a week, $55 a
// night. It says how much and not when.
func isRate(m *matcher, end int) bool {
	if end-m.start != 2 || m.at(m.start).kind != tWord || !m.is(end-1, roleUnit) || m.at(m.start).bits != 0 {
		return false
	}
	k := m.start - 1
	for n := 0; n < nounReach && m.at(k).kind == tWord && m.at(k).bits == 0 && m.at(k).lit == 0; n++ {
		if n == 0 && !lowerPlural(m, k) {
			return false
		}
		k--
	}
	return m.at(k).kind == tNumber && !m.at(k).has(cYear) && !m.at(k).has(cISO) || m.is(k, roleNumberFactor) || k < m.start-1 && m.is(k, roleNumberWord)
}

// notAge refuses lengths of life and rates.
func notAge(m *matcher, end int) bool {
	if isRate(m, end) {
		return false
	}
	i := end
	if m.word(i) == "-" {
		i++
	}
	if m.is(i, roleAged) || m.is(end, roleGenitive) && m.is(end+1, roleAged) || m.is(m.start-1, roleAged) || fraction(m, end) {
		return false
	}
	if i > end && m.at(end).glued && m.at(i).glued && m.at(i).kind == tWord {
		return false // a year-earlier loss, a week-long strike, a quarter-mile
	}
	t := m.at(end - 1) // 60 Minutes, the Six-Day War: names
	return !t.capital || allCapitals(m.word(end-1)) || m.at(m.start).kind != tNumber && !nameLike(m, end)
}

func bareUnitStands(m *matcher, end int) bool {
	return m.is(m.start-1, roleBeforeSpan) && notAge(m, end)
}

func startsClause(m *matcher, end int) bool {
	return m.start == 0 || m.at(m.start-1).kind != tWord
}

func followedByNoun(m *matcher, end int) bool { return m.at(end).kind == tWord }

// bareClockStands takes 7:15 without any other word of time only where a time
// is what one expects: verses, ratios and results of races look the same.
func bareClockStands(m *matcher, end int) bool {
	t := m.at(m.start - 1)
	if m.at(end).glued && m.at(end).kind == tStop && m.at(end+1).glued && m.at(end+1).kind == tNumber {
		return false
	}
	return m.is(m.start-1, roleBeforeClock) || t.kind != tWord || t.bits != 0
}

func clockStands(m *matcher, end int) bool { return m.is(m.start-1, roleBeforeClock) }

// whole reports whether the match is a thing of its own: not a part of an
// address, of a file name, of a number.
func (f *finder) whole(i, end int) bool {
	from, to := int(f.m.toks[i].start), int(f.m.toks[end-1].end)
	text := f.text
	if to < len(text) && (wordByte(text[to]) || text[to] == '%') {
		return false
	}
	a := from
	for a > 0 && from-a < 200 && !chunkEnd(text[a-1]) {
		a--
	}
	b := to
	for b < len(text) && b-to < 200 && !chunkEnd(text[b]) {
		b++
	}
	return !address(text[a:b])
}

func chunkEnd(b byte) bool {
	switch b {
	case ' ', '\n', '\t', '\r', '"', '<', '>', '(', ')', '[', ']', ',', ';':
		return true
	}
	return false
}

var fileEndings = []string{".html", ".htm", ".pdf", ".jpg", ".jpeg", ".png", ".gif", ".txt", ".doc", ".docx", ".csv", ".md", ".php", ".aspx", ".xml", ".json", ".mp3", ".mp4", ".com", ".org", ".net", ".zip"}

// address reports whether s, which has no white space, is an address, a file
// name or a handle.
func address(s string) bool {
	if len(s) < 6 {
		return false
	}
	s = strings.TrimRight(s, ".:!?'")
	dot := false
	slashes := 0
	for i := range len(s) {
		switch s[i] {
		case '@', '_', '#', '=', '\\':
			return true
		case '/':
			slashes++
		case '.':
			dot = true
		}
	}
	if slashes > 2 || slashes > 1 && strings.Contains(s, "://") || dot && strings.HasPrefix(s, "www.") {
		return true
	}
	if dot {
		low := strings.ToLower(s)
		for _, e := range fileEndings {
			if strings.HasSuffix(low, e) || strings.Contains(low, e+"/") {
				return true
			}
		}
	}
	return false
}
