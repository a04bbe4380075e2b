package word

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"The U.S. mayor's plan—1,200 jobs.":   "the u.s. mayor plan — 1,200 jobs .",
		"al-Noor’s “rule”, in 2010-05-04":     `al-noor " rule " , in 2010-05-04`,
		"AT&T isn’t a 26-storey block":        "at&t isn't a 26-storey block",
		"O'Hara-Lee left at 5 p.m. on May 3.": "o'hara-lee left at 5 p.m. on may 3 .",
	} {
		var got []string
		for _, k := range Tokens(in, model.Span{End: len(in)}) {
			got = append(got, k.Lower)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("Tokens(%q) = %q, want %q", in, g, want)
		}
	}
}

func FuzzTokens(f *testing.F) {
	f.Add("The U.S. mayor's 5th")
	f.Add("\xff’s -a")
	f.Fuzz(func(t *testing.T, s string) {
		end := 0
		for _, k := range Tokens(s, model.Span{End: len(s)}) {
			if k.Start < end || k.End <= k.Start || k.End > len(s) {
				t.Fatalf("token %v after %d in %q", k, end, s)
			}
			end = k.End
		}
	})
}
