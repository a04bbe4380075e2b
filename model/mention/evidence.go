package mention

import (
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

// evidence fills in what the mention is compared by.
func (x *extractor) evidence(s *sentence, g group, main *trigger, e *model.Evidence) {
	add := func(list *[]string, v string) {
		if v != "" && !slices.Contains(*list, v) {
			*list = append(*list, v)
		}
	}
	if main != nil {
		add(&e.Triggers, main.stem)
		add(&e.Classes, main.className())
	}
	for _, i := range g.triggers {
		add(&e.Triggers, s.triggers[i].stem)
		add(&e.Classes, s.triggers[i].className())
	}
	named := make([]bool, len(s.tokens))
	x.names(s, g, main, named, e)
	e.Numbers = quantities(x.a.Text, s.tokens[g.from:g.to], x.stem, func(p model.Span) bool { return x.inTimex(s, p) })
	x.stems = x.stems[:0]
	for i := g.from; i < g.to; i++ {
		t := &s.tokens[i]
		if t.Kind == word.Mark || named[i] || word.Stop(t.Lower) || x.inTimex(s, t.Span) {
			continue
		}
		for part := range strings.SplitSeq(t.Lower, "-") {
			if len(part) < 2 && t.Kind == word.Word || word.Stop(part) {
				continue
			}
			x.stems = append(x.stems, x.stem.Stem(part))
		}
	}
	slices.Sort(x.stems)
	e.Words = slices.Clone(slices.Compact(x.stems))
}

func (x *extractor) inTimex(s *sentence, p model.Span) bool {
	for _, t := range s.tx {
		if x.tx[t].Span.Contains(p) {
			return true
		}
	}
	return false
}

// at is an entity at a token.
type at struct{ tok, id int }

// names notes the names of a group, whom its pronouns and offices mean, and
// whom the main trigger is done by and to.
func (x *extractor) names(s *sentence, g group, main *trigger, named []bool, e *model.Evidence) {
	var ats []at
	for i, f := range s.names {
		id := s.entities[i]
		for k := f.From; k < f.First && f.Role != ""; k++ {
			named[k] = true // an office is whose it is, not what happens
		}
		if id >= 0 {
			// The words of an institution's name are words as well: "the National
			// Guard" is what others call "the guard".
			for k := f.First; k <= f.Last && !x.book.Entity(id).Group(); k++ {
				named[k] = true
			}
			if f.First >= g.from && f.First < g.to {
				ats = append(ats, at{f.First, id})
			}
		} else if f.Text == "" && f.First >= g.from && f.First < g.to {
			if r := strings.Fields(f.Role); len(r) > 0 {
				if d := x.book.Descriptor(r[len(r)-1]); d >= 0 {
					ats = append(ats, at{f.First, d})
				}
			}
		}
	}
	ats = x.references(s, g, named, ats)
	slices.SortStableFunc(ats, func(a, b at) int { return a.tok - b.tok })
	for _, a := range ats {
		if full := x.book.Entity(a.id).Full; !slices.Contains(e.Names, full) {
			e.Names = append(e.Names, full)
		}
	}
	e.Person = x.about(s, g, main)
	id, says := x.speaker(s)
	if id >= 0 {
		e.Speaker = x.book.Entity(id).Full
	}
	if main == nil {
		return
	}
	passive := !main.nominal && main.first > g.from && isPassive(s.tokens, main.first)
	for _, a := range ats {
		if !x.book.Entity(a.id).Person || a.tok == says && !main.say() {
			continue // who says it does not suffer it
		}
		full := x.book.Entity(a.id).Full
		after := a.tok > main.last
		if after && !passive && e.Patient == "" && a.tok-main.last < 9 || passive && !after {
			e.Patient = full
		}
	}
}

// references adds whom the pronouns and offices of a group mean.
func (x *extractor) references(s *sentence, g group, named []bool, ats []at) []at {
	for i := g.from; i < g.to; i++ {
		t := &s.tokens[i]
		switch t.Lower {
		case "he", "she", "him", "his", "her", "himself", "herself", "man", "woman":
			if (t.Lower == "man" || t.Lower == "woman") && (i == 0 || s.tokens[i-1].Lower != "this" && s.tokens[i-1].Lower != "the") {
				continue
			}
			// Within the sentence the person named before it, else the last one.
			id := s.person
			for k, f := range s.names {
				if f.Last < i && s.entities[k] >= 0 && x.book.Entity(s.entities[k]).Person {
					id = s.entities[k]
				}
			}
			if id >= 0 {
				ats = append(ats, at{i, id})
			}
		default:
			if !named[i] && i > 0 && s.tokens[i-1].Lower != "a" && s.tokens[i-1].Lower != "an" {
				if d := x.book.Descriptor(t.Lower); d >= 0 && offices[t.Lower] {
					ats = append(ats, at{i, d})
				}
			}
		}
	}
	return ats
}

// about returns the person that a group is about: the first one that the
// sentence names, or means by "he", before the trigger; else the first of the
// group.
func (x *extractor) about(s *sentence, g group, main *trigger) string {
	end := g.to
	if main != nil {
		end = main.first
	}
	first, id := len(s.tokens), -1
	for k, f := range s.names {
		if e := s.entities[k]; e >= 0 && x.book.Entity(e).Person && f.First < first && (f.First < end || f.First >= g.from && f.First < g.to) {
			first, id = f.First, e
		}
	}
	for i := 0; i < min(first, end); i++ {
		switch s.tokens[i].Lower {
		case "he", "she", "his", "her":
			if s.person >= 0 {
				return x.book.Entity(s.person).Full
			}
		}
	}
	if id < 0 {
		return ""
	}
	return x.book.Entity(id).Full
}
