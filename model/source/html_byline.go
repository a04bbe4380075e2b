package source

import (
	"strings"
	"unicode"
)

// credit reads who a short line beside a headline says wrote the article: "By Anna
// Example | 4 May 2031", "04.05.2031, 10:30 von Anna Example", "Datum: 4.5.2031
// Autor: Anna Example", "Posted by Anna on Monday". A name of one word counts only
// where the line leaves no doubt what it is. "" when it says nothing of the kind.
func credit(line string) string {
	if len(line) > 300 {
		return ""
	}
	if name := labelled(line); name != "" {
		return name
	}
	parts, dated := undated(line)
	for _, p := range parts {
		rest := withoutBy(p)
		if rest == p {
			continue
		}
		rest = beforeSmallWord(rest)
		sure := dated || strings.Count(p[:len(p)-len(withoutBy(p))], " ") > 1
		if (words(rest) >= 2 || sure) && looksLikeNames(rest) && unicode.IsUpper(firstRune(rest)) {
			return rest
		}
	}
	return ""
}

// authorLabels stand before the name in a line that gives several things, each
// behind its label.
var authorLabels = []string{"author:", "authors:", "autor:", "autorin:", "autoren:", "auteur:", "auteur :", "autore:", "autores:", "author :", "автор:", "yazar:", "författare:", "forfatter:", "tekst:", "skribent:", "schrijver:", "penulis:"}

// labelled returns what stands behind the label of an author, up to the next label.
func labelled(line string) string {
	low := strings.ToLower(line)
	if len(low) != len(line) {
		return "" // a letter that changes its size
	}
	for _, label := range authorLabels {
		i := strings.Index(low, label)
		if i < 0 || i > 0 && low[i-1] != ' ' && low[i-1] != '|' {
			continue
		}
		rest := strings.TrimSpace(line[i+len(label):])
		if j := strings.IndexByte(rest, ':'); j > 0 {
			rest = strings.TrimSpace(rest[:strings.LastIndexByte(rest[:j], ' ')+1])
		}
		parts, _ := undated(rest)
		if len(parts) == 0 {
			continue
		}
		if rest = strings.Trim(parts[0], " ,;"); looksLikeNames(rest) && unicode.IsUpper(firstRune(rest)) {
			return rest
		}
	}
	return ""
}

// undated takes the dates and times of day out of a line, and returns what is left
// in pieces, which bars, dots and dashes part as well.
func undated(line string) (parts []string, dated bool) {
	t := dateTokens(line, len(line))
	var b strings.Builder
	from := 0
	for i := 0; i < len(t); {
		_, n := dateAt(t, i)
		if n == 0 {
			n = timeAt(t, i)
		}
		if n == 0 && i+4 < len(t) && shortDate(t[i:]) {
			n = 5
		}
		if n == 0 {
			i++
			continue
		}
		b.WriteString(line[from:t[i].start])
		b.WriteByte('\n')
		from, dated = t[i+n-1].end, true
		i += n
	}
	b.WriteString(line[from:])
	s := b.String()
	for _, sep := range []string{"|", " • ", " · ", " – ", " — ", " - ", "»"} {
		s = strings.ReplaceAll(s, sep, "\n")
	}
	for p := range strings.SplitSeq(s, "\n") {
		if p = strings.Trim(p, " ,;:"); p != "" {
			parts = append(parts, p)
		}
	}
	return parts, dated
}

// beforeSmallWord returns the part of s before a word that leads on to a day or a
// place: "Anna Example am Dienstag" is "Anna Example".
func beforeSmallWord(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] != ' ' || i == 0 {
			continue
		}
		w, _, _ := strings.Cut(s[i+1:], " ")
		switch w {
		case "am", "on", "at", "um", "le", "el", "il", "vom", "op", "dnia", "in", "@", "den", "kl.", "à", "alle", "in:", "vor":
			if w != "le" && w != "el" && w != "il" && w != "den" || s[i+1:] == w || strings.IndexAny(s[i:], "0123456789") >= 0 {
				return strings.Trim(s[:i], " ,;:")
			}
		}
	}
	return s
}

// addressOnly reports a text that is an address, with or without its scheme, and no
// name.
func addressOnly(s string) bool {
	s = strings.TrimSpace(s)
	host, _, path := strings.Cut(s, "/")
	return isAddress(s) || path && !strings.Contains(s, " ") && (host == "" || strings.Contains(host, "."))
}

// isHandle reports the name of an account instead of a person's: one word with
// digits or a mark inside, all in lower case.
func isHandle(s string) bool {
	return s == strings.ToLower(s) && s != strings.ToUpper(s) && words(s) == 1 && strings.IndexAny(s, "_.0123456789") >= 0
}

// conjunctions part two names; what they join is no list where they stand inside
// a name, as in that of a family or a desk.
var conjunctions = []string{" and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " ja ", " i ", " и ", " και ", " та ", " ve ", " dan ", " und\u00a0"}

// splitAuthors splits a list of names at the marks and words that part them in
// the languages that most outlets write.
func splitAuthors(s string) []string {
	for _, sep := range []string{";", " | ", " / ", "/", " • ", " · ", "、", "，", " with additional reporting by ", ", and ", ", und "} {
		s = strings.ReplaceAll(s, sep, ",")
	}
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		out = append(out, splitPair(strings.TrimSpace(part))...)
	}
	return out
}

// splitPair splits a text at its conjunctions where they part full names, or two
// single ones.
func splitPair(s string) []string {
	for _, c := range conjunctions {
		for from := 0; ; {
			i := strings.Index(s[from:], c)
			if i < 0 {
				break
			}
			i += from
			a, b := strings.TrimSpace(s[:i]), strings.TrimSpace(s[i+len(c):])
			single := len(c) >= 5 || c == " & " || c == " et "
			if words(a) >= 2 && words(b) >= 2 || single && words(a) == 1 && words(b) == 1 {
				return append(splitPair(a), splitPair(b)...)
			}
			from = i + len(c)
		}
	}
	return []string{s}
}
