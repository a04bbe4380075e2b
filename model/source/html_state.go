package source

import (
	"slices"
	"strings"
	"unicode/utf16"

	"github.com/kreader/kreader/model/edtf"
)

// Pages that a script draws keep what they show as data inside a script: the state of
// an application, or what is told to those who count visits. What such data say of
// when the page was published is read as text, since most of them are no JSON. Nothing
// is run.

const (
	maxScripts     = 400
	maxScriptBytes = 8 << 20 // of all of them
)

// stateStems are in the names of the fields that say when something was published, or
// else made.
var stateStems = []string{"ublish", "ublicat", "ubDate", "ubdate", "ub_date", "osted", "reated", "reation"}

// stateDate is a day that a field in a script gives.
type stateDate struct {
	day    edtf.Value
	made   bool // it says when something was made, not when it was published
	script int
	at     int
}

// inState returns when the page was published, as its scripts have it: the field
// nearest to the headline, or where that stands in no script what all fields agree on.
// A field on the making of something counts only where none is on publication.
func (s *survey) inState(title string) (edtf.Value, bool) {
	var all []stateDate
	var titles []stateDate // where the headline stands
	spellings := stateSpellings(title)
	size := 0
	for i, n := range s.scripts {
		text := n.FirstChild.Data
		if size += len(text); size > maxScriptBytes {
			break
		}
		all = append(all, stateDates(text, i)...)
		for _, t := range spellings {
			for at := 0; len(titles) < maxStamps; {
				j := strings.Index(text[at:], t)
				if j < 0 {
					break
				}
				at += j + len(t)
				titles = append(titles, stateDate{script: i, at: at})
			}
		}
	}
	if slices.ContainsFunc(all, func(d stateDate) bool { return !d.made }) {
		all = slices.DeleteFunc(all, func(d stateDate) bool { return d.made })
	}
	best, nearest, agreed := -1, 0, true
	for i, d := range all {
		agreed = agreed && d.day == all[0].day
		for _, t := range titles {
			if far := max(t.at-d.at, d.at-t.at); t.script == d.script && (best < 0 || far < nearest) {
				best, nearest = i, far
			}
		}
	}
	switch {
	case best >= 0:
		return all[best].day, true
	case len(all) > 0 && agreed:
		return all[0].day, true
	}
	return edtf.Value{}, false
}

// stateSpellings returns a headline as scripts write it: plain, and with its letters
// beyond ASCII or its quotation marks escaped.
func stateSpellings(title string) []string {
	if len(title) < 12 {
		return nil
	}
	var ascii, quoted strings.Builder
	for _, r := range title {
		switch {
		case r == '"' || r == '/' || r == '\\':
			ascii.WriteByte('\\')
			quoted.WriteByte('\\')
			fallthrough
		case r < 0x80:
			ascii.WriteRune(r)
		case r < 0x10000:
			ascii.WriteString(unitEscape(r))
		default:
			a, b := utf16.EncodeRune(r)
			ascii.WriteString(unitEscape(a) + unitEscape(b))
		}
		quoted.WriteRune(r)
	}
	out := []string{title, quoted.String(), ascii.String()}
	slices.Sort(out)
	return slices.Compact(out)
}

func unitEscape(r rune) string {
	const digits = "0123456789abcdef"
	return string([]byte{'\\', 'u', digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}

// stateDates returns the days that fields in the text of a script give.
func stateDates(text string, script int) []stateDate {
	var out []stateDate
	for _, stem := range stateStems {
		for at := 0; len(out) < 8*maxStamps; {
			i := strings.Index(text[at:], stem)
			if i < 0 {
				break
			}
			i += at
			from, to := i, i+len(stem)
			for from > 0 && nameByte(text[from-1]) && i-from < 40 {
				from--
			}
			for to < len(text) && nameByte(text[to]) && to-i < 60 {
				to++
			}
			at = to
			published, made := momentField(text[from:to])
			if !published && !made {
				continue
			}
			if v, ok := stateMoment(text[to:min(len(text), to+100)]); ok {
				out = append(out, stateDate{v, made, script, from})
			}
		}
	}
	return out
}

func nameByte(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.'
}

// momentField reports whether the name of a field says that it gives when something
// was published or made.
func momentField(name string) (published, made bool) {
	name = strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r | 0x20
		}
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, name)
	for _, other := range []string{"updat", "modif", "last", "expir", "unpublish", "republish", "publisher", "schedul", "valid", "comment", "user", "image", "photo"} {
		if strings.Contains(name, other) {
			return false, false
		}
	}
	for _, stem := range []string{"publish", "publicat", "pubdate", "pubtime", "posted"} {
		if strings.Contains(name, stem) {
			return true, false
		}
	}
	return false, strings.Contains(name, "created") || strings.Contains(name, "creation")
}

// stateMoment reads the value behind the name of a field: `": "2031-05-04T10:00"`.
func stateMoment(rest string) (edtf.Value, bool) {
	rest = strings.TrimLeft(rest, "\\\"' \t\n")
	if rest == "" || rest[0] != ':' && rest[0] != '=' && rest[0] != ',' {
		return edtf.Value{}, false
	}
	rest = strings.TrimLeft(rest[1:], " \t\n\\")
	if rest == "" {
		return edtf.Value{}, false
	}
	end := 0
	switch q := rest[0]; {
	case q == '"' || q == '\'':
		rest = rest[1:]
		if end = strings.IndexByte(rest, q); end < 0 {
			return edtf.Value{}, false
		}
	default:
		for end < len(rest) && rest[end] >= '0' && rest[end] <= '9' {
			end++
		}
	}
	v := strings.TrimRight(rest[:end], "\\ ")
	if n := len(v); n < 8 || n > 40 {
		return edtf.Value{}, false
	}
	if d, ok := parseDate(v); ok && d.Lo == d.Hi {
		return d, true
	}
	return since1970(v)
}
