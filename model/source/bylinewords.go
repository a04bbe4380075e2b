package source

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed bylinewords.txt
var bylineWordsText string

// bylineLexicon holds what bylinewords.txt says. Its phrases are keys but for those of
// others, which are looked for as they are printed.
type bylineLexicon struct {
	by, labels, posts, agencies, degrees map[string]bool
	others                               []string
}

var bylineWords = sync.OnceValue(func() *bylineLexicon {
	l := &bylineLexicon{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, nil}
	kinds := map[string]map[string]bool{"by": l.by, "label": l.labels, "post": l.posts, "agency": l.agencies, "degree": l.degrees}
	for line := range strings.Lines(bylineWordsText) {
		kind, phrases, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for phrase := range strings.SplitSeq(phrases, ",") {
			if phrase = strings.TrimSpace(phrase); kind == "other" {
				l.others = append(l.others, phrase)
			} else {
				kinds[kind][key(phrase)] = true
			}
		}
	}
	return l
})

// maxByWords is how many words a phrase before a name may have.
const maxByWords = 5

// withoutBy returns s without the words before its names.
func withoutBy(s string) string {
	for {
		rest := afterPhrase(s)
		if rest == s {
			return s
		}
		s = rest
	}
}

// afterPhrase returns what follows the longest phrase that stands before names at the
// start of s, s itself when none does.
func afterPhrase(s string) string {
	l := bylineWords()
	rest, end := s, 0
	for range maxByWords {
		for end < len(s) && s[end] == ' ' {
			end++
		}
		n := strings.IndexByte(s[end:], ' ')
		if n < 0 {
			break
		}
		end += n
		phrase, behind := s[:end], strings.TrimLeft(s[end:], " ")
		if colon, ok := strings.CutPrefix(behind, ": "); ok {
			phrase, behind = phrase+":", strings.TrimLeft(colon, " ")
		}
		if k := key(phrase); behind != "" && k != "" && (l.by[k] || l.labels[k] && strings.HasSuffix(phrase, ":")) {
			rest = behind
		}
	}
	return rest
}

// saysWritten reports a label under which a page names an author.
func saysWritten(label string) bool {
	k := key(label)
	return bylineWords().by[k] || bylineWords().labels[k]
}
