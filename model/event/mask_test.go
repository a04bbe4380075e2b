package event

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// happenings are made-up events, each in the words of four outlets; %s stands
// for the date.
var happenings = [][4]string{
	{"Gunmen killed the harbour master Karim Haddad in Tamra on %s.", "Karim Haddad, who ran the port of Tamra, was killed by gunmen on %s.", "The harbour master of Tamra, Karim Haddad, was shot dead by gunmen on %s.", "On %s gunmen in Tamra killed Karim Haddad, the harbour master."},
	{"A fire destroyed the grain mill of Orsa on %s.", "The grain mill in Orsa burned down in a fire on %s.", "On %s a fire gutted the Orsa grain mill.", "Fire destroyed the mill of Orsa and its grain on %s."},
	{"Ana Duarte was elected governor of Velm on %s.", "Voters in Velm elected Ana Duarte as governor on %s.", "On %s Velm elected its new governor, Ana Duarte.", "Ana Duarte won the election for governor of Velm on %s."},
	{"Nils Berg resigned as minister of fisheries on %s.", "The fisheries minister, Nils Berg, resigned on %s over the quotas.", "On %s Nils Berg quit the ministry of fisheries.", "Fisheries minister Nils Berg stepped down on %s."},
	{"The bridge over the Lera collapsed on %s, killing nine.", "Nine people died when the Lera bridge collapsed on %s.", "On %s the bridge on the Lera fell, and nine were killed.", "The collapse of the Lera bridge on %s killed nine people."},
	{"Police arrested the banker Ilse Moor in Dorn on %s.", "The banker Ilse Moor was arrested by police in Dorn on %s.", "On %s police in Dorn detained Ilse Moor, a banker.", "Ilse Moor, the banker, was arrested in Dorn on %s."},
	{"An earthquake shook the island of Sarn on %s.", "The island of Sarn was shaken by an earthquake on %s.", "On %s a strong earthquake struck Sarn.", "An earthquake hit the island of Sarn on %s, breaking windows."},
	{"Teachers in Polva went on a march against school closures on %s.", "On %s teachers protested in Polva against closures of schools.", "Hundreds of teachers marched in Polva on %s over school closures.", "Teachers of Polva held a protest on %s against the school closures."},
	{"The dairy firm Alba bought its rival Norda on %s.", "Alba, a dairy firm, acquired its rival Norda on %s.", "On %s the dairy Alba bought Norda, a rival.", "Norda was bought by the dairy firm Alba on %s."},
	{"The ferry Marisol sank off Cape Lund on %s.", "On %s the ferry Marisol sank near Cape Lund.", "The Marisol, a ferry, sank off Cape Lund on %s.", "A ferry, the Marisol, went down and sank off Cape Lund on %s."},
	{"A court in Brenn convicted the doctor Otto Falk on %s.", "The doctor Otto Falk was convicted by a court in Brenn on %s.", "On %s a Brenn court convicted Otto Falk, a doctor.", "Otto Falk, a doctor, was convicted in Brenn on %s."},
	{"Gunmen killed the beekeeper Ivo Prelog in Kost on %s.", "The beekeeper Ivo Prelog was killed by gunmen in Kost on %s.", "On %s gunmen killed Ivo Prelog, a beekeeper in Kost.", "Ivo Prelog, who kept bees in Kost, was killed by gunmen on %s."},
}

// masked tells the happenings a week apart, each outlet in one article a
// happening, published the day after; the date is taken out of one outlet's
// words in each.
func masked(t *testing.T) (c *model.Collection, dates []string, hidden map[int]int) {
	var s story
	first, _ := edtf.Parse("2001-05-03")
	for h, words := range happenings {
		day := edtf.OnDay(first.Lo + edtf.Day(7*h))
		dates = append(dates, day.String())
		for o, w := range words {
			date := fmt.Sprintf("[some day=%s]", day)
			if o == h%4 {
				date = ""
				w = strings.NewReplacer("On %s ", "", " on %s", "", "%s", "").Replace(w)
			}
			text := "The council spoke about oranges.\n" + strings.Replace(w, "%s", date, 1) + "\nThe weather was mild."
			s = append(s, struct{ outlet, published, text string }{fmt.Sprint("Outlet ", o), edtf.OnDay(day.Lo + 1).String(), text})
		}
	}
	hidden = map[int]int{}
	for h := range happenings {
		hidden[4*h+h%4] = h
	}
	return s.collect(t), dates, hidden
}

// A dated sentence whose date is taken out must be found with its event again,
// and with no other.
func TestMasking(t *testing.T) {
	c, dates, hidden := masked(t)
	right, wrong := map[int]bool{}, map[int]bool{}
	for _, e := range Cluster(c) {
		for _, p := range e.Passages {
			h, ok := hidden[p.Article]
			if !ok || p.Span.Start == 0 || strings.Contains(p.Span.Of(c.Articles[p.Article].Text), "weather") {
				continue
			}
			if e.When.String() == dates[h] {
				right[h] = true
			} else if !e.When.IsZero() {
				wrong[h] = true
				t.Logf("%q is with %s %s", p.Span.Of(c.Articles[p.Article].Text), e.When, e.Title)
			}
		}
	}
	n := len(happenings)
	t.Logf("of %d: %d found again, %d elsewhere", n, len(right), len(wrong))
	if 10*len(right) < 7*n || 20*len(wrong) > n {
		t.Errorf("of %d masked sentences %d are found again and %d elsewhere, want at least 70%% and at most 5%%", n, len(right), len(wrong))
	}
}
