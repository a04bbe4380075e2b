package event

import (
	"slices"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/timex"
)

// pairsOf are pairs like those of numbers, for the other kinds of difference. What
// stands after a slash is the rest of the sentence, which tells another event.
var pairsOf = map[string]string{
	"tenure": `She became head of the harbour service in 1990 / and was named minister in May 1998. | From 1990 to 2001 she was head of the harbour service.
From 1990 to 1998 he was governor of Orlim. | From 1990 to 1996 he was governor of Orlim.
He was mayor from 2003 to 2011. | He was mayor from 2004 to 2011.
From 2016-19, I was director of the survey. | She was chief of the survey from 2016 to 2021.
He was appointed ambassador in June 2006 / and became chancellor in 2009. | From 2006 to 2012 he was ambassador.
----
She became head of the harbour service in 1990. | From 1990 to 2001 she was head of the harbour service.
She became head of the harbour service in June 1990. | She became head of the harbour service in 1990.
She became head of the harbour service in 1990 / and was named minister in May 1998. | From 1990 to 1998 she was head of the harbour service.
From 1990 to 1998 he was governor of Orlim. | From 1990 to 1996 the old pier was closed.
From 1990 to 1998 he was governor of Orlim. | From 1990 to 1996 she was captain of the guard.
He was mayor from 2003 to 2011. | He became mayor in 2003.
She became head of the service in 1990 / and Ada Moss was named minister in 1998. | From 1990 to 2001 she was head of the service.
She became head of the service in 1990 / and opened a new quay in 1998. | From 1990 to 2001 she was head of the service.
She became head of the service in 1990 / and was named head of the port in 1998. | From 1990 to 2001 she was head of the service.
From 1990 to 1998 Ada Moss was governor of Orlim. | From 1990 to 1996 Piet Solm was governor of Orlim.
She was governor when the war that lasted from 1990 to 1998 was already over for most people here. | From 1990 to 1996 she was governor.
The former mayor was ill from 2003 to 2011. | He was mayor from 2003 to 2015.
`,
	"means": `An explosive drone struck the depot. | Bombs dropped by drones struck the depot.
It was hit by 3 explosive drones. | Drones dropped two bombs on it.
A car bomb destroyed the gate. | Rockets fired from a car destroyed the gate.
A boat packed with explosives hit the pier. | A boat fired a missile at the pier.
The raid was flown with kamikaze drones. | The drones launched small rockets.
----
An explosive drone struck the depot. | A drone struck the depot.
An explosive drone struck the depot. | Bombs struck the depot.
An explosive drone struck the depot. | Three armed drones struck the depot.
An explosive drone struck the depot. | Rockets fired from a truck struck the depot.
A car bomb destroyed the gate. | A truck packed with explosives destroyed the gate.
A car bomb destroyed the gate. | A car fired up its engine at the gate.
Bombs dropped by drones struck the depot. | Drones dropped leaflets over the depot.
Explosive drones and bombs dropped by planes struck the depot. | Bombs dropped by planes struck the depot.
`,
	"place": `The quake flattened the old mill in the village of Orlim. | The quake flattened the old mill in the village of Sarne.
A ferry sank near the island of Mardo. | A ferry sank near the island of Lusk.
The blaze broke out in Orlim district at a paint store. | The blaze broke out in Marow district at a paint store.
The train left the rails outside the town of Kellig. | The train left the rails near the town of Durnen.
The gang was caught in the northern province of Vark. | The gang was caught in the province of Solm.
----
The quake flattened the old mill in the village of Orlim. | The quake flattened the old mill in the village of Orlim.
The quake flattened the old mill in the village of Orlim. | The quake flattened the old mill in Vark province.
The quake flattened the old mill in the village of Orlim. | The quake flattened the old mill in Sarne.
The quake flattened the old mill in the village of Orlim. | The quake closed the road to the village of Sarne.
The quake flattened the old mill in the village of Ormarow. | The quake flattened the old mill in the village of Ormarrow.
The quake flattened mills in the village of Orlim and in the village of Sarne. | The quake flattened mills in the village of Sarne.
The blaze broke out in a Vark town at a paint store. | The blaze broke out in the town of Kellig at a paint store.
The blaze broke out in the town of New Orlim at a paint store. | The blaze broke out in the town of Orlim at a paint store.
The blaze broke out in the city at a paint store. | The blaze broke out in the city of Orlim at a paint store.
Firemen from the town of Kellig fought the blaze. | The blaze broke out in the town of Orlim; firemen fought it.
`,
	"attribution": `The Harbour Front claimed responsibility for the blast at the depot. | The blast at the depot was claimed by Free Orlim.
No group has claimed responsibility for the blast at the depot. | The Harbour Front has claimed responsibility for the blast at the depot.
The blast at the depot was carried out by Free Orlim. | The blast at the depot was the work of the Harbour Front.
The blast at the depot was blamed on the Harbour Front. | The blast at the depot was blamed on Marow Brigade.
Nobody claimed the blast at the depot. | Free Orlim claimed responsibility for the blast at the depot.
----
The Harbour Front claimed responsibility for the blast at the depot. | The blast at the depot was claimed by the Harbour Front.
The Harbour Front claimed responsibility for the blast at the depot. | The blast at the depot was claimed by a Front splinter.
The Harbour Front claimed responsibility for the blast at the depot. | The blast at the depot was carried out by gunmen.
The Harbour Front claimed responsibility for the blast at the depot. | The blast at the depot was blamed on Free Orlim.
No group has claimed responsibility for the blast at the depot. | The blast at the depot was blamed on Free Orlim.
The blast at the depot was carried out by Free Orlim. | The blast at the depot was carried out by Marow rebels.
The Harbour Front (HF) claimed responsibility for the blast at the depot. | The blast at the depot was claimed by HF.
The Harbour Front claimed 20 seats after the blast at the depot. | The blast at the depot was claimed by Free Orlim.
The work of the Marow Brigade was praised after the blast at the depot. | The blast at the depot was blamed on rust.
`,
}

