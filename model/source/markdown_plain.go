package source

import (
	"strings"

	"github.com/kreader/kreader/model"
)

// Most of a long Markdown document is paragraphs without a single character of
// markup. Those are taken out before goldmark sees the rest, ten times as fast;
// each run of them leaves a stand-in, a paragraph of one control character,
// which no cleaned text contains. Where the stand-in turns up inside code or
// HTML, the run was no paragraphs after all, and its text is put back.

const standIn = "\x01"

// markupByte reports the bytes that can be markup inside a paragraph, and the
// line feed, after which the next line has to be looked at.
var markupByte = func() (t [256]bool) {
	for _, c := range "*_[]<>&\\|`~\n" {
		t[c] = true
	}
	return t
}()

// run is a part of a document that goldmark does not see.
type run struct {
	text string
	odd  bool // a block full of markup that leads nowhere, to be read as plain text
}

// plainParts splits s into what goldmark has to parse and, in order, the runs
// that it does not.
func plainParts(s string) (rest string, runs []run) {
	var b strings.Builder
	from := -1 // where the current run begins
	effort := maxEffort
	for at := 0; at < len(s); {
		end, next, simple := blockAt(s, at)
		switch {
		case end == at: // a blank line
		case simple:
			if from < 0 {
				from = at
			}
		default:
			if from >= 0 {
				runs = append(runs, run{text: s[from:at]})
				b.WriteString(standIn + "\n\n")
				from = -1
			}
			if effort -= openings(s[at:next]); effort < 0 {
				effort = 0
				runs = append(runs, run{text: s[at:next], odd: true})
				b.WriteString(standIn + "\n\n")
			} else {
				b.WriteString(s[at:next])
			}
		}
		if end == at && from < 0 {
			b.WriteString(s[at:next])
		}
		at = next
	}
	if from >= 0 {
		if from == 0 {
			return "", []run{{text: s}}
		}
		runs = append(runs, run{text: s[from:]})
		b.WriteString(standIn + "\n")
	}
	return b.String(), runs
}

// maxEffort bounds the squares of openings in a document. goldmark takes some
// 20 ns for each pair of them (measured on 50,000 unclosed links: 45 s), so this
// is half a second; an article with a thousand links in one paragraph uses 4 %.
const maxEffort = 25_000_000

// openings returns, squared and summed over the paragraphs of a block, how many
// characters there are that may open or close a link or a struck passage, or
// stand for a level of a quote or a list. Few cost nothing and count nothing.
func openings(block string) int {
	sum, n := 0, 0
	flush := func() {
		if n > 64 {
			sum += n * n
		}
		n = 0
	}
	fence := ""
	for line := range strings.Lines(block) {
		text := strings.TrimLeft(line, " ")
		if fence != "" {
			if strings.HasPrefix(text, fence) {
				fence = ""
			}
			continue
		}
		if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
			fence = text[:3]
			continue
		}
		if len(line)-len(text) < 4 && len(text) > 1 && text[1] == ' ' && (text[0] == '-' || text[0] == '+' || text[0] == '*') {
			flush() // an item of a list is a paragraph of its own
		}
		depth := len(text) - len(strings.TrimLeft(text, "> -+*0123456789.)\t\n"))
		if depth > 64 {
			n += strings.Count(text[:depth], ">") + strings.Count(text[:depth], " ")
		}
		n += strings.Count(text, "[") + strings.Count(text, "]") + strings.Count(text, "~")
	}
	flush()
	return sum
}

// blockAt looks at the lines of s from at up to the next blank line. end is
// where their text ends, at itself when the first line is blank; next is where
// the line after them begins; simple says that they are a paragraph, or a
// heading of one line, without markup.
func blockAt(s string, at int) (end, next int, simple bool) {
	simple = true
	for i := at; i < len(s); {
		// One line.
		start := i
		for i < len(s) && !markupByte[s[i]] {
			i++
		}
		if i < len(s) && s[i] != '\n' {
			simple = false
			if j := strings.IndexByte(s[i:], '\n'); j >= 0 {
				i += j
			} else {
				i = len(s)
			}
		}
		line := s[start:i]
		if i < len(s) {
			i++
		}
		if (line == "" || line[0] <= ' ') && strings.Trim(line, " \t") == "" {
			if start == at {
				return at, i, false
			}
			return start, i, simple
		}
		if simple {
			simple = simpleLine(line, start == at, i >= len(s) || s[i] == '\n')
		}
		end, next = i, i
	}
	return end, next, simple
}

// simpleLine reports whether a line without inline markup begins and ends like
// one of a paragraph, or is a heading that stands alone.
func simpleLine(line string, first, last bool) bool {
	if line[len(line)-1] == ' ' && !last {
		return false // perhaps a line break
	}
	switch c := line[0]; {
	case c == '#':
		return first && last && headingLevel(line) > 0 && line[len(line)-1] != '#'
	case c == ' ' || c == '\t' || c == '-' || c == '+' || c == '=' || c == ':':
		return false
	case c >= '0' && c <= '9':
		i := 1
		for i < len(line) && line[i] >= '0' && line[i] <= '9' {
			i++
		}
		return i == len(line) || line[i] != '.' && line[i] != ')'
	}
	return true
}

// headingLevel returns the level of an ATX heading, 0 when line is none.
func headingLevel(line string) int {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n > 6 || n >= len(line) || line[n] != ' ' {
		return 0
	}
	return n
}

// plainPieces adds the pieces of a run.
func (m *markdownWalker) plainPieces(r run) {
	if r.odd {
		m.out = append(m.out, textPieces(r.text)...)
		return
	}
	run := r.text
	for at := 0; at < len(run); {
		from := at
		lines := 0
		for at < len(run) { // to the end of the block
			n := strings.IndexByte(run[at:], '\n')
			if n < 0 {
				n = len(run) - at
			}
			if n == 0 || run[at] <= ' ' { // a line of a run begins with a space only if it is blank
				if lines > 0 {
					break
				}
				from = at + n + 1
			} else {
				lines++
			}
			at += n + 1
		}
		if lines == 0 {
			return
		}
		end := min(at, len(run))
		for end > from && isSpace(run[end-1]) {
			end--
		}
		p := Piece{Text: run[from:end]}
		if lines > 1 {
			p.Text = strings.ReplaceAll(p.Text, "\n", " ")
		}
		if n := headingLevel(p.Text); n > 0 {
			p = Piece{Kind: model.Heading, Level: n, Text: strings.TrimSpace(p.Text[n:])}
		}
		m.out = append(m.out, p)
	}
}

// restore puts the runs back that stand-ins in s stand for.
func (m *markdownWalker) restore(s string) string {
	if !strings.Contains(s, standIn) {
		return s
	}
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(s, standIn)
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString(strings.TrimRight(m.nextRun().text, "\n"))
		s = after
	}
}

// nextRun returns the run that the next stand-in of the document stands for.
func (m *markdownWalker) nextRun() run {
	if len(m.runs) == 0 {
		return run{}
	}
	r := m.runs[0]
	m.runs = m.runs[1:]
	return r
}
