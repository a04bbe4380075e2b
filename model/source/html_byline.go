package source

import (
	"slices"
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
		part = bareName(beforeSmallWord(part))
		small := len(out) > 0 && part == strings.ToLower(part) && bylineWords().agencies[key(part)]
		if r := firstRune(part); !small && (!looksLikeNames(part) || words(part) > 6 || !unicode.IsUpper(r) && !unicode.Is(unicode.Lo, r) && !unicode.Is(unicode.Georgian, r)) {
			break
		}
		out = append(out, part)
	}
	return out
}

// beforeOthers returns the part of s before it names a photographer, an editor.
func beforeOthers(s string) string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return s // a letter that changes its size
	}
	for _, role := range bylineWords().others {
		if i := strings.Index(low, role); i > 1 && strings.ContainsRune(" ;,.|/", rune(low[i-1])) {
			s, low = strings.TrimRight(s[:i], " ;,.|/"), low[:i]
		}
	}
	return s
}

// labelled returns what stands behind the label of an author, up to the next label.
func labelled(line string) string {
	for at := 0; ; {
		i := strings.IndexAny(line[at:], ":：/／՝")
		if i < 0 {
			return ""
		}
		i += at
		_, n := utf8.DecodeRuneInString(line[i:])
		at = i + n
		if !labelOfAuthor(line[:i], line[i] == '/') {
			continue
		}
		rest := beforeOthers(strings.TrimSpace(line[at:]))
		if j := strings.IndexAny(rest, ":："); j > 0 {
			rest = strings.TrimSpace(rest[:strings.LastIndexByte(rest[:j], ' ')+1])
		}
		parts, _ := undated(rest)
		if len(parts) == 0 {
			continue
		}
		if names := people(strings.Trim(parts[0], " ,;")); len(names) > 0 {
			return strings.Join(names, ", ")
		}
	}
}

// labelOfAuthor reports whether a text, which a colon or a bar follows, ends with the
// label of an author; before a bar only the scripts without spaces have one.
func labelOfAuthor(text string, bar bool) bool {
	l := bylineWords()
	fields := strings.Fields(strings.TrimSpace(text[max(0, strings.LastIndexAny(text, "|•·,;")+1):]))
	known := false
	for k := 1; k <= maxByWords && k <= len(fields); k++ {
		phrase := strings.Join(fields[len(fields)-k:], " ")
		if slices.ContainsFunc(l.others, func(role string) bool { return strings.EqualFold(strings.TrimSuffix(role, ":"), phrase) }) {
			return false
		}
		known = known || (l.by[key(phrase)] || l.labels[key(phrase)]) && (!bar || wide(firstRune(phrase)))
	}
	return known
}

