package source

import (
	"strings"
	"unicode/utf8"

	"github.com/kreader/kreader/model"
)

// Plain text, one article to a file: what people get by copying a page into an
// editor. Blank lines part blocks; within them, lines are blocks of their own
// unless they were wrapped at a column.
var plainText = register(Format{
	Name:   "text",
	Exts:   []string{".txt", ".text"},
	Decode: decodeText,
})

func decodeText(d Document) ([]Draft, error) {
	s, notes, err := text(d.Data, d.Charset)
	if err != nil {
		return nil, err
	}
	return []Draft{{Pieces: textPieces(s), Diagnostics: notes}}, nil
}

// textPieces takes the lines of s apart into pieces.
func textPieces(s string) []Piece {
	out := make([]Piece, 0, min(strings.Count(s, "\n\n"), len(s)/20)+1)
	var group []string
	flush := func() {
		if len(group) > 1 && wrapped(group) {
			group = append(group[:0], strings.Join(group, " "))
		}
		for i, line := range group {
			p := Piece{Text: line, Tight: i > 0}
			if n := headingLevel(line); n > 0 && len(line) < 200 {
				p.Kind, p.Level, line = model.Heading, n, strings.TrimSpace(line[n:])
			}
			p.Text, p.Inline = inlineOfText(line)
			if p.Text != "" {
				out = append(out, p)
			}
		}
		group = group[:0]
	}
	for rest := s; rest != ""; {
		var line string
		line, rest, _ = strings.Cut(rest, "\n")
		if line = strings.TrimSpace(line); line == "" {
			flush()
			continue
		}
		group = append(group, line)
	}
	flush()
	return bullets(out)
}

// wrapped reports whether lines are one paragraph that an editor or a mail
// program broke at a column: none of them could have taken the first word of
// the next without growing past the longest.
func wrapped(lines []string) bool {
	width := 0
	for _, l := range lines {
		width = max(width, utf8.RuneCountInString(l))
	}
	// Narrower lines are verse, tables or lists of names; wider ones were not
	// broken at a column.
	if width < 40 || width > 140 {
		return false
	}
	misfits := 0
	for i, l := range lines[:len(lines)-1] {
		word, _, _ := strings.Cut(lines[i+1], " ")
		if n := utf8.RuneCountInString(l); n+1+utf8.RuneCountInString(word) <= width-4 {
			misfits++
		}
	}
	// Only two lines say little: then the first must also stop in mid-sentence.
	if len(lines) == 2 && (strings.ContainsRune(".?!:;”\"", lastRune(lines[0])) || utf8.RuneCountInString(lines[0]) < 60) {
		return false
	}
	return misfits*8 <= len(lines)-1
}

// bullets turns runs of pieces that begin with the same bullet into list items.
func bullets(ps []Piece) []Piece {
	for i := 0; i < len(ps); {
		mark := bullet(ps[i].Text)
		if mark == "" {
			i++
			continue
		}
		j := i + 1
		for j < len(ps) && bullet(ps[j].Text) == mark {
			j++
		}
		// A dash or a star may also open a line of dialogue or a footnote.
		if j-i > 1 || mark != "- " && mark != "* " && mark != "– " {
			for k := i; k < j; k++ {
				ps[k] = cut(ps[k], len(mark), len(ps[k].Text))
				ps[k].Kind, ps[k].Level = model.List, 1
			}
		}
		i = j
	}
	return ps
}

func bullet(s string) string {
	for _, m := range []string{"• ", "‣ ", "▪ ", "◦ ", "● ", "- ", "* ", "– "} {
		if len(s) > len(m) && strings.HasPrefix(s, m) {
			return m
		}
	}
	return ""
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// cut returns p with only the bytes [from, to) of its text, without the space
// at their ends.
func cut(p Piece, from, to int) Piece {
	for from < to && isSpace(p.Text[from]) {
		from++
	}
	for to > from && isSpace(p.Text[to-1]) {
		to--
	}
	var in []model.Inline
	for _, x := range p.Inline {
		s, e := max(x.Span.Start, from)-from, min(x.Span.End, to)-from
		if s < e {
			x.Span = model.Span{Start: s, End: e}
			in = append(in, x)
		}
	}
	p.Text, p.Inline = p.Text[from:to], in
	return p
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }
