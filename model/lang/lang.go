// Package lang holds what kreader knows about a language as data: names of
// months and weekdays, number words, the words around them, and the patterns
// they make, in their order. One file per language in data/, embedded and
// found by its name: a second language is a second file and no code. What
// tells that a text is in a language is its commonest words, in common/, also
// for languages whose dates kreader does not read yet.
package lang

import (
	"embed"
	"fmt"
	"path"
	"sort"
	"strings"
	"sync"

	"github.com/BurntSushi/toml"
)

//go:embed data/*.toml common/*.txt
var files embed.FS

// Language is what one language needs.
type Language struct {
	Tag  string `toml:"tag"`  // BCP 47 primary tag, such as "en"
	Name string `toml:"name"` // in the language itself, such as "English"
	Time Time   `toml:"time"`
}

// Time is how a language speaks of time; model/timex gives it its meaning.
type Time struct {
	// Order is the order of a date in figures: "mdy" or "dmy".
	Order string `toml:"order"`
	// OrdinalDot tells that figures with a full stop are ordinals: 7. Mai.
	OrdinalDot bool `toml:"ordinal_dot"`
	// Words gives the words of each class by their value: class, value, words.
	// A word may be several words; one that ends in "." is an abbreviation
	// that may stand with its full stop or without.
	Words map[string]map[string][]string `toml:"words"`
	// Capital names the classes whose words count only with a capital letter.
	Capital []string `toml:"capital"`
	// Strong names the classes of which every expression has at least one.
	Strong []string `toml:"strong"`
	// Context names the classes that never take part in an expression; they
	// are looked for around one.
	Context []string `toml:"context"`
	// Macros are parts of patterns with a name.
	Macros map[string]string `toml:"macros"`
	// Patterns are tried at each place; the longest wins, then the earlier.
	Patterns []Pattern `toml:"pattern"`
}

// Pattern is one way to say a time; its syntax is explained in model/timex.
type Pattern struct {
	As    string `toml:"as"`    // the reading: date, offset, duration, set, ref, not
	Is    string `toml:"is"`    // the words
	Guard string `toml:"guard"` // what the words around must be like, "" for anything
}

// Default is the tag of the language that holds where none is known.
const Default = "en"

var cache struct {
	sync.Mutex
	byTag map[string]*Language
}

// For returns the language with the tag, that of Default when it is unknown. A
// language is read once, when it is first asked for.
func For(tag string) *Language {
	tag, _, _ = strings.Cut(strings.ToLower(tag), "-")
	cache.Lock()
	defer cache.Unlock()
	if l := cache.byTag[tag]; l != nil {
		return l
	}
	data, err := files.ReadFile("data/" + tag + ".toml")
	if err != nil {
		tag = Default
		if l := cache.byTag[tag]; l != nil {
			return l
		}
		data, _ = files.ReadFile("data/" + tag + ".toml")
	}
	l := new(Language)
	if _, err := toml.Decode(string(data), l); err != nil {
		// The files are compiled in and a test reads them all.
		panic(fmt.Sprintf("lang: data/%s.toml: %v", tag, err))
	}
	if cache.byTag == nil {
		cache.byTag = map[string]*Language{}
	}
	cache.byTag[tag] = l
	return l
}

// Tags returns the tags of the languages there are, sorted.
func Tags() []string {
	names, _ := files.ReadDir("data")
	tags := make([]string, 0, len(names))
	for _, n := range names {
		tags = append(tags, strings.TrimSuffix(path.Base(n.Name()), ".toml"))
	}
	sort.Strings(tags)
	return tags
}

// having gives for each of the commonest words the languages that have it.
var having = sync.OnceValue(func() map[string][]string {
	names, _ := files.ReadDir("common")
	by := map[string][]string{}
	for _, n := range names {
		data, _ := files.ReadFile("common/" + n.Name()) // compiled in
		for _, w := range strings.Fields(string(data)) {
			by[w] = append(by[w], strings.TrimSuffix(n.Name(), ".txt"))
		}
	}
	return by
})

// Having returns the tags of the languages that have the word, in lower case,
// among their commonest, sorted; nil when none has. The lists are of words
// that few other languages share.
func Having(word string) []string { return having()[word] }
