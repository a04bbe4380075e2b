package event

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// pairs are sentences of two outlets that tell the same event on the same day.
// Those before the line of dashes contradict each other, the others do not.
const pairs = `The blast in Orlim killed 12 people. | The blast in Orlim killed 15 people.
Twelve people were killed in Orlim. | Fifteen people were killed in Orlim.
At least 12 people were killed. | Nine people died in the fire.
More than 40 people were injured. | Up to 30 people were injured.
Three drones struck the depot. | Five drones struck the depot.
It was hit by 3 explosive drones. | It was hit by two drones.
The storm left 7 people missing. | The storm left 11 people missing.
Police arrested 30 protesters. | Police arrested 54 protesters.
The quake destroyed 200 houses. | The quake destroyed 350 houses.
About 100 people were killed. | Some 170 people were killed.
Seven soldiers were wounded. | Ten soldiers were wounded.
The raid left 8 dead. | The raid left 14 dead.
The train had six carriages. | The train had nine carriages.
The rebels fired 20 rockets at the port. | The rebels fired 35 rockets at the port.
Nearly 300 people were evacuated. | More than 500 people were evacuated.
Twenty-one workers died. | Thirty-four workers died.
The council closed 4 schools. | The council closed 9 schools.
The vessel lost 60 containers. | The vessel lost 90 containers.
Fewer than 10 people were hurt. | At least 25 people were hurt.
Two thousand people were displaced. | Five thousand people were displaced.
1,200 people were killed. | 1,900 people were killed.
Rescuers found 16 victims dead. | Rescuers found 22 victims dead.
The crash killed four passengers. | The crash killed six passengers.
Thieves took 12 paintings. | Thieves took 17 paintings.
Parliament passed 3 bills. | Parliament passed 8 bills.
The ship carried 40 lifeboats. | The ship carried 24 lifeboats.
Bombs hit five bridges. | Bombs hit two bridges.
It fined 14 companies. | It fined 41 companies.
Three trains collided. | Two trains collided.
Fourteen people were detained. | Forty people were detained.
----
The blast killed 12 people. | The blast killed 12 people.
The blast killed 12 people. | Twelve people were killed in the blast.
At least 6 people were killed. | Seven people were killed.
At least 6 people were killed. | At least 9 people were killed.
More than 40 people were injured. | 55 people were injured.
About 100 people were killed. | 110 people were killed.
Nearly 100 people were killed. | 97 people were killed.
Up to 30 people were injured. | 12 people were injured.
The blast killed 12 people. | The blast wounded 15 people.
12 people were killed and 30 were wounded. | 30 people were wounded and 12 were killed.
Twelve people were killed. | Fifteen people were injured.
The blast killed 12 people, including 3 children. | The blast killed 12 people.
The blast killed 12 people, including 3 children. | The blast killed 12 people, including 5 women.
Nine people died, three of them children. | Nine people died.
Nine people died. | Another two people died.
Nine people died. | Two more people died.
Nine people died. | Two other people died.
Three drones struck the depot. | Several drones struck the depot.
Three drones struck the depot. | Drones struck the depot.
Three drones struck the depot. | Two of the drones were shot down.
Three drones struck the depot. | Five rockets struck the depot.
It cost $30 million. | It cost $40 million.
It fell 30 percent. | It fell 40 percent.
It fell 30% on the day. | It fell 40% on the day.
A 30-year-old man was killed. | A 34-year-old man was killed.
The man, 30 years old, was killed. | The man, 34 years old, was killed.
It burned for 3 hours. | It burned for 5 hours.
It is 30 miles from Orlim. | It is 50 kilometres from Orlim.
It was founded in 1990. | It was founded in 1994.
It happened at 10 am. | It happened at 11 am.
Between 10 and 20 people were killed. | 25 people gathered there.
10 to 20 people were killed. | 15 people were killed.
Two or three people were killed. | Five people gathered.
Article 15 was amended. | Article 17 was cited.
The team won 3-1. | The team won 2-1.
The first two people were killed at once. | Nine people were killed in all.
Dozens of people were killed. | 12 people were killed.
Hundreds of houses burned. | 20 houses burned.
Police arrested 30 protesters. | Police injured 54 protesters.
He served two terms. | He served two terms.
It took 12 days. | It took 14 days.
The law has 3 parts. | The book has three parts.
Two people were killed and four people were killed later. | Six people were killed.
One of the 12 people was killed. | Nine people were killed.
Some 30 people fled. | 90 people watched.
They met three times. | They met four times.
The sixth blast killed 3 people. | The blast killed three people.
He is one of two people killed. | Three people were killed.
No. 5 shaft was closed. | No. 7 shaft was closed.
Room 12 burned. | Room 14 burned.
About 20 people were injured. | Roughly 22 people were injured.
Over 200 houses burned. | 350 houses burned.
Almost 50 people died. | 48 people died.
Less than 10 people were hurt. | Three people were hurt.
It killed 259 people aboard and 11 people on the ground. | It killed 270 people.
`

func storyOf(texts ...string) (*model.Collection, []model.Passage) {
	c := &model.Collection{}
	var ps []model.Passage
	day := edtf.OnDay(edtf.DayOf(2021, 11, 8))
	for i, t := range texts {
		t = strings.TrimSpace(t)
		c.Articles = append(c.Articles, model.Article{ID: string(rune('a' + i)), Outlet: string(rune('A' + i)), Published: day, Text: t})
		ps = append(ps, model.Passage{Article: i, Span: model.Span{Start: 0, End: len(t)}, When: edtf.OnDay(day.Lo - 1)})
	}
	return c, ps
}

func TestNumbersDiffer(t *testing.T) {
	conflict, n := true, 0
	for line := range strings.Lines(pairs) {
		if strings.HasPrefix(line, "--") {
			conflict = false
			continue
		}
		n++
		a, b, _ := strings.Cut(line, "|")
		for _, p := range [][2]string{{a, b}, {b, a}} {
			c, ps := storyOf(p[0], p[1])
			ds := differences(c, ps)
			if (len(ds) > 0) != conflict {
				t.Errorf("%q | %q: %+v, want a difference: %v", p[0], p[1], ds, conflict)
			}
			for _, d := range ds {
				cited := map[int]bool{}
				for _, v := range d.Values {
					for _, i := range v.Passages {
						cited[i] = true
					}
				}
				if len(d.Values) < 2 || len(cited) < 2 || d.What == "" {
					t.Errorf("%q: %+v cites no two passages", line, d)
				}
			}
		}
	}
	if n < 80 {
		t.Errorf("%d pairs", n)
	}
}

func TestALaterFigureIsNoDifference(t *testing.T) {
	texts := []string{"The blast killed 12 people.", "The blast killed 15 people.", "The blast killed 15 people."}
	c, ps := storyOf(texts...)
	c.Articles[1].Outlet = "A" // A itself says 15 as well
	if ds := differences(c, ps); len(ds) > 0 {
		t.Errorf("an update: %+v", ds)
	}
	c, ps = storyOf(texts[:2]...)
	c.Articles[1].Published = edtf.OnDay(c.Articles[1].Published.Lo + 4)
	if ds := differences(c, ps); len(ds) > 0 {
		t.Errorf("more was known four days later: %+v", ds)
	}
	for i := range c.Articles {
		c.Articles[i].Published = edtf.OnDay(c.Articles[i].Published.Lo + edtf.Day(100+50*i))
	}
	if ds := differences(c, ps); len(ds) != 1 {
		t.Errorf("months later nothing more is known: %+v", ds)
	}
}
