package source

import (
	"encoding/xml"
	"strconv"
	"strings"
)

// The numbers of lists in office documents are not in their text: styles say how each
// level of a list counts and how its numbers are written (ISO/IEC 29500-1, 17.9;
// OpenDocument 1.3, 16.30).

// maxListLevels is how many levels a list has.
const maxListLevels = 9

// listLevel is how a level of a list is numbered.
type listLevel struct {
	format string // as numeral takes it; "", "bullet" and "none" are no numbers
	text   string // with %1 for the number of the first level, %2 for that of the second
	start  int
}

// listNumbers counts the items of the lists of a document.
type listNumbers struct {
	levels map[string]*[maxListLevels]listLevel // by style of list
	kind   map[string]string                    // list → its style
	starts map[string]map[int]int               // list → level → where it begins anew
	counts map[string]*[maxListLevels]int       // style → the last numbers, 0 for none
}

func newListNumbers() *listNumbers {
	return &listNumbers{map[string]*[maxListLevels]listLevel{}, map[string]string{}, map[string]map[int]int{}, map[string]*[maxListLevels]int{}}
}

// docxListsOf reads word/numbering.xml. What is damaged in it costs numbers, not text.
func docxListsOf(s string) *listNumbers {
	l := newListNumbers()
	abstract, list, level := "", "", 0
	_ = eachXML(s, func(t xml.Token, _ int) error {
		e, ok := t.(xml.StartElement)
		if !ok {
			return nil
		}
		val := xmlAttr(e, "val")
		switch e.Name.Local {
		case "abstractNum":
			abstract, list = xmlAttr(e, "abstractNumId"), ""
			l.levels[abstract] = &[maxListLevels]listLevel{}
		case "num":
			list = xmlAttr(e, "numId")
		case "abstractNumId":
			l.kind[list] = val
		case "lvl", "lvlOverride":
			level = min(max(atoi(xmlAttr(e, "ilvl")), 0), maxListLevels-1)
		case "startOverride":
			if l.starts[list] == nil {
				l.starts[list] = map[int]int{}
			}
			l.starts[list][level] = atoi(val)
		case "numFmt", "lvlText", "start":
			if v := l.levels[abstract]; v != nil && list == "" {
				v[level].set(e.Name.Local, val)
			}
		}
		return nil
	})
	return l
}

func (v *listLevel) set(name, val string) {
	switch name {
	case "numFmt":
		v.format = val
	case "lvlText":
		v.text = val
	case "start":
		v.start = atoi(val)
	}
}

// next counts an item of a list at a level from 0, and returns its number as it is
// printed; "" for a bullet.
func (l *listNumbers) next(list string, level int) string {
	style := l.kind[list]
	levels := l.levels[style]
	if levels == nil || level < 0 || level >= maxListLevels {
		return ""
	}
	counts := l.counts[style]
	if counts == nil {
		counts = &[maxListLevels]int{}
		l.counts[style] = counts
	}
	start, anew := l.starts[list][level]
	switch {
	case anew:
		counts[level] = start
		delete(l.starts[list], level)
	case counts[level] == 0:
		counts[level] = levels[level].start
	default:
		counts[level]++
	}
	for i := level + 1; i < maxListLevels; i++ {
		counts[i] = 0
	}
	if f := levels[level].format; f == "" || f == "bullet" || f == "none" {
		return ""
	}
	marker := levels[level].text
	for i := range level + 1 {
		n := counts[i]
		if n == 0 {
			n = levels[i].start
		}
		marker = strings.ReplaceAll(marker, "%"+strconv.Itoa(i+1), numeral(n, levels[i].format))
	}
	return marker
}

// numeral writes a number the way a list does: with letters, Roman numerals or figures.
// The names of the ways are those of Word; HTML's and OpenDocument's are a, A, i and I.
func numeral(n int, format string) string {
	s := ""
	switch format {
	case "lowerLetter", "upperLetter", "a", "A":
		if n < 1 || n > 26*20 {
			break
		}
		s = strings.Repeat(string(rune('a'+(n-1)%26)), (n-1)/26+1)
	case "lowerRoman", "upperRoman", "i", "I":
		s = roman(n)
	}
	switch {
	case s == "" && format == "decimalZero" && n >= 0 && n < 10:
		return "0" + strconv.Itoa(n)
	case s == "":
		return strconv.Itoa(n)
	case strings.HasPrefix(format, "upper") || format == "A" || format == "I":
		return strings.ToUpper(s)
	}
	return s
}

// roman writes a number below 4000 in Roman numerals, in small letters; "" for others.
func roman(n int) string {
	if n < 1 || n >= 4000 {
		return ""
	}
	var b strings.Builder
	for i, v := range []int{1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1} {
		for ; n >= v; n -= v {
			b.WriteString([]string{"m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"}[i])
		}
	}
	return b.String()
}
