package event

import (
	"fmt"
	"strings"
	"testing"
)

// many is a story that nobody reads in full: articles about a flood, each of
// its own day, and what is given before them.
func many(first ...struct{ outlet, published, text string }) story {
	s := story(first)
	for i := range manyArticles {
		s = append(s, struct{ outlet, published, text string }{"Post", fmt.Sprintf("2002-03-%02d", 1+i%28),
			"The flood in the valley of Tamra destroyed houses and bridges.\nHelpers built a dam against the flood."})
	}
	return s
}

type source = struct{ outlet, published, text string }

// An event of a large collection opens with a passage that tells it, and the
// passages after that are all there, in reading order.
func TestLead(t *testing.T) {
	s := many(
		source{"Radio", "2001-05-03", "It is five o'clock on [3 May=2001-05-03] and we moved on to the flood."},
		source{"Post", "2001-05-04", "The dam above the valley of Tamra collapsed on [3 May=2001-05-03] and the flood destroyed houses."},
		source{"News", "2001-05-05", "The dam collapsed on [3 May=2001-05-03], and the flood destroyed houses in Tamra."},
		source{"Weekly", "2001-05-06", "On [3 May=2001-05-03] the dam of Tamra collapsed and the flood destroyed bridges."},
	)
	c := s.collect(t)
	f := newFeatures(c)
	j := &joiner{features: f, all: newIndex()}
	var items []*item
	for i := range f.items {
		if f.items[i].article < 4 {
			items = append(items, &f.items[i])
		}
	}
	cl := newCluster(items[0], items[0].m.When)
	for _, it := range items[1:] {
		cl.add(it)
	}
	led := j.lead(cl, items)
	if got := led[0].m.Sentence.Of(c.Articles[led[0].m.Article].Text); !strings.HasPrefix(got, "The dam above") {
		t.Errorf("led by %q", got)
	}
	if len(led) != len(items)-1 {
		t.Errorf("%d of %d passages are left", len(led), len(items))
	}
	for i := 1; i < len(led); i++ {
		if led[i-1].article > led[i].article {
			t.Errorf("passage %d is not in reading order", i)
		}
	}
	// Of three passages none is left out.
	if led := j.lead(cl, items[:3]); len(led) != 3 {
		t.Errorf("%d of 3 passages are left", len(led))
	}
}

// What is not about the story counts less for the day that it names.
func TestCentrality(t *testing.T) {
	c := many(source{"Radio", "2001-05-03", "A singer won the contest in the capital and thanked her mother."}).collect(t)
	central := newFeatures(c).centrality()
	if central[0] >= .5 || central[1] <= .9 {
		t.Errorf("an article about something else has %.2f, one about the story %.2f", central[0], central[1])
	}
	sum := 0.0
	for _, v := range central {
		sum += v
	}
	if mean := sum / float64(len(central)); mean < .99 || mean > 1.01 {
		t.Errorf("the mean is %.2f", mean)
	}
	few := harbour.collect(t)
	for a, v := range newFeatures(few).centrality() {
		if v != 1 {
			t.Errorf("article %d of a handful has %.2f", a, v)
		}
	}
}

// Of two events of a day told as often, the one of the story comes first.
func TestTopicFirst(t *testing.T) {
	es := Cluster(many(
		source{"Radio", "2001-05-04", "On [3 May=2001-05-03] a singer won the contest in the capital."},
		source{"Post", "2001-05-04", "On [3 May=2001-05-03] the flood destroyed houses in the valley of Tamra."},
	).collect(t))
	var flood, contest float64
	for _, e := range es {
		switch {
		case e.When.String() != "2001-05-03":
		case strings.Contains(strings.ToLower(e.Title), "flood"):
			flood = e.Importance
		default:
			contest = e.Importance
		}
	}
	if flood <= contest || contest == 0 {
		t.Errorf("flood %.2f, contest %.2f", flood, contest)
	}
}

// What reports of the last days only look back to comes after what they report,
// however many of them do. In a collection that is all about the past it does not.
func TestBackground(t *testing.T) {
	look := func(published, other string) (old, fresh float64) {
		var s story
		for i := range 12 {
			s = append(s, source{"Outlet " + string(rune('A'+i)), published, "The flood in the valley of Tamra destroyed houses on [" + other + "=" + other + "].\nA dam burst in the valley of Tamra on [" + other + "=" + other + "].\nA flood killed forty people in the valley of Tamra in [1931=1931]."})
		}
		for _, e := range Cluster(s.collect(t)) {
			switch e.When.String() {
			case "1931":
				old = max(old, e.Importance)
			case other:
				fresh = max(fresh, e.Importance)
			}
		}
		return old, fresh
	}
	reported, _ := look("2001-05-04", "2001-05-03")
	portrayed, _ := look("2001-05-04", "1935-02-03")
	if reported == 0 || reported >= portrayed {
		t.Errorf("the old flood has %.2f in reports of another, %.2f where all is of the past", reported, portrayed)
	}
}

// Whose a thing is is named, unless the title has a subject whose it can be.
func TestWhose(t *testing.T) {
	for src, want := range map[string]string{
		"attack on his house":          "Attack on Duarte's house",
		"singer caused his own death":  "Singer caused his own death",
		"his house burned":             "Ana Duarte's house burned",
		"boats were sent to his house": "Boats were sent to Duarte's house",
		"singer hid in his house":      "Singer hid in his house",
		"rebels arrested him":          "Rebels arrested Duarte",
	} {
		var ws []titleWord
		for w := range strings.FieldsSeq(src) {
			ws = append(ws, titleWord{text: w, lower: w})
		}
		ws, _, _ = withPerson(ws, len(ws)-1, false, who{person: "Ana Duarte", unnamed: "Ana Duarte", pronoun: true})
		if got := finish(ws); got != want {
			t.Errorf("%q: %q, want %q", src, got, want)
		}
	}
}
