package name

import (
	"strings"
	"unicode"

	"github.com/kreader/kreader/model/word"
)

// Entity is whom or what the names of one article mean.
type Entity struct {
	Full    string // the fullest form in the article, as printed
	Count   int    // how often it is named
	Person  bool
	parts   []string
	isGroup bool
	roles   map[string]bool // role heads said of it: "minister", "president"
	lone    int             // times it was called by its last part alone
	last    int             // when it was last named
	quoted  int             // times it stood in quotation marks
}

// Book holds the names of one article. Names must be given in reading order
// and with the whole article first (Add), then looked up (Resolve).
type Book struct {
	entities []*Entity
	byForm   map[string]int
	acronyms map[string]int
	places   map[string]int // how often a part alone is said to be where something is
	byLast   partIndex      // entities by the last of their parts
	byPair   partIndex      // entities by each of their other parts with the last
	byAll    partIndex      // entities by their parts written as one
	main     int            // see Main
	clock    int
}

// NewBook returns an empty Book.
func NewBook() *Book {
	return &Book{byForm: map[string]int{}, acronyms: map[string]int{}, places: map[string]int{}, byLast: partIndex{}, byPair: partIndex{}, byAll: partIndex{}, main: -1}
}

// partIndex finds the entities that a folded part may be a spelling of: an
// article can have thousands of names, so comparing each with all would not do.
type partIndex map[string][]int

// add enters an entity under one key of each of the parts.
func (x partIndex) add(entity int, parts ...string) {
	for _, k := range indexKeys(parts) {
		x[k] = append(x[k], entity)
	}
}

// find calls f with each entity that may match, some of them twice.
func (x partIndex) find(f func(entity int), parts ...string) {
	for _, k := range indexKeys(parts) {
		for _, i := range x[k][max(0, len(x[k])-maxTried):] {
			f(i)
		}
	}
}

// maxTried bounds how many entities one name is compared with, the newest
// ones. Real articles stay far below; a list in which every line begins with a
// capital does not, and must not take time that grows with its square.
const maxTried = 100

// indexKeys returns strings of which two lists of parts share one when SamePart
// holds for each of the parts.
func indexKeys(parts []string) []string {
	keys := []string{""}
	for _, p := range parts {
		var longer []string
		own := []string{p}
		if len(p) >= 4 {
			own = append(frames(p), p)
		}
		for _, k := range keys {
			for _, o := range own {
				longer = append(longer, k+" "+o)
			}
		}
		keys = longer
	}
	return keys
}

func (b *Book) index(i int, parts []string) {
	last := parts[len(parts)-1]
	b.byLast.add(i, last)
	b.byAll.add(i, strings.Join(parts, ""))
	for _, p := range parts[:len(parts)-1] {
		b.byPair.add(i, p, last)
	}
	b.entities[i].isGroup = group(b.entities[i].Full, parts)
}

// maxParts bounds what is taken for one name; more capitals than this are a
// headline or a list.
const maxParts = 8

// AddFull enters a name of two parts or more and returns its number, or -1
// when it is a short form or none.
func (b *Book) AddFull(f Found) int {
	p := Parts(f.Text)
	if len(p) < 2 || len(p) > maxParts {
		return -1
	}
	key := strings.Join(p, " ")
	if i, ok := b.byForm[key]; ok {
		b.note(i, f)
		return i
	}
	best := -1
	try := func(i int) {
		if (best < 0 || i < best) && len(b.entities[i].parts) > 1 && matchParts(p, b.entities[i].parts) {
			best = i
		}
	}
	for _, w := range p[:len(p)-1] {
		b.byPair.find(try, w, p[len(p)-1])
	}
	b.byAll.find(try, strings.Join(p, ""))
	if best < 0 {
		return b.enter(key, f, p)
	}
	if e := b.entities[best]; len(p) > len(e.parts) && len(p) <= 4 {
		e.Full, e.parts = f.Text, p
		b.index(best, p)
	}
	b.byForm[key] = best
	b.note(best, f)
	return best
}

func (b *Book) enter(key string, f Found, p []string) int {
	b.entities = append(b.entities, &Entity{Full: f.Text, parts: p, roles: map[string]bool{}})
	i := len(b.entities) - 1
	b.byForm[key] = i
	b.index(i, p)
	b.note(i, f)
	return i
}

func (b *Book) note(i int, f Found) {
	e := b.entities[i]
	b.clock++
	e.Count++
	e.last = b.clock
	if f.Quoted {
		e.quoted++
	}
	if r := strings.Fields(f.Role); len(r) > 0 {
		e.roles[roleOf(r[len(r)-1])] = true
	}
}

// roleOf brings the words for one office together.
func roleOf(w string) string {
	switch w {
	case "premier", "pm":
		return "minister"
	case "gen":
		return "general"
	case "gov":
		return "governor"
	case "sen":
		return "senator"
	case "spokeswoman", "spokesperson":
		return "spokesman"
	}
	return w
}

// AddShort enters a name of one part: it joins the entity whose last part it
// is, the one named last when there are several, or stands for itself. It
// returns the entity's number, or -1 when f is no name.
func (b *Book) AddShort(f Found) int {
	p := Parts(f.Text)
	if len(p) != 1 {
		return -1
	}
	if i, ok := b.acronyms[f.Text]; ok {
		b.note(i, f)
		return i
	}
	best, alone := -1, -1
	b.byLast.find(func(i int) {
		e := b.entities[i]
		n := len(e.parts)
		switch {
		case !SamePart(p[0], e.parts[n-1]):
		case n == 1 && (alone < 0 || i < alone):
			alone = i
		case n > 1 && b.places[p[0]] == 0 && !e.isGroup && (best < 0 || e.last > b.entities[best].last):
			best = i
		}
	}, p[0])
	if best >= 0 {
		b.entities[best].lone++
		b.note(best, f)
		return best
	}
	if i, ok := b.byForm[p[0]]; ok {
		b.note(i, f)
		return i
	}
	if alone >= 0 {
		b.byForm[p[0]] = alone
		b.note(alone, f)
		return alone
	}
	return b.enter(p[0], f, p)
}

