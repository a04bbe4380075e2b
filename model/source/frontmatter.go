package source

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"

	"github.com/kreader/kreader/model"
)

// maxFrontMatter is how long front matter may be: forty times the longest we
// have seen, and short enough that no YAML trick costs anything.
const maxFrontMatter = 64 << 10

// frontMatter parts the YAML front matter of s, between two lines of three
// dashes, from the rest. Front matter that is no YAML is dropped with a note:
// it is never part of the article.
func frontMatter(s string) (Meta, string, []model.Diagnostic) {
	head, ok := strings.CutPrefix(s, "---\n")
	if !ok {
		return Meta{}, s, nil
	}
	end, next := -1, 0
	for at := 0; at < len(head) && at <= maxFrontMatter; {
		line, _, _ := strings.Cut(head[at:], "\n")
		if t := strings.TrimRight(line, " \t"); t == "---" || t == "..." {
			end, next = at, min(len(head), at+len(line)+1)
			break
		}
		at += len(line) + 1
	}
	if end < 0 || !strings.Contains(head[:end], ":") {
		return Meta{}, s, nil // a thematic break, or no end
	}
	m, err := parseMeta(head[:end])
	if err != nil {
		return m, head[next:], []model.Diagnostic{{Severity: model.Note, Message: "its front matter cannot be read: " + err.Error()}}
	}
	return m, head[next:], nil
}

// parseMeta reads the fields that kreader knows from YAML; others are ignored.
func parseMeta(s string) (Meta, error) {
	// Aliases multiply and nesting recurses; what describes an article needs
	// neither.
	if strings.Count(s, "*") > 32 && strings.Count(s, "&") > 8 || strings.Count(s, "[")+strings.Count(s, "{") > 200 {
		return Meta{}, fmt.Errorf("too many aliases or brackets")
	}
	v, ok := plainYAML(s)
	if !ok {
		if err := yaml.Unmarshal([]byte(s), &v); err != nil {
			line, _, _ := strings.Cut(err.Error(), "\n")
			return Meta{}, fmt.Errorf("%s", Line(line))
		}
	}
	field := func(names ...string) string {
		for _, n := range names {
			for _, key := range []string{n, strings.ToUpper(n[:1]) + n[1:], strings.ToUpper(n)} {
				if x := scalar(v[key]); x != "" {
					return x
				}
			}
		}
		return ""
	}
	return Meta{
		Title:     field("title", "headline"),
		Outlet:    field("outlet", "publisher", "publication"),
		Site:      field("site", "site_name", "sitename", "website", "domain"),
		Byline:    field("author", "authors", "byline"),
		Published: field("date", "published", "publication_date", "pubdate", "datePublished"),
		Modified:  field("modified", "updated", "lastmod", "dateModified"),
		URL:       field("url", "link", "source", "canonical"),
		Language:  field("language", "lang", "locale"),
		Note:      field("note"),
	}, nil
}

// plainYAML reads what most front matter is: lines of a name and of words, a text in
// quotation marks, a day or a year, all of which mean themselves in YAML. Anything else
// is not ok, and is for the library, which costs a start more than the rest of a short
// document.
func plainYAML(s string) (v map[string]any, ok bool) {
	v = map[string]any{}
	for line := range strings.Lines(s) {
		name, text, found := strings.Cut(strings.TrimRight(line, " \n"), ": ")
		if !found || strings.IndexFunc(name, func(r rune) bool { return r != '_' && (r|0x20 < 'a' || r|0x20 > 'z') }) >= 0 || name == "" || v[name] != nil {
			return nil, false
		}
		inner := strings.TrimSuffix(strings.TrimPrefix(text, `"`), `"`)
		switch {
		case len(inner) == len(text)-2 && strings.IndexAny(inner, `"\`) < 0:
		case len(text) == len("2006-01-02") && text[4] == '-' && text[7] == '-' && numeric(text):
		case len(text) == len("2006") && strings.Trim(text, "0123456789") == "" && text[0] != '0':
		case plainWords(text):
		default:
			return nil, false
		}
		v[name] = inner
	}
	return v, true
}

// plainWords reports a text that YAML takes for itself without quotation marks: one
// that begins with a letter, holds none of YAML's marks, and is none of its words.
func plainWords(s string) bool {
	switch strings.ToLower(s) {
	case "true", "false", "null", "yes", "no", "on", "off", "y", "n":
		return false
	}
	if s == "" || s[0]|0x20 < 'a' || s[0]|0x20 > 'z' || s[len(s)-1] == ' ' {
		return false
	}
	return strings.IndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune(" ,.'’()/!?;-–—“”", r)
	}) < 0
}

// scalar returns a value of YAML as one line: a list as its items separated by
// ", ", anything nested deeper as nothing.
func scalar(v any) string {
	switch v := v.(type) {
	case nil, map[string]any:
		return ""
	case []any:
		var items []string
		for _, x := range v[:min(len(v), 50)] {
			if m, ok := x.(map[string]any); ok {
				x = m["name"]
			}
			if _, deeper := x.([]any); !deeper {
				if s := scalar(x); s != "" {
					items = append(items, s)
				}
			}
		}
		return strings.Join(items, ", ")
	}
	switch v.(type) {
	case string, bool, int, int64, uint64, float64, time.Time:
		s := fmt.Sprint(v)
		return Line(s[:min(len(s), 2000)])
	}
	return ""
}
