package segment

import (
	"strings"
	"sync"

	"github.com/kreader/kreader/model/lang"
)

// kind says when an abbreviation stands inside a sentence.
type kind uint8

const (
	unknown      kind = iota
	always            // a title: what it belongs to follows
	inName            // may also end a sentence, and does before a word that opens one
	beforeNumber      // is one only before a number; otherwise a word
)

// rules is what a language needs to take boundaries back.
type rules struct {
	abbreviations map[string]kind // lower case, without the last stop
	openers       map[string]bool // words that open sentences, as printed there
	saying        map[string]bool // verbs that report speech
	afterShout    map[string]bool // words that follow a name ending in "!"
}

// english are the rules for English, and for every language without its own:
// most of them are titles and initials that newsrooms share.
var english = sync.OnceValue(func() *rules {
	r := &rules{abbreviations: map[string]kind{}}
	for k, list := range map[kind]string{
		always: `mr mrs ms messrs mme mlle dr prof gen lt lt.-gen maj.-gen brig.-gen col maj sgt cpl pvt capt cmdr adm brig sen rep reps sens gov lt.-gov
			pres rev hon msgr fr supt insp det amb atty ste mt ft vs e.g i.e cf viz approx ca`,
		inName: `u.s u.k u.n u.a.e u.s.a u.s.s.r e.u d.c l.a n.y a.m p.m inc ltd co corp bros plc llc etc jr sr st ave blvd rd ph.d m.d b.a m.a
			al esq assn dept univ ind est`,
		beforeNumber: `no nos vol fig figs p pp art sec ch jan feb mar apr jun jul aug sep sept oct nov dec c b d r para eq tel ext
			mon tue tues wed thu thur thurs fri sat`,
	} {
		for w := range strings.FieldsSeq(list) {
			r.abbreviations[w] = k
		}
	}
	r.openers = words(`He She It They We You I The This That These Those A An In On At By For From With To Of As If When While After Before Since Until Once
		But And Or So Yet Nor Then Later Now Still Also Meanwhile However Instead His Her Its Their Our My Your There Here What Who Whom Which
		Why How Where Some Many Most All Both Each Every No Not One Two Three Another Other Others Among Between During Under Over According
		Although Though Because Despite Earlier Last Next Today Yesterday Tomorrow Asked Speaking`)
	r.saying = words(`said says say asked asks told tells added adds replied replies answered wrote writes tweeted shouted cried yelled exclaimed
		warned insisted continued declared demanded joked wondered explained announced argued recalled posted quipped remarked`)
	r.afterShout = words(`Inc Corp Ltd Co News Finance Sports Mail Japan`)
	return r
})

func words(s string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(s) {
		m[w] = true
	}
	return m
}

// rulesFor returns the rules of a language.
func rulesFor(*lang.Language) *rules { return english() }