// eastAsianCredit reads the names beside the word for a reporter: behind it in Chinese,
// before it in Korean and Japanese.
func eastAsianCredit(line string) string {
	line = strings.Trim(line, "〔〕[]【】（）() ")
	for _, post := range []string{"记者", "記者"} {
		i := strings.Index(line, post)
		if i < 0 || strings.IndexFunc(line[:i], func(r rune) bool { return !unicode.Is(unicode.Han, r) && r != ' ' }) >= 0 || len(line[:i]) > 36 {
			continue
		}
		if n := utf8.RuneCountInString(line[:i]); i+len(post) == len(line) && n >= 3 && n <= 5 && !strings.Contains(line, " ") {
			return line[:i]
		}
		var names []string
		for f := range strings.FieldsFuncSeq(strings.TrimLeft(line[i+len(post):], " ：:"), func(r rune) bool { return r == '、' || r == ' ' }) {
			name := f[:len(f)-len(strings.TrimLeftFunc(f, func(r rune) bool { return unicode.Is(unicode.Han, r) || r == '·' }))]
			if n := utf8.RuneCountInString(name); n < 2 || n > 4 || reportWords[name] {
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
	for i, f := range fields {
		if i > 6 || len(fields) > 9 || !koreanPosts[f] {
			continue
		}
		for _, j := range []int{i - 1, i + 1} { // the name is mostly before
			if j >= 0 && j < len(fields) && koreanName(fields[j]) {
				return fields[j]
			}
		}
	}
	return ""
}

// reportWords stand behind the names in Chinese credits; koreanPosts beside those in
// Korean.
var (
	reportWords = set("报道 報導 報道 摄影 攝影 摄 攝 文 图 綜合報導 综合报道 通讯员 通訊員 编译 編譯")
	koreanPosts = set("기자 특파원 논설위원 객원기자 인턴기자")
)

func koreanName(s string) bool {
	n := utf8.RuneCountInString(s)
	return unicode.Is(unicode.Hangul, firstRune(s)) && n >= 2 && n <= 4 && !koreanPosts[s]
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
var conjunctions = set("|and|&|und|et|y|e|en|og|och|ja|i|и|και|та|і|ve|dan|with|avec|mit|con|com|met|med|a|oraz|și|és|+|اور|و|और|এবং|và")

// splitAuthors splits a list of names at the marks and words that part them in
// the languages that most outlets write. A place behind a full name is left out:
// "Anna Example, Gullport"; so is what someone has studied.
func splitAuthors(s string) []string {
	s = withoutBrackets(s)
	for _, sep := range []string{";", " | ", " / ", " • ", " · ", "、", "，", " with additional reporting by "} {
		s = strings.ReplaceAll(s, sep, ",")
	}
	var out []string
	for part := range strings.SplitSeq(s, ",") {
		part = strings.TrimSpace(part)
		if first, rest, ok := strings.Cut(part, " "); ok && conjunctions[strings.ToLower(first)] && len(out) > 0 {
			part = rest
		}
		switch l := bylineWords(); {
		case part == "":
		case len(out) > 0 && l.degrees[key(part)]:
		case len(out) > 0 && generations[key(part)]:
			out[len(out)-1] += " " + part
		case len(out) > 0 && words(out[0]) > 1 && placeOnly(part):
		default:
			if head, tail, ok := strings.Cut(part, " - "); ok && words(head) > 1 && l.agencies[key(tail)] {
				out, part = append(out, splitPair(head)...), tail
			}
			for _, p := range splitPair(part) {
				out = append(out, splitSlash(p)...)
			}
		}
	}
	return out
}

// generations stand behind the name of somebody who has it from a parent.
var generations = set("jr sr ii iii iv")

// placeOnly reports a word in a list of full names that names no agency and no pen name in
// capitals: where they wrote from.
func placeOnly(s string) bool {
	return words(s) == 1 && len(s) > 5 && unicode.IsUpper(firstRune(s)) && s != strings.ToUpper(s) && !bylineWords().agencies[key(s)] && !agencies[key(s)] && !post(s)
}

// splitPair splits a text at its conjunctions where they part full names, or two
// single ones.
func splitPair(s string) []string {
	l := bylineWords()
	for i := 0; i < len(s); {
		j := strings.IndexByte(s[i:], ' ')
		if j < 0 {
			break
		}
		i += j
		word, rest, _ := strings.Cut(s[i+1:], " ")
		if low := strings.ToLower(word); conjunctions[low] {
			a, b := strings.TrimSpace(s[:i]), strings.TrimSpace(rest)
			single := len(word) >= 3 || low == "&" || low == "et"
			if words(a) >= 2 && (words(b) >= 2 || l.agencies[key(b)] || notNames[key(b)]) || single && words(a) == 1 && words(b) == 1 {
				return append(splitPair(a), splitPair(b)...)
			}
		}
		i++
	}
	return []string{s}
}

// splitSlash splits a text at the bars that part two names, or a name and an agency, and
// not at one inside the name of a desk: "RFX/RX's Coast Service".
func splitSlash(s string) []string {
	a, b, ok := strings.Cut(s, "/")
	if !ok || words(a) < 2 && a != strings.ToLower(a) && !bylineWords().agencies[key(a)] {
		return []string{s}
	}
	return append([]string{strings.TrimSpace(a)}, splitSlash(strings.TrimSpace(b))...)
}

// withoutBrackets returns s without what stands in brackets behind a name.
func withoutBrackets(s string) string {
	for {
		i := strings.IndexAny(s, "([<（")
		if i <= 0 {
			return s
		}
		j := strings.IndexAny(s[i:], ")]>）")
		if j < 0 {
			return strings.TrimSpace(s[:i])
		}
		_, n := utf8.DecodeRuneInString(s[i+j:])
		s = strings.TrimSpace(s[:i]) + " " + strings.TrimSpace(s[i+j+n:])
	}
}
