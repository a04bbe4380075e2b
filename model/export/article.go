package export

import (
	"bufio"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
)

// ArticleFormat is a way to write a single article.
type ArticleFormat struct {
	Name  string
	Help  string
	Write func(w io.Writer, a *model.Article) error
}

// ArticleFormats returns the formats of an article by name.
func ArticleFormats() []ArticleFormat {
	return []ArticleFormat{
		{"json", "everything, for programs", ArticleJSON},
		{"md", "Markdown with front matter, which kreader reads again", ArticleMarkdown},
		{"text", "the words alone", ArticleText},
	}
}

// Body returns the plain text of a's body: its blocks joined by blank lines,
// the title, captions and pull quotes left out.
func Body(a *model.Article) string {
	var parts []string
	for _, b := range untitled(a) {
		if b.Kind != model.Caption && !b.Repeats {
			parts = append(parts, b.Span.Of(a.Text))
		}
	}
	return strings.Join(parts, "\n\n")
}

// untitled returns the blocks of a below its title.
func untitled(a *model.Article) []model.Block {
	if len(a.Blocks) == 0 {
		return nil
	}
	if b := a.Blocks[0]; b.Kind == model.Heading && b.Level <= 1 && strings.EqualFold(strings.TrimSpace(b.Span.Of(a.Text)), strings.TrimSpace(a.Title)) {
		return a.Blocks[1:]
	}
	return a.Blocks
}

type jsonBlock struct {
	Kind  string `json:"kind"`
	Level int    `json:"level"`
	Text  string `json:"text"`
}

type jsonArticle struct {
	Schema        string      `json:"schema"`
	Path          string      `json:"path"`
	URL           string      `json:"url"`
	Outlet        string      `json:"outlet"`
	Title         string      `json:"title"`
	Byline        string      `json:"byline"`
	Published     string      `json:"published"`
	PublishedFrom string      `json:"published_from"`
	Modified      string      `json:"modified"`
	Language      string      `json:"language"`
	Text          string      `json:"text"`
	Blocks        []jsonBlock `json:"blocks"`
}

// ArticleJSON writes a as the contract's kreader.article/1.
func ArticleJSON(w io.Writer, a *model.Article) error {
	out := jsonArticle{
		Schema: ArticleSchema, Path: a.Path, URL: a.URL, Outlet: a.Outlet, Title: a.Title, Byline: a.Byline,
		Published: a.Published.String(), PublishedFrom: origin(a.PublishedFrom), Modified: a.Modified.String(),
		Language: a.Language, Text: Body(a), Blocks: make([]jsonBlock, len(a.Blocks)),
	}
	for i, b := range a.Blocks {
		out.Blocks[i] = jsonBlock{b.Kind.String(), b.Level, b.Span.Of(a.Text)}
	}
	return buffered(w, func(b *bufio.Writer) error {
		j := newJSONStream(b)
		j.value(out)
		j.raw("\n")
		return j.err
	})
}

// ArticleText writes the title and the body of a.
func ArticleText(w io.Writer, a *model.Article) error {
	return buffered(w, func(b *bufio.Writer) error {
		if a.Title != "" {
			fmt.Fprintf(b, "%s\n\n", line(a.Title))
		}
		_, err := fmt.Fprintln(b, lines(Body(a)))
		return err
	})
}

// ArticleMarkdown writes a with its blocks as CommonMark under front matter.
// An inferred date stands in a comment: who reads the file again must not take
// it for the outlet's own.
func ArticleMarkdown(w io.Writer, a *model.Article) error {
	return buffered(w, func(b *bufio.Writer) error {
		fmt.Fprintln(b, "---")
		field := func(name, value string) {
			if value != "" {
				fmt.Fprintf(b, "%s: %s\n", name, quoted(value))
			}
		}
		field("title", a.Title)
		field("outlet", a.Outlet)
		field("author", a.Byline)
		switch {
		case a.Published.IsZero():
		case a.PublishedFrom == model.FromInferred || a.Published.Uncertain:
			fmt.Fprintf(b, "# published %s, inferred\n", a.Published)
		default:
			field("date", a.Published.String())
		}
		field("url", a.URL)
		field("language", a.Language)
		fmt.Fprintln(b, "---")
		if a.Title != "" {
			fmt.Fprintf(b, "\n# %s\n", escape(line(a.Title)))
		}
		if a.Note != "" {
			fmt.Fprintf(b, "\n*%s*\n", escape(line(a.Note)))
		}
		blocks := untitled(a)
		for i, bl := range blocks {
			if i > 0 && bl.Kind == model.List && blocks[i-1].Kind == model.List {
				fmt.Fprint(b, markdownBlock(a, bl)) // a tight list
				continue
			}
			fmt.Fprintf(b, "\n%s", markdownBlock(a, bl))
		}
		return nil
	})
}

