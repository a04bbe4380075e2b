package timex

import "fmt"

// role is a class of words that the code itself asks for, by its name in the
// language file.
type role uint8

const (
	roleAged role = iota
	roleBeforeClock
	roleBeforeMonth
	roleBeforePart
	roleBeforeSeason
	roleBeforeSpan
	roleBeforeYear
	roleCounted
	roleEnding
	roleFraction
	roleGivenName
	roleNumbered
	roleOfThing
	roleShaky
	roleTitle
	roleWhose
	roleBe
	roleClause
	roleDeadline
	roleFuture
	roleNth
	roleNumberFactor
	roleNumberWord
	rolePast
	rolePastVerb
	rolePlural
	rolePushed
	roleReporting
	roleSaid
	roleSome
	roleUnit
	roleUnits
	roleBetween
	roleBeforeDay
	roleConnective
	roleFiscal
	roleJoining
	roleArticle
	roleGenitive
	roleThan
	rolePlanned
	roleFunction
	roleThrough
	roleAnniversary
	roleCountedFrom
	roleGeneric
	roleHalfDay
	roleOClock
	roleStreet
	roleMonthName
	numRoles
)

var roleNames = [numRoles]string{
	roleAged:         "aged",
	roleBeforeClock:  "beforeclock",
	roleBeforeMonth:  "beforemonth",
	roleBeforePart:   "beforepart",
	roleBeforeSeason: "beforeseason",
	roleBeforeSpan:   "beforespan",
	roleBeforeYear:   "beforeyear",
	roleCounted:      "counted",
	roleEnding:       "ending",
	roleFraction:     "fraction",
	roleGivenName:    "givenname",
	roleNumbered:     "numbered",
	roleOfThing:      "ofthing",
	roleShaky:        "shaky",
	roleTitle:        "title",
	roleWhose:        "whose",
	roleBe:           "be",
	roleClause:       "clause",
	roleDeadline:     "deadline",
	roleFuture:       "future",
	roleNth:          "nth",
	roleNumberFactor: "nummul",
	roleNumberWord:   "numword",
	rolePast:         "past",
	rolePastVerb:     "pastverb",
	rolePlural:       "plural",
	rolePushed:       "pushed",
	roleReporting:    "reporting",
	roleSaid:         "said",
	roleSome:         "some",
	roleUnit:         "unit",
	roleUnits:        "units",
	roleBetween:      "between",
	roleBeforeDay:    "beforeday",
	roleConnective:   "connective",
	roleFiscal:       "fiscal",
	roleJoining:      "joining",
	roleArticle:      "article",
	roleGenitive:     "genitive",
	roleThan:         "than",
	rolePlanned:      "planned",
	roleFunction:     "function",
	roleCountedFrom:  "countedfrom",
	roleGeneric:      "generic",
	roleAnniversary:  "anniversary",
	roleThrough:      "through",
	roleHalfDay:      "ampm",
	roleOClock:       "oclock",
	roleStreet:       "street",
	roleMonthName:    "month",
}

// sign is a mark that the code itself asks for.
type sign uint8

const (
	signPossessive sign = iota
	signApostrophe
	signComma
	signHyphen
	signDash
	signSlash
	signOpen
	signClose
	numSigns
)

var signWords = [numSigns]string{
	signPossessive: "'s",
	signApostrophe: "'",
	signComma:      ",",
	signHyphen:     "-",
	signDash:       "–",
	signSlash:      "/",
	signOpen:       "(",
	signClose:      ")",
}

// nobody is a class without words.
const nobody class = 127

// castRoles finds the classes and words that the code asks for.
func (x *lexicon) castRoles() error {
	for r, name := range roleNames {
		c, ok := x.classes[name]
		switch {
		case !ok && role(r) == roleNumberWord:
			return fmt.Errorf("no class %q", name)
		case !ok:
			c = nobody // a language may do without
		}
		x.role[r] = c
	}
	for s, w := range signWords {
		x.sign[s] = x.litFor(w)
	}
	return nil
}
