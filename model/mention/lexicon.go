package mention

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"github.com/kreader/kreader/model/word"
)

//go:embed lexicon.txt
var lexiconText string

// class is a kind of event, with what the table says about it.
type class struct {
	Name   string
	Weight float64 // how much an event of it matters by itself, 0..1
	Say    bool    // a reporting verb
	Back   bool    // a noun that only points back
	Family string
}

// entry is what the table knows of a stem.
type entry struct{ verb, noun *class }

// lexicon is the table of triggers, by stem. Phrases are found under their
// first word.
type lexicon struct {
	classes []*class
	byName  map[string]*class
	stems   map[string]entry
	phrases map[string][]phrase
}

type phrase struct {
	words []string // in lower case, the first included
	entry entry
}

// table is the lexicon, read when it is first needed.
var table = sync.OnceValue(func() *lexicon {
	x := &lexicon{byName: map[string]*class{}, stems: map[string]entry{}, phrases: map[string][]phrase{}}
	stem := word.Stemmer{}
	for line := range strings.SplitSeq(lexiconText, "\n") {
		part := strings.Split(line, "|")
		head := strings.Fields(part[0])
		if len(part) != 3 || len(head) != 4 || head[0] == "#" {
			continue
		}
		w, _ := strconv.ParseFloat(head[1], 64)
		c := &class{Name: head[0], Weight: w, Say: head[2] == "say", Back: head[2] == "back", Family: head[3]}
		x.classes = append(x.classes, c)
		x.byName[c.Name] = c
		for i, list := range part[1:] {
			for _, form := range strings.Fields(list) {
				x.add(c, strings.Split(form, "_"), i == 1, stem)
			}
		}
	}
	return x
})

// add enters one form. The first class to claim a word keeps it.
func (x *lexicon) add(c *class, form []string, noun bool, stem word.Stemmer) {
	if len(form) > 1 {
		e := entry{verb: c}
		if noun {
			e = entry{noun: c}
		}
		x.phrases[form[0]] = append(x.phrases[form[0]], phrase{form, e})
		return
	}
	s := stem.Stem(form[0])
	e := x.stems[s]
	if noun && e.noun == nil {
		e.noun = c
	} else if !noun && e.verb == nil {
		e.verb = c
	}
	x.stems[s] = e
}

// Weight returns how much an event of a class matters by itself, from 0 to 1.
// It is .3 for classes that the table does not have.
func Weight(name string) float64 {
	if c := table().byName[name]; c != nil {
		return c.Weight
	}
	return .3
}

// Vague reports whether the stem of a trigger names no kind of happening: a verb
// of saying, or a word that the table does not have.
func Vague(stem string) bool {
	if strings.Contains(stem, "_") || stem == "attempt" || stem == "head" {
		return false // a phrase, see phraseStem, or an office
	}
	e, ok := table().stems[stem]
	return !ok || e.verb != nil && e.verb.Say
}

// PointsBack reports whether the words of a class name no kind of happening, but
// what their article has just told of: "the incident".
func PointsBack(class string) bool {
	c := table().byName[class]
	return c != nil && c.Back
}

// irregular are past forms of common verbs that have no -ed and are not in the
// table, for the triggers of no class.
var irregular = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(`ate became began bent bet bit bled blew bore bought bound bred broke brought built burst came cast caught chose
 clung crept dealt drank drew drove dug fed felt flew forbade forgot forgave froze gave grew ground held hid hung kept knelt laid led lent lit
 lost made meant met overcame paid put ran rang read rode rose sang sank sat sent set shone shrank shut slept slid sold sought spent
 split spoke sprang spread stood stole stuck swam swept swore swung threw took tore underwent upheld withstood woke won wore wrote`) {
		m[w] = true
	}
	return m
})

// Family returns the family of a class: classes of one family often tell one
// happening. "" for classes that the table does not have.
func Family(name string) string {
	if c := table().byName[name]; c != nil {
		return c.Family
	}
	return ""
}

// affinities are families that are not one but often tell one happening: a
// bombing is told by its dead, an arrest by its charge. The numbers say how
// often, roughly; 1 would be one family.
var affinities = map[[2]string]float32{
	{"death", "violence"}: .6, {"death", "disaster"}: .6, {"violence", "war"}: .5, {"unrest", "violence"}: .6, {"death", "unrest"}: .5,
	{"court", "custody"}: .6, {"court", "crime"}: .5, {"crime", "custody"}: .5, {"office", "vote"}: .4, {"leaving", "office"}: .4,
	{"disaster", "violence"}: .3, {"rule", "speech"}: .4, {"deal", "meeting"}: .5, {"deal", "money"}: .5, {"health", "travel"}: .5,
	{"disaster", "rescue"}: .5, {"crime", "violence"}: .5, {"custody", "violence"}: .4, {"beginning", "show"}: .4, {"beginning", "speech"}: .4,
	{"inquiry", "speech"}: .3, {"inquiry", "court"}: .3, {"deal", "speech"}: .3, {"deal", "rule"}: .4, {"loss", "inquiry"}: .4, {"contest", "show"}: .4,
	{"money", "speech"}: .3, {"beginning", "deal"}: .2, {"death", "life"}: .2, {"death", "inquiry"}: .3, {"rescue", "crime"}: .3,
}

// Affinity returns how far two families tell the same kind of thing: 1 for one
// family, 0 for unrelated ones.
func Affinity(a, b string) float32 {
	if a == b {
		return 1
	}
	if v := affinities[[2]string{a, b}]; v > 0 {
		return v
	}
	return affinities[[2]string{b, a}]
}
