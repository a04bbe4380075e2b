package event

import (
	"strings"
	"testing"
)

// mill is the story of Ana Duarte, who is in all of its articles; the blast at
// the mill of Orsa is dated by two of them.
func mill(sentence string) story {
	return story{
		{"Morning Post", "2001-05-04", `
			Governor Ana Duarte was visiting the coast on [2 May=2001-05-02].
			A bomb killed nine millers in the grain mill of Orsa on [3 May 2001=2001-05-03], Ana Duarte said.
			The council elected Ana Duarte governor of the coast in [1996=1996].`},
		{"Coast Radio", "2001-05-05", `
			Nine millers were killed by a bomb in the grain mill of Orsa on [Thursday=2001-05-03].
			Governor Ana Duarte spoke on the coast.`},
		{"Weekly Review", "2001-06-01", `
			Governor Ana Duarte has planted oranges since she was young.
			Ana Duarte married the painter Karl Lind in [1990=1990].
			` + sentence},
		{"Island News", "2001-06-02", `
			Governor Ana Duarte reads in the evening.
			Ana Duarte has two sons and a boat.`},
	}
}

// An undated sentence joins an event only when it names the same kind of
// happening and something else of it.
func TestUndatedSentences(t *testing.T) {
	for sentence, want := range map[string]bool{
		"A bomb killed the millers of Orsa.":                         true, // kind, place, words
		"Nine millers were killed.":                                  true, // kind, number
		"Ana Duarte wept for the nine millers killed in the mill.":   true,
		"Ana Duarte killed a wasp.":                                  false, // kind and the story's main person
		"Her brother was killed by a fever.":                         false, // kind alone
		"Ana Duarte demanded a bigger mill for the coast.":           false, // words of the place alone
		"The painters of Orsa demanded higher wages from the mill.":  false, // another kind there
		"Ana Duarte told the council of the coast about the oranges": false, // saying is no kind
	} {
		c := mill(sentence).collect(t)
		got := false
		for _, e := range Cluster(c) {
			for _, p := range e.Passages {
				if e.When.String() == "2001-05-03" && strings.HasPrefix(p.Span.Of(c.Articles[p.Article].Text), sentence[:10]) && p.Article == 2 {
					got = true
					if p.Says != "" || p.Why == "" {
						t.Errorf("%q: says %q, why %q", sentence, p.Says, p.Why)
					}
				}
			}
		}
		if got != want {
			t.Errorf("%q: joined %v", sentence, got)
		}
	}
}

// "The bombing" is the one that the article has told of; elsewhere it may be
// any.
func TestPointingBack(t *testing.T) {
	count := func(s story) int {
		for _, e := range Cluster(s.collect(t)) {
			if e.When.String() == "2001-05-03" {
				return len(e.Passages)
			}
		}
		return 0
	}
	here := story{{"Morning Post", "2001-05-09", "Governor Ana Duarte was tired.\nA bombing shook the grain mill of Orsa on [3 May=2001-05-03].\nMany praised Ana Duarte after the bombing.\n"}}
	if n := count(here); n != 2 {
		t.Errorf("%d passages, want both", n)
	}
	// However much else the sentence says, and over what points back before it.
	chain := story{{"Morning Post", "2001-05-09", "Governor Ana Duarte was tired.\nA bombing shook the grain mill of Orsa on [3 May=2001-05-03].\nMany praised Ana Duarte after the bombing.\n" +
		strings.Repeat("The harbour of Tamra has oranges.\n", 11) + "Fishermen, dyers, weavers, tanners, coopers, smiths, masons, carters, bakers, and brewers mourned the bombing."}}
	if n := count(chain); n != 3 {
		t.Errorf("%d passages, want all three", n)
	}
	// The last one that the article told of is meant, though it gives no day.
	two := story{{"Morning Post", "2001-05-09", "Governor Ana Duarte was tired.\nA bombing shook the grain mill of Orsa on [3 May=2001-05-03].\nAnother district once knew a bombing by smugglers from Tamra.\nMany praised Ana Duarte after the bombing.\n"}}
	if n := count(two); n != 1 {
		t.Errorf("%d passages, want the dated one alone", n)
	}
	// A noun that names no kind of happening means the last grave one told of.
	incident := story{{"Morning Post", "2001-05-09", "Governor Ana Duarte was tired.\nA bombing shook the grain mill of Orsa on [3 May=2001-05-03].\nThe council met envoys in Tamra on [8 May=2001-05-08].\nFishermen mourned over the incident.\nWeavers recall an incident."}}
	if n := count(incident); n != 2 {
		t.Errorf("%d passages, want the bombing and the incident", n)
	}
	elsewhere := append(story{{"Coast Radio", "2001-08-05", "Governor Ana Duarte was tired.\nMany praised Ana Duarte after the bombing."}}, story{{here[0].outlet, here[0].published, strings.Replace(here[0].text, "after the bombing", "for it", 1)}}...)
	if n := count(elsewhere); n != 1 {
		t.Errorf("%d passages, want the dated one alone", n)
	}
}

// Who refers to a year means what happened in it only when it is named.
func TestReferringToAYear(t *testing.T) {
	for sentence, want := range map[string]int{"Nothing has been the same for weavers since [1996=1996].": 1, "The bombing of the grain mill of Orsa was unlike any since that of [1996=1996].": 2} {
		n := 0
		for _, e := range Cluster(story{{"Morning Post", "2001-05-09", "Governor Ana Duarte was tired.\nA bombing shook the grain mill of Orsa in [1996=1996].\n" + sentence}}.collect(t)) {
			if e.When.String() == "1996" {
				n = len(e.Passages)
			}
		}
		if n != want {
			t.Errorf("%q: %d passages, want %d", sentence, n, want)
		}
	}
}

