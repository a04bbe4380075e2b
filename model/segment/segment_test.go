package segment

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
)

func split(s string) []string {
	var out []string
	for _, sp := range Sentences(s, model.Span{End: len(s)}, nil) {
		out = append(out, sp.Of(s))
	}
	return out
}

// A bar marks where one sentence ends and the next begins.
var cases = []string{
	"The bridge fell in 2016.|He had built it.",
	"It was open from 2011 to 14.|She closed it.",
	"They met on March 7.|What followed is unclear.",
	"Gen. Mara Voss spoke.|Nobody listened.",
	"The U.S. Navy sent a ship.|It arrived late.",
	"He lives in the U.S.|He likes it there.",
	"It began at 6 p.m. Tuesday in Oslo.|By 9 p.m. it was over.",
	"She was born on Jan. 5, 1961, in Turku.|She left in Dec.|Nobody knew.",
	"George W. Lund resigned.|J.R. Holm did not.",
	"See No. 5 on the list.|He said no.|Then he left.",
	"“Will it hold?” he asked.|Nobody answered.",
	"“Will it hold?” Mayor Holm asked.|Nobody answered.",
	"“Hurry!” Petra shouted to the crew.|They ran.",
	"Shares of Yahoo! Inc. fell.|Others rose.",
	"He founded Brandt Inc. in Graz.|Brandt Co.|Then he sold it.",
	"The plan failed...|The town moved on.",
	"1. The harbour is closed.|2. The airport is not.",
	"“That is all. ”|The lights went out.",
	"\"We know. \"|They did not.",
	"He spoke.|\" We know. \"|They did not.",
	"The reward was $3.5 million.|Nobody claimed it.",
	"Visit example.org for more.|Or do not.",
	"It ended there. ❖",
	"Dr. Sesay, Prof. Lind et al. wrote it.|Others signed.",
	"In Mt. Hale vs. Eastport, the court ruled.|Costs were shared.",
	"Was it wise?|Was it safe?|No.",
	"One line\n|another line",
	"He came.\u00a0|She went.",
	"它塌了。|没有人受伤。",
}

func TestSentences(t *testing.T) {
	for _, c := range cases {
		t.Run(c, func(t *testing.T) {
			var want []string
			for _, s := range strings.Split(c, "|") {
				want = append(want, strings.TrimSpace(s))
			}
			joined := strings.ReplaceAll(c, "|", " ")
			if strings.Contains(c, "。") {
				joined = strings.ReplaceAll(c, "|", "")
			}
			if d := cmp.Diff(want, split(joined)); d != "" {
				t.Error(d)
			}
		})
	}
}

// The debatable case: a quotation that is a whole sentence, and a sentence that
// begins with a capital behind it.
func TestQuotedStatement(t *testing.T) {
	got := split("“We stay.” The others left.")
	if len(got) != 2 {
		t.Errorf("got %q, want two sentences", got)
	}
}

func TestWithin(t *testing.T) {
	text := "Out. In one. In two. Out."
	got := Sentences(text, model.Span{Start: 5, End: 20}, nil)
	want := []model.Span{{Start: 5, End: 12}, {Start: 13, End: 20}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func FuzzSentences(f *testing.F) {
	for _, c := range cases {
		f.Add(c, 0, len(c))
	}
	f.Add("\xff. A\xe2\x80. B", 1, 7)
	f.Fuzz(func(t *testing.T, text string, from, to int) {
		if from < 0 || to < from || to > len(text) {
			return
		}
		within := model.Span{Start: from, End: to}
		at := from
		for _, s := range Sentences(text, within, nil) {
			if s.Start < at || s.End <= s.Start || s.End > to {
				t.Fatalf("%v after %d in %v of %q", s, at, within, text)
			}
			if gap := text[at:s.Start]; strings.TrimSpace(gap) != "" {
				t.Fatalf("lost %q of %q", gap, text)
			}
			if utf8.ValidString(within.Of(text)) && !utf8.ValidString(s.Of(text)) {
				t.Fatalf("%q cut a character of %q", s.Of(text), text)
			}
			if strings.TrimFunc(s.Of(text), unicode.IsSpace) != s.Of(text) {
				t.Fatalf("%q has space at an end", s.Of(text))
			}
			at = s.End
		}
		if gap := text[at:to]; strings.TrimSpace(gap) != "" {
			t.Fatalf("lost %q at the end of %q", gap, text)
		}
	})
}

func BenchmarkSentences(b *testing.B) {
	s := strings.Repeat("Gen. Voss spoke on March 7, 2031 in the U.S. Senate. “Will it hold?” he asked. Nobody knew. ", 1000)
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		Sentences(s, model.Span{End: len(s)}, nil)
	}
}
