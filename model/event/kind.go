package event

import (
	"cmp"
	"slices"

	"github.com/kreader/kreader/model/mention"
)

// noKind is the number of what is of no family.
const noKind = 0

// kinds gives families and triggers their numbers.
type kinds struct {
	families []string
	family   map[string]int32
	stems    map[string]int32
	vague    []bool // by stem, see mention.Vague
}

func newKinds() *kinds {
	return &kinds{families: []string{""}, family: map[string]int32{"": noKind}, stems: map[string]int32{}}
}

// read numbers the families and triggers of an item, and keeps them in the room.
func (k *kinds) read(it *item, in *room[int32]) {
	it.family = mention.Family(it.m.Class)
	it.kind = k.number(it.family)
	list := make([]int32, 0, 16)
	for _, cl := range it.m.Evidence.Classes {
		if n := k.number(mention.Family(cl)); n != noKind && !slices.Contains(list, n) {
			list = append(list, n)
		}
	}
	it.kinds = in.keep(list)
	list = list[:0]
	for _, t := range it.m.Evidence.Triggers {
		n, ok := k.stems[t]
		if !ok {
			n = int32(len(k.stems))
			k.stems[t] = n
			k.vague = append(k.vague, mention.Vague(t))
		}
		list = append(list, n)
	}
	it.stems = in.keep(list)
}

func (k *kinds) number(family string) int32 {
	n, ok := k.family[family]
	if !ok {
		n = int32(len(k.families))
		k.families = append(k.families, family)
		k.family[family] = n
	}
	return n
}

// affinity returns how far each two families are one.
func (k *kinds) affinity() [][]float32 {
	out := make([][]float32, len(k.families))
	for i, f := range k.families {
		out[i] = make([]float32, len(k.families))
		for j, g := range k.families {
			out[i][j] = mention.Affinity(f, g)
		}
	}
	return out
}

// ids is a set of numbers, in their order.
type ids []int32

func (s ids) has(n int32) bool {
	_, ok := slices.BinarySearch(s, n)
	return ok
}

func (s *ids) add(n int32) {
	if i, ok := slices.BinarySearch(*s, n); !ok {
		*s = slices.Insert(*s, i, n)
	}
}

// meet reports whether two sets have a number in common.
func (s ids) meet(t ids) bool {
	if len(s) > len(t) {
		s, t = t, s
	}
	return slices.ContainsFunc(s, t.has)
}

// tally counts numbered things, sorted by their numbers: what is added up over
// it comes out the same each time.
type tally []counted

type counted struct {
	id int32
	n  int
}

func (t tally) find(id int32) (int, bool) {
	return slices.BinarySearchFunc(t, id, func(c counted, id int32) int { return cmp.Compare(c.id, id) })
}

// of returns how often id was counted.
func (t tally) of(id int32) int {
	if i, ok := t.find(id); ok {
		return t[i].n
	}
	return 0
}

func (t *tally) add(id int32) {
	i, ok := t.find(id)
	if !ok {
		*t = slices.Insert(*t, i, counted{id: id})
	}
	(*t)[i].n++
}