// storyWithDates makes a story of passages as the pipeline would: with their dates and
// mentions. A passage that says no date is of the day before publication.
func storyWithDates(texts ...string) (*model.Collection, []model.Passage) {
	c, ps := storyOf(texts...)
	for i := range c.Articles {
		a := &c.Articles[i]
		head, rest, _ := strings.Cut(a.Text, " / ")
		if a.Text = head; rest != "" {
			a.Text += " " + rest
		}
		whole := model.Span{End: len(a.Text)}
		a.Blocks = []model.Block{{Kind: model.Paragraph, Span: whole}}
		a.Language = "en"
		c.Sentences = append(c.Sentences, []model.Span{whole})
		c.Timexes = append(c.Timexes, timex.Tag(a.Text, timex.Context{Lang: lang.For("en"), Anchor: a.Published, Blocks: []model.Span{whole}, Sentences: c.Sentences[i]}))
		c.Mentions = append(c.Mentions, mention.Extract(i, a, c.Sentences[i], c.Timexes[i], lang.For("en"))...)
		p := &ps[i]
		p.Span, p.Sentence = model.Span{End: len(head)}, whole
		for _, x := range c.Timexes[i] {
			if p.Span.Contains(x.Span) && !x.When.IsZero() {
				p.When, p.Says, p.Why = x.When, x.Span.Of(a.Text), x.Why
				break
			}
		}
	}
	return c, ps
}

func TestKindsOfDifference(t *testing.T) {
	n := 0
	for kind, table := range pairsOf {
		conflict := true
		for line := range strings.Lines(table) {
			if strings.HasPrefix(line, "--") {
				conflict = false
				continue
			}
			n++
			a, b, _ := strings.Cut(line, "|")
			for _, p := range [][2]string{{a, b}, {b, a}} {
				c, ps := storyWithDates(strings.TrimSpace(p[0]), strings.TrimSpace(p[1]))
				ds := differences(c, ps)
				at := slices.IndexFunc(ds, func(d model.Difference) bool { return d.About == kind })
				if (at >= 0) != conflict || len(ds) > 1 || !conflict && len(ds) > 0 {
					t.Errorf("%s: %q | %q: %+v, want one: %v", kind, p[0], p[1], ds, conflict)
					continue
				}
				if conflict && (len(ds[at].Values) != 2 || len(ds[at].Values[0].Passages) == 0 || ds[at].Values[0].Passages[0] == ds[at].Values[1].Passages[0]) {
					t.Errorf("%s: %q: %+v cites no two passages", kind, line, ds[at])
				}
				c.Articles[1].Outlet = c.Articles[0].Outlet
				if ds := differences(c, ps); len(ds) > 0 {
					t.Errorf("one outlet differs from itself: %+v", ds)
				}
			}
		}
	}
	if n < 50 {
		t.Errorf("%d pairs", n)
	}
}

func TestSpellings(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want string // the spellings, "" when they are one or of two people
	}{
		{"Mustafa Haddad was arrested in Orlim.", "Mustafa Hadad was arrested in Orlim.", "Haddad Hadad"},
		{"Mustafa al-Haddad was arrested in Orlim.", "Mustafa Hadad was arrested in Orlim.", "al-Haddad Hadad"},
		{"Mustafa al-Haddad was arrested in Orlim.", "Mustafa Haddad was arrested in Orlim.", ""},
		{"Mustafa HADDAD was arrested in Orlim.", "Mustafa Haddad was arrested in Orlim.", ""},
		{"José Haddad was arrested in Orlim.", "Jose Haddad was arrested in Orlim.", ""},
		{"Mustafa Haddad was arrested in Orlim.", "Karim Hadad was arrested in Orlim.", ""},
		{"Hamid Haddad was arrested in Orlim.", "Hamad Haddad was arrested in Orlim.", ""},
		{"The Orlim Fire Marshal closed the mill.", "The Orlim Fire Marshall closed the mill.", ""},
		{"Mustafa Haddad was arrested in Orlim.", "Haddad was arrested in Orlim.", ""},
	} {
		c, ps := storyWithDates(tt.a, tt.b)
		es := []model.Event{{When: edtf.OnDay(ps[0].When.Lo), Importance: .5, Passages: ps}, {When: ps[0].When, Importance: .9, Passages: ps}, {Passages: ps}}
		spell(c, es)
		got := ""
		for _, d := range es[1].Differences {
			got += d.Values[0].Value + " " + d.Values[1].Value
		}
		if got != tt.want {
			t.Errorf("%q | %q: %q, want %q", tt.a, tt.b, got, tt.want)
		}
		if len(es[0].Differences)+len(es[2].Differences) > 0 {
			t.Errorf("%q: a spelling is said more than once: %+v", tt.a, es)
		}
	}
}
