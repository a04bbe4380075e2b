package source

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"github.com/kreader/kreader/model/lang"
)

var scripts = []struct {
	tag   string
	table *unicode.RangeTable
}{
	{"ar", unicode.Arabic}, {"ru", unicode.Cyrillic}, {"he", unicode.Hebrew}, {"el", unicode.Greek}, {"ja", unicode.Hiragana},
	{"ja", unicode.Katakana}, {"ko", unicode.Hangul}, {"zh", unicode.Han}, {"hi", unicode.Devanagari}, {"th", unicode.Thai},
}

// sampleWords is how many words are looked at, and needed of: fewer say
// nothing.
const (
	sampleWords = 400
	enoughWords = 30
)

// language returns the BCP 47 primary tag of an article: what it says of itself,
// else what its script or its commonest words say, else English.
func language(said string, ps []Piece) string {
	tag, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(said), "_", "-"), "-")
	if len(tag) == 2 || len(tag) == 3 {
		return tag
	}
	ws := make([]string, 0, 2*sampleWords)
	letters, other := 0, make([]int, len(scripts))
	for i := range ps {
		if len(ws) >= sampleWords {
			break
		}
		for w := range strings.FieldsSeq(ps[i].Text[:min(len(ps[i].Text), 4000)]) {
			ws = append(ws, strings.ToLower(strings.Trim(w, ".,;:!?\"“”'’()")))
		}
		for _, r := range ps[i].Text[:min(len(ps[i].Text), 1000)] {
			if r < 0x370 {
				if unicode.IsLetter(r) {
					letters++
				}
				continue
			}
			for k := range scripts {
				if unicode.Is(scripts[k].table, r) {
					other[k]++
					letters++
				}
			}
		}
	}
	for k := range scripts {
		if other[k] > 40 && other[k]*2 > letters || scripts[k].tag == "ja" && other[k]*8 > letters && letters > 20 {
			return scripts[k].tag
		}
	}
	if len(ws) < enoughWords {
		return "en"
	}
	return commonest(ws)
}

// commonest returns the tag of the language whose commonest words ws has most
// of: English unless another wins clearly.
func commonest(ws []string) string {
	count := map[string]int{}
	for _, w := range ws {
		for _, tag := range lang.Having(w) {
			count[tag]++
		}
	}
	best, most := "en", count["en"]*3/2
	for _, tag := range slices.Sorted(maps.Keys(count)) {
		if n := count[tag]; n > most && n*10 >= len(ws) {
			best, most = tag, n
		}
	}
	return best
}