// Acronym learns that the letters in parentheses after an entity are short for
// it, when they are the initials of its words.
func (b *Book) Acronym(entity int, short string) {
	if entity < 0 || len(short) < 2 || short != strings.ToUpper(short) {
		return
	}
	var initials strings.Builder
	for _, w := range strings.FieldsFunc(b.entities[entity].Full, func(r rune) bool { return unicode.IsSpace(r) || r == '-' }) {
		r := []rune(w)
		if unicode.IsUpper(r[0]) {
			initials.WriteRune(r[0])
		}
	}
	// The first word may be a nationality that the letters leave out or keep.
	if s := initials.String(); s == short || strings.HasSuffix(s, short) || strings.HasSuffix(short, s) && len(s) > 1 {
		b.acronyms[short] = entity
	}
}

// Group reports whether the entity is named as an organisation or a place is:
// "Ministry of Health", "Andean Trade Council".
func (e *Entity) Group() bool { return e.isGroup }

func group(n string, parts []string) bool {
	for _, p := range parts {
		if groupWords[p] {
			return true
		}
	}
	return strings.Contains(n, " of ") || strings.Contains(n, " for ")
}

// Finish decides which entities are persons. It is called once, after all
// names of the article were added.
func (b *Book) Finish() {
	for i, e := range b.entities {
		e.Person = !e.isGroup && e.quoted*2 < e.Count && len(e.parts) <= 4 && b.places[e.parts[len(e.parts)-1]] == 0 && (len(e.roles) > 0 || len(e.parts) > 1 && e.lone > 0)
		if e.Person && (b.main < 0 || e.Count > b.entities[b.main].Count) {
			b.main = i
		}
	}
}

// Entity returns an entity by its number.
func (b *Book) Entity(i int) *Entity { return b.entities[i] }

// Main returns the number of the person named most often, -1 when there is
// none. It is known once Finish was called.
func (b *Book) Main() int { return b.main }

// Central reports whether an article is about one person before all: who is
// named at least twice as often as all others together.
func (b *Book) Central(entity int) bool {
	others := 0
	for i, e := range b.entities {
		if e.Person && i != entity {
			others += e.Count
		}
	}
	return b.entities[entity].Count >= 2*others
}

// Descriptor returns the entity that "the minister" and the like mean: the
// main person, when the article gives him or her that office. -1 when not.
func (b *Book) Descriptor(head string) int {
	m := b.Main()
	if m >= 0 && roleHeads[head] && b.entities[m].roles[roleOf(head)] {
		return m
	}
	return -1
}

// Role notes that an entity is said to hold an office.
func (b *Book) Role(entity int, head string) {
	if roleHeads[head] {
		b.entities[entity].roles[roleOf(head)] = true
	}
}

// Read adds all names of the n sentences of an article and returns for each
// sentence the names found and the entity each means. sentence gives the tokens
// of one, which are not kept; it is asked for each up to three times.
func Read(text string, n int, sentence func(i int) []word.Token) (*Book, [][]Found, [][]int) {
	c := NewCasing()
	for i := range n {
		c.Add(sentence(i))
	}
	b := NewBook()
	found := make([][]Found, n)
	ids := make([][]int, n)
	for i := range n {
		s := sentence(i)
		found[i] = Find(text, s, c)
		ids[i] = make([]int, len(found[i]))
		for j, f := range found[i] {
			b.place(s, f)
			ids[i][j] = b.AddFull(f)
		}
	}
	for i := range n {
		if len(found[i]) == 0 {
			continue
		}
		s := sentence(i)
		for j, f := range found[i] {
			if id := ids[i][j]; id >= 0 {
				b.clock++
				b.entities[id].last = b.clock
				if k := f.Last; k+2 < len(s) && s[k+1].Lower == "(" && k+3 < len(s) && s[k+3].Lower == ")" {
					b.Acronym(id, text[s[k+2].Start:s[k+2].End])
				}
				b.apposition(id, s, f.Last+1)
				continue
			}
			ids[i][j] = b.AddShort(f)
			if id := ids[i][j]; id >= 0 {
				b.apposition(id, s, f.Last+1)
			}
		}
	}
	b.Finish()
	return b, found, ids
}

// place notes that a name of one part is said to be where something is. "In
// Vark's circle" says nothing of the kind.
func (b *Book) place(s []word.Token, f Found) {
	if f.First == 0 || f.First != f.Last || s[f.Last].Possessive {
		return
	}
	switch s[f.First-1].Lower {
	case "in", "near", "outside", "across", "into", "throughout":
		if p := Parts(f.Text); len(p) == 1 {
			b.places[p[0]]++
		}
	}
}

// apposition notes the office in "X, the country's prime minister," and "X is
// the head of ...": s are the tokens of the sentence and i the one after X.
func (b *Book) apposition(id int, s []word.Token, i int) {
	if i >= len(s) || !strings.Contains(", is was became", s[i].Lower) {
		return
	}
	for k := i + 1; k < len(s) && k < i+7; k++ {
		t := &s[k]
		if t.Kind == word.Mark || t.Lower == "of" || t.Lower == "who" {
			return
		}
		if roleHeads[t.Lower] {
			b.Role(id, t.Lower)
			return
		}
	}
}
