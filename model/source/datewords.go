package source

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

// The words of English that stand in dates and beside them. Those of the other
// languages are looked up only where these are not enough.
var (
	months = map[string]int{
		"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
		"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
	}
	weekdays = map[string]bool{
		"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
		"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
	}
	zones = map[string]bool{
		"utc": true, "gmt": true, "bst": true, "cet": true, "cest": true, "et": true, "est": true, "edt": true, "ct": true, "cst": true, "cdt": true,
		"mt": true, "mst": true, "mdt": true, "pt": true, "pst": true, "pdt": true, "ist": true, "aest": true, "aedt": true, "msk": true, "uk": true, "z": true,
	}
	publishedWords = map[string]bool{"published": true, "posted": true, "date": true, "issued": true, "created": true, "filed": true, "released": true, "aired": true}
	modifiedWords  = map[string]bool{"updated": true, "modified": true, "edited": true, "corrected": true, "revised": true, "changed": true, "amended": true}
	fillerWords    = map[string]bool{"on": true, "at": true, "last": true, "page": true, "first": true, "by": false, "article": true, "was": true, "local": true, "time": true, "and": true, "of": true}
)

//go:embed datewords.txt
var dateWordsText string

// dateLexicon holds what datewords.txt says.
type dateLexicon struct {
	months                                        map[string]int
	weekdays, published, modified, fillers, zones map[string]bool
}

var foreignWords = sync.OnceValue(func() *dateLexicon {
	f := &dateLexicon{map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]bool{}}
	kinds := map[string]map[string]bool{"weekday": f.weekdays, "published": f.published, "modified": f.modified, "filler": f.fillers, "zone": f.zones}
	for line := range strings.Lines(dateWordsText) {
		kind, words, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		month, _ := strconv.Atoi(kind)
		for w := range strings.FieldsSeq(words) {
			if month == 0 {
				kinds[kind][w] = true
			} else if f.months[w] == 0 {
				f.months[w] = month
			}
		}
	}
	return f
})

// monthOf returns the month that a word names, more than 20 for those of the solar
// Hijri calendar, 0 when it names none.
func monthOf(word string) int {
	if m := months[word]; m > 0 || word == "" {
		return m
	}
	return foreignWords().months[word]
}

func isWeekday(word string) bool {
	return word != "" && (weekdays[word] || foreignWords().weekdays[word])
}

// saysPublished reports a word that calls the date beside it that of publication.
func saysPublished(word string) bool {
	return word != "" && (publishedWords[word] || foreignWords().published[word] || ideographic(word, foreignWords().published))
}

// saysModified reports a word that calls the date beside it that of a change.
func saysModified(word string) bool {
	return word != "" && (modifiedWords[word] || foreignWords().modified[word] || ideographic(word, foreignWords().modified))
}

// ideographic reports whether one of labels is part of a word of a script that puts
// no spaces between words.
func ideographic(word string, labels map[string]bool) bool {
	if firstRune(word) < '\u3000' {
		return false
	}
	for l := range labels {
		if firstRune(l) >= '\u3000' && strings.Contains(word, l) {
			return true
		}
	}
	return false
}

// aroundDate reports a word that may stand around a date in a line that says
// nothing else.
func aroundDate(word string) bool {
	f := foreignWords()
	return word != "" && (fillerWords[word] || isWeekday(word) || zones[word] || f.zones[word] || f.fillers[word])
}
