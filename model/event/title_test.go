package event

import (
	"slices"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// Titles of sentences that pages print with their headings, stamps and asides
// run in, and of clauses that lack their subject or their end.
func TestTitleOfOneSentence(t *testing.T) {
	for _, tc := range []struct{ sentence, want string }{
		{"Flood closes harbour bridge The port of Orsa was evacuated in [June 2001=2001-06].", "Port of Orsa was evacuated"},
		{"10.40 BST Rebels seized the port of Orsa in [June 2001=2001-06].", "Rebels seized the port of Orsa"},
		{"(Update 1:03 p.m. in Orsa) Rebels seized the harbour in [June 2001=2001-06].", "Rebels seized the harbour"},
		{"Rebels killed 30 people -- 12 in Orsa -- in [June 2001=2001-06].", "Rebels killed 30 people"},
		{"At least nine people died in Orsa in [June 2001=2001-06].", "At least nine people died in Orsa"},
		{"A shelter was set up in [June 2001=2001-06].", "Shelter was set up"},
		{"Ana Ruiz, a miller who fled Orsa in [June 2001=2001-06], came back.", "Ana Ruiz fled Orsa"},
		{"Rebels, sure that the mayor was near the harbour, burned the port of Orsa in [June 2001=2001-06].", "Rebels burned the port of Orsa"},
		{"It was there that Karl Lind, the head of the guild, fled Orsa in [June 2001=2001-06].", "Karl Lind fled Orsa"},
		{"In [June 2001=2001-06] rebels hid and killed Karl Lind, in the east of Orsa; hidden in a boat, he fled.", "Rebels hid and killed Karl Lind"},
		{"Karl Lind, in Orsa, was arrested in [June 2001=2001-06].", "Karl Lind was arrested"},
		{"The Governor Ana Duarte said that she resigned in [June 2001=2001-06].", "Ana Duarte resigned"},
		{"Police turned hoses on the protesters in [June 2001=2001-06] to break up the march.", "Police turned hoses on protesters to break up march"},
		{"The situation has been in a standoff since the attack of [June 2001=2001-06], as long as Ruiz stays.", "Situation has been in a standoff"},
		{"Rebels had been attacked near Orsa in [June 2001=2001-06].", "Rebels had been attacked near Orsa"},
		{"Karl Lind has been arrested by the guards in [June 2001=2001-06].", "Karl Lind arrested by the guards"},
		{"Boats with the new kind of green sail have been found in all of the ports of the north in [June 2001=2001-06].", "Boats with new kind of green sail were found"},
		{"Mill executive Karl Lind has been released in Orsa in [June 2001=2001-06].", "Mill executive Karl Lind has been released in Orsa"},
		{"Karl Lind/AFP Nine boats were found in [June 2001=2001-06].", "Nine boats were found"},
		{"Karl Lind is thought to have fled from Orsa in [June 2001=2001-06].", "Karl Lind is thought to have fled from Orsa"},
		{"In [June 2001=2001-06] rebels, quickly taking to boats of the harbour, burned the port of Orsa.", "Rebels burned the port of Orsa"},
		{"Rain closed mills of all kinds, and boats drawn from the green harbour of Orsa were burned by rebels in [June 2001=2001-06].", "Boats drawn from green harbour of Orsa were burned"},
		{"The Governor Ana Duarte has many friends: she was the guild's chief guard in [June 2001=2001-06].", "Ana Duarte was the guild's chief guard"},
		{"A school in Orsa, Duarte, was burned by rebels in [June 2001=2001-06].", "School in Orsa was burned by rebels"},
		{"Prosecutors say that Karl Lind burned the harbour of Orsa in [June 2001=2001-06].", "Prosecutors say Karl Lind burned the harbour of Orsa"},
		{"In [June 2001=2001-06] rebels seized the harbour and shouted “The town of the millers belongs to us”.", "Rebels seized the harbour"},
		{"Ana Ruiz, who led the guild of the millers, burned the harbour of Orsa in [June 2001=2001-06].", "Ana Ruiz burned the harbour of Orsa"},
		{"In [June 2001=2001-06] nine armed rebels from the old villages of the northern valley seized the mill of Orsa.", "Nine armed rebels seized the mill of Orsa"},
		{"Mayors Karl Lind and Ana Ruiz at the harbour summit, [June 2001=2001-06].", "Mayors Karl Lind and Ana Ruiz at the harbour summit"},
	} {
		es := Cluster(story{{"", "2001-07-04", tc.sentence}}.collect(t))
		if !slices.ContainsFunc(es, titled(tc.want)) {
			t.Errorf("%q: %q, want %q", tc.sentence, titles(es), tc.want)
		}
	}
}

// titleOf turns words into those of a title in the making; a capital makes a
// name of any but the first.
func titleOf(s string) []titleWord {
	b := titleBuilder{text: s}
	tokens := tokensOf(s)
	for i := range tokens {
		b.add(tokens, i)
	}
	return b.out
}

func TestCutOff(t *testing.T) {
	for _, tc := range []struct {
		whole string
		cut   int // the words that the title has
		noun  bool
		bad   bool
	}{
		{"The guild gave approval to the plan", 4, false, true},
		{"The harbour moved closer to closing", 4, false, true},
		{"Karl Lind put the blame on the millers", 5, false, true},
		{"Karl Lind put the boat on the beach", 5, false, false},
		{"The guild counted a total of nine green boats", 8, false, true},
		{"The guild counted nine boats after the storm", 5, false, false},
		{"The attack on the harbour showed the danger", 5, true, false},
		{"The guild found boats carrying gold", 4, false, true},
		{"The guild burned boats", 4, false, false},
	} {
		ws := titleOf(tc.whole)
		if got := cutOff(ws, ws[:tc.cut], tc.noun); (got > .15) != tc.bad {
			t.Errorf("%q after %d words: %v", tc.whole, tc.cut, got)
		}
	}
}

// A party's claims and somebody's judgement are not told as what happened.
func TestUnattributed(t *testing.T) {
	for _, tc := range []struct {
		sentence, title string
		bad             bool
	}{
		{"Prosecutors say Karl Lind burned the boat", "Karl Lind burned the boat", true},
		{"Prosecutors say Karl Lind burned the boat", "Prosecutors say Karl Lind burned the boat", false},
		{"Police said Karl Lind burned the boat", "Karl Lind burned the boat", false},
		{"The Attorney General said Karl Lind burned the boat", "Karl Lind burned the boat", false},
		{"Ana Ruiz said the harbour is dangerous", "harbour is dangerous", true},
		{"Ana Ruiz said the harbour is closing", "harbour is closing", false},
		{"The guild dropped its claim that rebels burned the boat", "rebels burned the boat", true},
		{"Ana Ruiz left and the harbour is dangerous", "harbour is dangerous", false},
	} {
		ws := titleOf(tc.sentence)
		n := len(titleOf(tc.title))
		if got := unattributed(ws, ws[len(ws)-n:]); (got > 0) != tc.bad {
			t.Errorf("%q of %q: %v", tc.title, tc.sentence, got)
		}
	}
}

func TestForm(t *testing.T) {
	for _, tc := range []struct {
		title           string
		runOn, disagree bool
	}{
		{"Flood closes the harbour ships are waiting", true, false},
		{"Police said the boat sank", false, false},
		{"Boats seized in the harbour were burned", false, false},
		{"Ana Duarte had a thief arrested", false, false},
		{"The rebels fled and the town was saved", false, false},
		{"Which police warned has spread", true, false},
		{"Harbour virus are to be sent", false, true},
		{"The farmers believes the well is dry", false, true},
		{"One of the farmers was arrested", false, false},
		{"Farmers of the valley were arrested", false, false},
		{"The boat and the crew were lost", false, false},
		{"Ana Duarte were arrested", false, true},
		{"Governor of the islands is ill", false, false},
		{"Two-thirds of the harvest was lost", false, false},
	} {
		ws := titleOf(tc.title)
		if got := runOn(ws); got != tc.runOn {
			t.Errorf("%q: run on %v", tc.title, got)
		}
		if got := disagrees(ws); got != tc.disagree {
			t.Errorf("%q: disagrees %v", tc.title, got)
		}
	}
}

func titled(want string) func(model.Event) bool {
	return func(e model.Event) bool { return e.Title == want }
}

func titles(es []model.Event) (out []string) {
	for _, e := range es {
		out = append(out, e.Title)
	}
	return out
}

func tokensOf(s string) []word.Token { return word.Tokens(s, model.Span{End: len(s)}) }
