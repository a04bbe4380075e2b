package event

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/word"
)

// who is whom a sentence means by its pronouns.
type who struct {
	person  string // whom it is about, as fully as the article gives the name; "" when nobody knows
	unnamed string // who is meant and not named in its clause, "" when that is not clear
	pronoun bool   // it has "he" or "she"
	others  bool   // somebody else is named before that
	follows bool   // the person is named right after the first mark: "Born in Orsa, Ana Duarte"
}

// means returns whom the sentence of a mention means, of which ws are the words.
func means(m *model.Mention, text string, ws []titleWord) who {
	w := who{person: m.Evidence.Person, pronoun: hasPerson(ws), unnamed: unnamed(m, text)}
	if w.person == "" && w.pronoun {
		w.person = m.Evidence.Speaker // "Ana Ruiz said that she would go"
	}
	if i := slices.IndexFunc(ws, func(w titleWord) bool { return w.stop }); i >= 0 {
		w.follows = ws[i].name && strings.Contains(w.person, ws[i].text)
	}
	i := slices.IndexFunc(ws, func(w titleWord) bool { return w.lower == "he" || w.lower == "she" })
	for k := 1; k < i; k++ {
		if ws[k].name && !ws[k-1].name && !prepositions.has(ws[k-1].lower) && !strings.Contains(w.person, ws[k].text) {
			w.others = true
		}
	}
	return w
}

// withPerson returns the words of a title in the making with the person named
// whom it calls "he": where the verb at t has no other subject, whose a thing is,
// and to whom it was done. nominal says that a noun is at t; flaw is how doubtful
// it is that it was this person, or that the title then reads well.
func withPerson(core []titleWord, t int, nominal bool, w who) (_ []titleWord, at int, flaw float32) {
	if w.person != "" {
		switch {
		case t > 0 && possessive(core[0]) && !has(core, lastWord(w.person)):
			core[0] = titleWord{text: w.person + "'s", name: true}
		case t > 0 && !nominal && (core[0].lower == "he" || core[0].lower == "she"):
			core[0] = titleWord{text: w.person, name: true}
			if w.others {
				flaw = .4 // "Lind said that when Ruiz fled, he burned the boat": who did?
			}
		case !hasNoun(core[:t]) && !nominal:
			core, t, flaw = withSubject(core, t, w)
		}
	}
	for i := range core {
		name := lastWord(cmp.Or(w.unnamed, w.person))
		if name == "" || !pronounAt(core, i) || has(core, name) {
			continue
		}
		owns := possessive(core[i])
		if owns && !namesOne(core[:i]) && !tells(core[:i]) || w.unnamed != "" && (!owns || plural(core[:i])) {
			// After "the singer lost" it would be the singer's.
			core[i] = titleWord{text: name, span: core[i].span, name: true}
			if owns {
				core[i].text += "'s"
			}
		}
	}
	return core, t, flaw
}

// pronounAt reports whether the word at i stands for a man or a woman and is no
// subject: "his house", "arrested him".
func pronounAt(ws []titleWord, i int) bool {
	switch ws[i].lower {
	case "him":
		return true
	case "his", "her":
		return i+1 < len(ws) && !ws[i+1].stop && ws[i+1].lower != "own" && !ws[i+1].function()
	}
	return false
}

// plural reports whether words begin with a subject that is more than one, which
// "his" cannot mean: "drones were sent against his house".
func plural(ws []titleWord) bool {
	for i := range ws {
		if i > 0 && (finite(ws, i) || prepositions.has(ws[i].lower)) {
			return looksPlural(ws[i-1].lower) && !ws[i-1].name
		}
	}
	return false
}

// lastWord returns the last word of a name, "" when it has none.
func lastWord(name string) string {
	w := strings.Fields(name)
	if len(w) == 0 {
		return ""
	}
	return w[len(w)-1]
}

// has reports whether a name is among words.
func has(ws []titleWord, name string) bool {
	return slices.ContainsFunc(ws, func(w titleWord) bool { return strings.Contains(w.text, name) })
}

// unnamed returns the one person or thing that a mention is about and that its clause
// does not name before its first pronoun: whom that means. It is "" when there is none or several.
func unnamed(m *model.Mention, text string) (found string) {
	s := m.Clause.Of(text)
	before := s
	for _, t := range word.Tokens(text, m.Clause) {
		if t.Lower == "he" || t.Lower == "she" || t.Lower == "him" || possessive(titleWord{lower: t.Lower}) {
			before = s[:t.Start-m.Clause.Start] // "the attacks on his boat showed that Duarte"
			break
		}
	}
	for _, n := range m.Evidence.Names {
		if !strings.Contains(before, lastWord(n)) {
			if found != "" {
				return ""
			}
			found = n
		}
	}
	return found
}

// withSubject puts the person before a verb that has no subject.
func withSubject(core []titleWord, t int, w who) (_ []titleWord, at int, flaw float32) {
	for t > 0 && (core[0].pronoun() || core[0].opens()) {
		if things.has(core[0].lower) {
			return core, t, 0
		}
		core, t = core[1:], t-1
	}
	if !w.pronoun && (t > 0 || core[0].stop || core[0].prev == "" && !w.follows) {
		flaw = .3 // nothing says that it was this person
	}
	if w.pronoun && w.others {
		flaw = .4
	}
	if t == 0 {
		core[0].text = strings.ToLower(core[0].text)
	}
	core = append([]titleWord{{text: w.person, name: true}}, core...)
	t++
	if v := core[1].lower; t > 1 && !auxiliary(v) && !mention.PastForm(v) {
		flaw += .6 // "Ana Ruiz only to return": what she did is not there
	}
	return core, t, flaw
}

// things are pronouns that do not stand for one person.
var things = set(`it they we you i this these those its their them`)

func possessive(w titleWord) bool { return w.lower == "his" || w.lower == "her" }

// namesOne reports whether there is a name among words, whom "his" may mean.
func namesOne(ws []titleWord) bool {
	for _, w := range ws {
		if w.name {
			return true
		}
	}
	return false
}