// Who died in June died on the day of June that others give.
func TestMonthJoinsItsDay(t *testing.T) {
	es := Cluster(story{
		{"Morning Post", "2001-06-26", "The singer Ana Duarte died at her house in Orsa on [25 June=2001-06-25].\nThe mill of Tamra burned on [11 June=2001-06-11]."},
		{"Coast Radio", "2001-06-27", "Ana Duarte, the singer, died on [Monday=2001-06-25] at her house in Orsa."},
		{"Weekly Review", "2002-01-10", "A court heard how the singer Ana Duarte died in [June 2001=2001-06]."},
	}.collect(t))
	for _, e := range es {
		if e.When.String() == "2001-06" {
			t.Errorf("an event of its own: %s", e.Title)
		}
		if e.When.String() == "2001-06-25" && len(e.Passages) != 3 {
			t.Errorf("%d passages on the day, want 3", len(e.Passages))
		}
	}
}

func TestFlawedTitles(t *testing.T) {
	for src, want := range map[string]string{
		"In [June 2001=2001-06] Duarte, by then living in the mill that a friend, a rich miller, owns, had a thief arrested.":           "Duarte had a thief arrested",
		"They mourned Karl Lind, the painter whom the rebels killed in Orsa in [May 2001=2001-05].":                                     "Karl Lind whom the rebels killed in Orsa",
		"On [3 May=2001-05-03] farmers formed a new party in Orsa as the embattled Governor Ana Duarte tried to throw out the council.": "Farmers formed new party in Orsa",
	} {
		es := Cluster(story{{"", "2001-07-04?", src}}.collect(t))
		if len(es) == 0 || es[0].Title != want {
			t.Errorf("%q: %+v, want %q", src, es, want)
		}
	}
}

// Of two sentences that tell the same, the title is of the one that reads as a
// headline.
func TestTitlePreferred(t *testing.T) {
	for _, tc := range []struct{ worse, better, want string }{
		{"The raid on [3 May=2001-05-03] that struck the harbour of Tamra was an omen of the fire.", "Raiders struck the harbour of Tamra on [3 May=2001-05-03].", "Raiders struck the harbour of Tamra"},
		{"CONTACT PRINTER Raiders struck the harbour of Tamra Raiders at the harbour on [3 May=2001-05-03].", "Raiders struck the harbour of Tamra on [3 May=2001-05-03].", "Raiders struck the harbour of Tamra"},
		{"The governor condemned on [3 May=2001-05-03] that the raiders struck the harbour of Tamra.", "Raiders struck the harbour of Tamra on [3 May=2001-05-03].", "Raiders struck the harbour of Tamra"},
		{"In the wake of the attack on the harbour of Tamra on [3 May=2001-05-03].", "", "Attack on the harbour of Tamra"},
	} {
		es := Cluster(story{{"Post", "2001-05-04", tc.worse}, {"News", "2001-05-04", tc.better}}.collect(t))
		if len(es) == 0 || es[0].Title != tc.want {
			var got []string
			for _, e := range es {
				got = append(got, e.Title)
			}
			t.Errorf("%q and %q: %q, want %q", tc.worse, tc.better, got, tc.want)
		}
	}
}

// An undated event is shown when two articles tell the same happening and have
// another word in common, not when they merely share words.
func TestUndatedEventsShareAHappening(t *testing.T) {
	for second, want := range map[string]int{
		"The fishermen burned the wooden customs house and its ledgers.":      1,
		"The ledgers of the wooden customs house precisely listed fishermen.": 0,
	} {
		s := story{
			{"Morning Post", "2001-05-04", "\nOranges are sold on the coast.\nAna Duarte has two sons.\nKarl Lind paints boats.\nThe sea is calm in summer.\nThe customs house with its ledgers was burned by wooden fishermen."},
			{"Coast Radio", "2001-06-05", "\nThe weather is mild.\nLemons are sold in town.\nThe council reads in the evening.\nHorses graze on the hill.\n" + second},
		}
		got := 0
		for _, e := range Cluster(s.collect(t)) {
			if e.When.IsZero() {
				got++
			}
		}
		if got != want {
			t.Errorf("%q: %d undated events, want %d", second, got, want)
		}
	}
}

// A report that gives no date means the last days, unless its words are those of
// something older.
func TestTooOld(t *testing.T) {
	c := story{
		{"Morning Post", "2001-02-01", "A bomb killed nine millers in the grain mill of Orsa on [31 January=2001-01-31]."},
		{"Coast Radio", "2001-05-04", "Divers searched the silo of Tamra for the missing sailors on [3 May=2001-05-03]."},
		{"Island News", "2001-05-04", "The weather was mild.\nA bomb left missing sailors near the silo of Tamra.\nThe bomb in the grain mill of Orsa killed millers."},
	}.collect(t)
	j := joiner{features: newFeatures(c)}
	var of [3][]*item
	for i := range j.items {
		it := &j.items[i]
		of[it.article] = append(of[it.article], it)
	}
	last := of[2][len(of[2])-2:]
	old, fresh := newCluster(of[0][0], of[0][0].m.When), newCluster(of[1][0], of[1][0].m.When)
	for _, test := range []struct {
		name string
		best *cluster
		all  []*cluster
		it   *item
		want bool
	}{
		{"older and less alike", old, []*cluster{old, fresh}, last[0], true},
		{"older, nothing else happened", old, []*cluster{old}, last[0], false},
		{"of the last days", fresh, []*cluster{old, fresh}, last[1], false},
		{"older and most alike", old, []*cluster{old, fresh}, last[1], false},
	} {
		if got := j.tooOld(test.best, test.all, test.it); got != test.want {
			t.Errorf("%s: %v", test.name, got)
		}
	}
}
