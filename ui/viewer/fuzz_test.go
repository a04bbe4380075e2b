package viewer

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/theme"
)

var seeds = []string{
	"", " ", "\n\n", "plain words, and 7 May 2019.", "\x1b]0;title\x07 \x1b[31mred\x1b[0m \x9b31m \u009b31m", "&#27;[31m ~~&**#27;**~~",
	"\x00\x05\x11\r\b\a\x0e\x0f", "\u202eevil\u202c \u2066x\u2069 \u200e\u200f \U000e0041", "e\u0301\u0301\u0301 👩\u200d👩\u200d👧 🇷🇴🇷🇴🇷 ❤\ufe0f 1\ufe0f\u20e3",
	"橋は（閉鎖）。「未定」", "أُغلق الجسر ٢ أبريل", "> > > > nested", "- - - - -", "```\ncode\n```", "| a | b |\n|---|---|\n", "a\tb\nc\td\te\n\t\n",
	strings.Repeat("[", 50), strings.Repeat("`", 50), strings.Repeat("*_", 40), "\xff\xfe\xc0\x80 \xed\xa0\x80", "\U000f1000\U000f005b\U000f1001 private",
	"www.example.org http://example.org/a?b=1&c=2 :smile: [x] 1. 2) # ---", strings.Repeat("\u0301", 300), strings.Repeat("\u200b", 300), "│ a │ b ─┼─",
	"க்ஷி नमस्ते ไทยไม่มีวรรค", "\u2028\u2029\u0085\v\f", "1234567890. item", "0\xf300", "é\xf30 \xe2\x80", "\u1160\u1161\u11a8가\u0600x", "x\u00ady\ufeffz\ufffc\ufffe",
}

// Whatever the text, layout never panics, rows cover it, lines are exactly as
// wide as the pane, and nothing but SGR is sent: with text that no decoder has
// cleaned, of any kind, with runs anywhere.
func FuzzView(f *testing.F) {
	for i, s := range seeds {
		f.Add(s, uint8(i), uint8(i*7), uint8(10+i*3), uint16(i), uint16(i+4))
	}
	th := theme.New(theme.Options{Dark: true, Profile: theme.ANSI256})
	f.Fuzz(func(t *testing.T, text string, kind, level, width uint8, from, to uint16) {
		if len(text) > 20_000 {
			return
		}
		w := int(width) % 130
		b := &builder{a: model.Article{Title: text, Byline: text, Note: text}}
		run := model.Inline{Kind: model.InlineKind(kind / 8 % 4), Span: model.Span{Start: int(from), End: int(to)}}
		b.plain("before", text)
		b.add(model.Block{Kind: model.BlockKind(kind % 8), Level: int(level) % 20, Marker: map[bool]string{true: text}[level > 200], Inline: []model.Inline{run}}, text)
		b.plain("after")
		b.a.Blocks = append(b.a.Blocks, model.Block{Span: model.Span{Start: int(to), End: int(from)}}) // a fault of a decoder
		p := New(th)
		p.SetSize(w, 12)
		p.Show(&b.a, Outlet{Name: text, Mark: "▲"}, []Mark{
			{Span: model.Span{Start: int(from), End: int(to)}, Dates: []model.Span{{Start: int(from) + 1, End: int(to)}}},
		})
		p.Choose(model.Span{Start: int(from), End: int(to)})
		checkFrame(t, p, w, 12)
		p.Do(action.Top)
		checkFrame(t, p, w, 12)
		p.Search(text[:min(len(text), 3)])
		checkFrame(t, p, w, 12)
		p.Do(action.Bottom)
		checkFrame(t, p, w, 12)
		p.At()
		p.ClickRow(int(level))
		b.a.Blocks = b.a.Blocks[:4]
		checkRows(t, "fuzz", &b.a, w)
	})
}

// Folding keeps a way back: every match is a span of the text that folds to
// the query.
func FuzzFold(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, 2)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		if n < 0 || n > len(text) || len(text) > 3_000 {
			return
		}
		fd := fold.New(text)
		for i := 0; i <= len(fd.Bytes); i += 1 + len(fd.Bytes)/500 { // each is walked to from the step before it
			s := fd.Span(i, 0)
			if s.Start < 0 || s.End > len(text) || s.Start > s.End {
				t.Fatalf("byte %d comes from %v of %d", i, s, len(text))
			}
		}
		q := fold.Query(text[:n])
		if at, ok := fd.After(q, 0); ok && len(q) > 0 {
			if s := fd.Span(at, len(q)); s.Len() == 0 {
				t.Fatalf("%q is found at %v in %q", q, s, text)
			}
		}
	})
}