// quoted returns s as a double-quoted scalar, which JSON and YAML 1.2 share.
func quoted(s string) string {
	var b strings.Builder
	newJSONStream(&b).value(s)
	return b.String()
}

// markdownBlock returns a block as CommonMark that ends in a line break.
func markdownBlock(a *model.Article, b model.Block) string {
	switch b.Kind {
	case model.Code:
		text := lines(b.Span.Of(a.Text))
		fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
		return fence + "\n" + text + "\n" + fence + "\n"
	case model.Table:
		return markdownTable(lines(b.Span.Of(a.Text)))
	}
	text := inline(a, b.Span, b.Inline)
	rows := strings.Split(text, "\n")
	for i := range rows {
		rows[i] = opening(rows[i])
	}
	switch b.Kind {
	case model.Heading:
		return strings.Repeat("#", min(max(b.Level, 1)+1, 6)) + " " + strings.Join(rows, " ") + "\n"
	case model.Quote:
		mark := strings.Repeat("> ", max(b.Level, 1))
		return mark + strings.Join(rows, "\n"+mark) + "\n"
	case model.List:
		indent := strings.Repeat("   ", max(b.Level, 1)-1)
		marker := "- "
		if b.Marker != "" {
			marker = line(b.Marker) + " "
		}
		return indent + marker + strings.Join(rows, "\n"+indent+strings.Repeat(" ", len(marker))) + "\n"
	case model.Caption:
		return "*" + strings.Join(rows, " ") + "*\n"
	case model.Question:
		return "**" + strings.Join(rows, " ") + "**\n"
	}
	return strings.Join(rows, "\n") + "\n"
}

func markdownTable(text string) string {
	var b strings.Builder
	for i, row := range strings.Split(text, "\n") {
		cells := strings.Split(row, "\t")
		for _, c := range cells {
			b.WriteString("| " + escape(c) + " ")
		}
		b.WriteString("|\n")
		if i == 0 {
			b.WriteString(strings.Repeat("| --- ", len(cells)) + "|\n")
		}
	}
	return b.String()
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// inline returns the part of a's text that within names as CommonMark, with
// its runs marked. Runs that cross each other's ends are left plain.
func inline(a *model.Article, within model.Span, runs []model.Inline) string {
	var b strings.Builder
	at := within.Start
	for i, r := range runs {
		if r.Span.Start < at || !within.Contains(r.Span) || r.Span.Len() == 0 {
			continue
		}
		inner := slices.DeleteFunc(slices.Clone(runs[i+1:]), func(s model.Inline) bool { return !r.Span.Contains(s.Span) })
		b.WriteString(escape(lines(a.Text[at:r.Span.Start])))
		b.WriteString(marked(a, r, inner))
		at = r.Span.End
	}
	b.WriteString(escape(lines(a.Text[at:within.End])))
	return b.String()
}

func marked(a *model.Article, r model.Inline, inner []model.Inline) string {
	raw := r.Span.Of(a.Text)
	text := inline(a, r.Span, inner)
	if strings.TrimSpace(raw) != raw { // a mark beside a space would show as itself
		return text
	}
	switch r.Kind {
	case model.Emphasis:
		return "*" + text + "*"
	case model.Strong:
		return "**" + text + "**"
	case model.CodeSpan:
		ticks := strings.Repeat("`", longestRun(raw, '`')+1)
		if raw[0] == '`' || raw[len(raw)-1] == '`' {
			return ticks + " " + lines(raw) + " " + ticks
		}
		return ticks + lines(raw) + ticks
	case model.Link:
		if webAddress(r.URL) {
			return "[" + text + "](<" + address(r.URL) + ">)"
		}
	}
	return text
}
