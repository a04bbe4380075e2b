package source

import (
	"strings"
	"unicode"
)

// stopWords are the commonest words of the languages that share the Latin
// script, chosen so that few are words of another.
var stopWords = map[string]string{
	"en": "the of and to in is was that for with on as by his her from has have it are be at they this which not",
	"de": "der die und das den von zu mit sich des auf für ist nicht ein eine als auch dem wird sind einer hat aus",
	"fr": "le la les des et du une est dans qui que pour au par sur pas avec ce sont été aux ses dans elle mais",
	"es": "el los las del una por con para que como más pero sus este fue ha su al lo se entre sobre también desde",
	"it": "il di che della per un non con sono del gli nel alla dei delle anche più ha una dal come si stato",
	"pt": "o os da do das dos em um uma não com para que por mais foi ao são sua como pela pelo também já",
	"nl": "de het een van en dat op te zijn voor met niet aan er om ook als bij door naar maar uit wordt",
}

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
	var ws []string
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
	best, most := "en", hits(ws, "en")*3/2 // another language has to win clearly
	for _, tag := range []string{"de", "es", "fr", "it", "nl", "pt"} {
		if n := hits(ws, tag); n > most && n*10 >= len(ws) {
			best, most = tag, n
		}
	}
	return best
}

func hits(ws []string, tag string) int {
	stop := map[string]bool{}
	for w := range strings.FieldsSeq(stopWords[tag]) {
		stop[w] = true
	}
	n := 0
	for _, w := range ws {
		if stop[w] {
			n++
		}
	}
	return n
}
