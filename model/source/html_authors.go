package source

import (
	"slices"
	"strings"
	"unicode"
)

// byline returns who wrote the page, separated by ", ": the first of its
// statements that names somebody, the outlet itself only when no other does.
func (s *survey) byline(linked []map[string]any, site string) string {
	var statements [][]string
	if len(linked) > 0 {
		for _, m := range linked {
			if isType(m, "WebPage") && len(statements) > 0 {
				continue
			}
			a := s.linked.people(m["author"])
			if len(a) == 0 {
				a = s.linked.people(m["creator"])
			}
			if len(a) > 0 {
				statements = append(statements, a)
				break
			}
		}
	}
	for _, n := range metaAuthor {
		if v := s.named[n]; len(v) > 0 {
			statements = append(statements, v)
		}
	}
	statements = append(statements, s.authors)
	signed := s.signed
	if len(statements) == 0 || len(authorNames(slices.Concat(statements...))) == 0 {
		for _, l := range s.lines() {
			if n := withoutBy(l); n != l && words(n) >= 2 && looksLikeNames(n) && unicode.IsUpper(firstRune(n)) {
				signed = append(signed, l)
			}
		}
	}
	for _, b := range signed {
		if by, _, _, ok := bylineOf(b); ok {
			statements = append(statements, []string{by})
		} else if n := withoutBy(b); n != b || words(n) <= 4 {
			statements = append(statements, []string{n})
		}
	}
	own := s.siteNames(linked, site)
	spare := ""
	for _, st := range statements {
		names := authorNames(st)
		if len(names) == 0 {
			continue
		}
		if isSite(key(strings.Join(st, " ")), own) || len(names) == 1 && (isSite(key(names[0]), own) || s.goesWithHost(names[0])) {
			if spare == "" {
				spare = names[0]
			}
			continue
		}
		return strings.Join(names, ", ")
	}
	return spare
}

// authorNames makes a list of names of what a page gives as authors.
func authorNames(said []string) []string {
	var out []string
	for _, v := range said {
		v = withoutBy(strings.TrimRight(Line(v), " →»›"))
		for _, label := range []string{"Author", "Autor", "Auteur", "Von", "By"} {
			if rest, ok := strings.CutPrefix(v, label); ok && unicode.IsUpper(firstRune(rest)) {
				v = rest // a label without the space that its style gives
			}
		}
		if strings.Count(v, ",") == 1 && len(said) >= 1 && reversed(v) {
			family, given, _ := strings.Cut(v, ",")
			v = strings.TrimSpace(given) + " " + family
		}
		for _, part := range splitAuthors(v) {
			if part = authorName(part); part != "" && !slices.ContainsFunc(out, func(o string) bool { return key(o) == key(part) }) {
				out = append(out, part)
			}
			if len(out) >= maxAuthors {
				return out
			}
		}
	}
	return out
}

// reversed reports a name written "Family, Given" the way catalogues do: one word
// before the comma, one or two with initials after it.
func reversed(v string) bool {
	family, given, _ := strings.Cut(v, ",")
	given = strings.TrimSpace(given)
	return words(family) == 1 && words(given) >= 1 && words(given) <= 2 && !strings.Contains(given, " and ") &&
		(words(given) == 1 || strings.HasSuffix(given, ".")) && !unicode.IsLower(firstRune(given)) && !post(given)
}

// splitAuthors splits a list of names at the words and marks that part them in
// the languages that most outlets write.
func splitAuthors(s string) []string {
	for _, sep := range []string{" and ", " & ", " und ", " et ", " y ", " e ", " en ", " og ", " och ", " i ", ";", " | ", " / ", "/", " • ", " · ", "、", "，", " και ", " и ", " та "} {
		s = strings.ReplaceAll(s, sep, ",")
	}
	return strings.Split(s, ",")
}

// byWords begin a byline.
var byWords = []string{"by ", "by: ", "written by ", "reported by ", "posted by ", "published by ", "author: ", "authors: ", "words by ", "story by ", "text by ", "von ", "von: ", "text: ", "autor: ", "autorin: ", "par ", "por ",
	"di ", "door ", "af ", "av ", "yazan: ", "автор: ", "автор ", "от ", "текст: ", "autor ", "redaktion: ", "propos recueillis par ", "przez ", "oleh ", "penulis: ", "view all posts by ", "more from ", "posts by ", "zeige alle beiträge von ", "alle beiträge von ", "veröffentlicht von ", "geschrieben von ", "publié par ", "publicado por ", "pubblicato da ", "autor/in: ", "ein artikel von ", "ein beitrag von ", "interview: ", "interview von ", "fotos: ", "publiziert von ", "gepostet von "}

// withoutBy returns s without the words before its names.
func withoutBy(s string) string {
	for again := true; again; {
		again = false
		for _, by := range byWords {
			if len(s) > len(by) && strings.EqualFold(s[:len(by)], by) {
				s, again = strings.TrimSpace(s[len(by):]), true
				break
			}
		}
	}
	return s
}

// authorName returns the name in part of a byline, "" when it is none: an
// address, a date, a handle, a post.
func authorName(s string) string {
	s = strings.TrimSpace(withoutBy(strings.TrimSpace(s)))
	if i := strings.IndexAny(s, "(<[|"); i > 0 {
		s = strings.TrimSpace(s[:i])
	}
	s = strings.Trim(s, " .,:;-–—|•·*")
	if n := len(s); n < 2 || n > 80 || words(s) > 8 || strings.Contains(s, "http") || strings.ContainsAny(s, "@") || strings.HasPrefix(s, "www.") {
		return ""
	}
	if strings.IndexAny(s, "0123456789") >= 0 && (strings.ContainsAny(s, ":/") || looksDated(s)) {
		return ""
	}
	if strings.IndexFunc(s, unicode.IsLetter) < 0 || notNames[key(s)] || post(s) {
		return ""
	}
	return s
}

func looksDated(s string) bool {
	t := dateTokens(s, 80)
	for i := range t {
		if _, n := dateAt(t, i); n > 0 {
			return true
		}
	}
	return false
}

// notNames is what publishing systems put where an author belongs.
var notNames = set(`|admin|administrator|author|authors|editor|editors|webmaster|unknown|anonymous|none|null|undefined|n a|user|staff|guest|root|home|share|posted|published|updated|comments|more|follow|written|name|by|von|par|por|di|publiziert am|veröffentlicht am|erstellt am|posted on|posted by|published on|written by|published by|datum|date|alle beiträge|alle artikel|no author|no authors|zur person|over de auteur|about`)

// post reports a post instead of a name, such as "Senior Political Reporter".
func post(s string) bool {
	last := ""
	for w := range strings.FieldsSeq(key(s)) {
		last = w
	}
	switch last {
	case "editor", "reporter", "correspondent", "writer", "columnist", "contributor", "producer", "journalist", "analyst", "redakteur", "redakteurin", "korrespondent", "volontär", "journaliste", "redactor", "periodista":
		return true
	}
	return false
}
