package source

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// credit reads who a short line beside a headline says wrote the article: "By Anna
// Example | 4 May 2031", "04.05.2031, 10:30 von Anna Example", "Datum: 4.5.2031
// Autor: Anna Example", "Posted by Anna on Monday", "記者陳範例／北港報導". A name of one
// word counts only where the line leaves no doubt what it is. "" when it says nothing
// of the kind.
func credit(line string) string {
	if len(line) > 300 {
		return ""
	}
	if name := labelled(line); name != "" {
		return name
	}
	if name := eastAsianCredit(line); name != "" {
		return name
	}
	parts, dated := undated(line)
	for _, p := range parts {
		rest := withoutBy(p)
		if rest == p {
			continue
		}
		sure := dated || strings.Count(p[:len(p)-len(withoutBy(p))], " ") > 1
		if names := people(beforeOthers(rest)); len(names) > 0 && (words(names[0]) >= 2 || sure || len(names) > 1) {
			return strings.Join(names, ", ")
		}
	}
	return ""
}

// people returns the names at the start of a text that lists some: "Anna Example in
// Gull Port and Ben Sample, harbour correspondent" names two. What follows a name that
// is none ends the list; agencies that are written in small letters do not.
func people(s string) []string {
	var out []string
	for _, part := range splitAuthors(s) {
		if i := strings.IndexAny(part, "(["); i > 0 {
			part = strings.TrimSpace(part[:i])
		}
		part = strings.Trim(beforeSmallWord(part), " .")
		small := len(out) > 0 && len(part) >= 2 && len(part) <= 4 && part == strings.ToLower(part) && words(part) == 1
		if r := firstRune(part); !small && (!looksLikeNames(part) || words(part) > 6 || !unicode.IsUpper(r) && !unicode.Is(unicode.Lo, r)) {
			break
		}
		out = append(out, part)
	}
	return out
}

// otherRoles begin what a line says of others than the author.
var otherRoles = []string{"photograph", "photos by", "photo by", "photo:", "photos:", "foto", "fotos", "bilder", "bild:", "illustration", "editing by", "edited by", "video", "graphics", "фото"}

// beforeOthers returns the part of s before it names a photographer, an editor.
func beforeOthers(s string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return s // a letter that changes its size
	}
	for _, role := range otherRoles {
		if i := strings.Index(low, role); i > 1 && strings.ContainsRune(" ;,.|/", rune(low[i-1])) {
			s, low = strings.TrimRight(s[:i], " ;,.|/"), low[:i]
		}
	}
	return s
}

// authorLabels stand before a colon and the name, in a line that may give several
// things so.
var authorLabels = set("|" + strings.Join([]string{"author", "authors", "words", "by", "written by", "reporter", "autor", "autorin", "autoren", "von", "text", "auteur", "auteurs", "par", "texte", "autore", "autori", "testo", "di",
	"autores", "autora", "por", "texto", "door", "schrijver", "tekst", "skribent", "forfatter", "författare", "av", "af", "skrevet af", "skrevet av", "teksti", "kirjoittaja", "autor článku", "napsal", "napsala",
	"szerző", "írta", "szöveg", "scris de", "текст", "автор", "автори", "авторы", "yazar", "haber", "muhabir", "yazan", "συντάκτης", "συντάκτρια", "γράφει", "piše", "napisao", "napisala", "penulis", "oleh", "reporter", "tác giả",
	"作者", "文", "记者", "記者", "撰文", "執筆", "取材・文", "글", "취재", "بقلم", "كتب", "كتبت", "الكاتب", "מאת", "כתב", "نویسنده", "लेखक", "রচনা", "লেখক"}, "|"))

// labelled returns what stands behind the label of an author, up to the next label.
func labelled(line string) string {
	for at := 0; ; {
		i := strings.IndexAny(line[at:], ":：／")
		if i < 0 {
			return ""
		}
		i += at
		_, n := utf8.DecodeRuneInString(line[i:])
		at = i + n
		before := strings.Fields(strings.TrimSpace(line[max(0, strings.LastIndexAny(line[:i], "|•·,;")+1):i]))
		known := false
		for k := 1; k <= 2 && k <= len(before); k++ {
			known = known || authorLabels[key(strings.Join(before[len(before)-k:], " "))]
		}
		if !known {
			continue
		}
		rest := strings.TrimSpace(line[at:])
		if j := strings.IndexAny(rest, ":："); j > 0 {
			rest = strings.TrimSpace(rest[:strings.LastIndexByte(rest[:j], ' ')+1])
		}
		parts, _ := undated(beforeOthers(rest))
		if len(parts) == 0 {
			continue
		}
		if names := people(strings.Trim(parts[0], " ,;")); len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
}

// eastAsianCredit reads the names beside the word for a reporter in Chinese, before it
// in Korean.
func eastAsianCredit(line string) string {
	for _, post := range []string{"记者", "記者"} {
		i := strings.Index(line, post)
		if i < 0 || strings.IndexFunc(line[:i], func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != ' ' && r != '（' && r != '【' }) >= 0 || len(line[:i]) > 36 {
			continue
		}
		var names []string
		for f := range strings.FieldsFuncSeq(strings.TrimLeft(line[i+len(post):], " ：:"), func(r rune) bool { return r == '、' || r == ' ' }) {
			name := f[:len(f)-len(strings.TrimLeftFunc(f, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '·' }))]
			if n := utf8.RuneCountInString(name); n < 2 || n > 4 {
				break
			}
			if names = append(names, name); name != f {
				break
			}
		}
		if len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
	fields := strings.Fields(line)
	for i := 1; i < len(fields) && i < 6 && len(fields) < 10; i++ {
		n := utf8.RuneCountInString(fields[i-1])
		if (fields[i] == "기자" || fields[i] == "특파원" || fields[i] == "논설위원") && unicode.Is(unicode.Hangul, firstRune(fields[i-1])) && n >= 2 && n <= 4 {
			return fields[i-1]
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
var conjunctions = []string{" and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " ja ", " i ", " и ", " και ", " та ", " ve ", " dan ", " und\u00a0", " with ", " avec ", " mit "}

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
			if words(a) >= 2 && (words(b) >= 2 || agencies[key(b)]) || single && words(a) == 1 && words(b) == 1 {
				return append(splitPair(a), splitPair(b)...)
			}
			from = i + len(c)
		}
	}
	return []string{s}
}
