package event

import (
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/mention"
)

// withPerson returns the words of a title in the making with the person that
// the mention is about named: where the verb at t has no subject but "he", and
// whose a thing is. pronoun says that the clause has "he" or "she";
// flaw is how doubtful it is that it was this person, or that the title then
// reads well.
func withPerson(core []titleWord, t int, m *model.Mention, pronoun bool) (_ []titleWord, at int, flaw float32) {
	person := m.Evidence.Person
	if person == "" && pronoun {
		person = m.Evidence.Speaker // "Ana Ruiz said that she would go"
	}
	if person == "" {
		return core, t, 0
	}
	switch {
	case t > 0 && possessive(core[0]):
		core[0] = titleWord{text: person + "'s", name: true}
	case !hasNoun(core[:t]) && !m.Evidence.Nominal:
		core, t, flaw = withSubject(core, t, person, pronoun)
	}
	for i := range core {
		// After "the singer lost" it would be the singer's.
		if possessive(core[i]) && !namesOne(core[:i]) && !tells(core[:i]) {
			w := strings.Fields(person)
			core[i] = titleWord{text: w[len(w)-1] + "'s", span: core[i].span, name: true}
		}
	}
	return core, t, flaw
}

// withSubject puts the person before a verb that has no subject.
func withSubject(core []titleWord, t int, person string, pronoun bool) (_ []titleWord, at int, flaw float32) {
	for t > 0 && (core[0].pronoun() || core[0].opens()) {
		core, t = core[1:], t-1
	}
	if t > 0 && !pronoun {
		flaw = .3 // nothing says that it was this person
	}
	if t == 0 {
		core[0].text = strings.ToLower(core[0].text)
	}
	core = append([]titleWord{{text: person, name: true}}, core...)
	t++
	if w := core[1]; t > 1 && !auxiliary(w.lower) && !mention.PastForm(w.lower) {
		flaw += .6 // "Ana Ruiz only to return": what she did is not there
	}
	return core, t, flaw
}

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
