package mention

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

// article makes an article of one paragraph for each line; a line that begins
// with "|" is a caption, with "?" a question, with "=" a pull quote, with "*" an item of a
// list that may end with a link to the address it shows. Sentences are separated by " / ". A date is written "[words=2001-05-03]".
func article(t testing.TB, published, src string) (*model.Article, []model.Span, []model.Timex) {
	t.Helper()
	a := &model.Article{Language: "en"}
	if published != "" {
		a.Published = must(t, published)
	}
	var text strings.Builder
	var spans []model.Span
	var tx []model.Timex
	for line := range strings.SplitSeq(strings.TrimSpace(src), "\n") {
		b := model.Block{}
		line = strings.TrimSpace(line)
		switch line[0] {
		case '|':
			b.Kind, line = model.Caption, line[1:]
		case '?':
			b.Kind, line = model.Question, line[1:]
		case '=':
			b.Repeats, line = true, line[1:]
		case '*':
			b.Kind, line = model.List, line[1:]
		}
		if text.Len() > 0 {
			text.WriteString("\n\n")
		}
		b.Span.Start = text.Len()
		for i, s := range strings.Split(line, " / ") {
			if i > 0 {
				text.WriteString(" ")
			}
			start := text.Len()
			for {
				before, rest, ok := strings.Cut(s, "[")
				text.WriteString(before)
				if !ok {
					break
				}
				inside, after, _ := strings.Cut(rest, "]")
				words, value, _ := strings.Cut(inside, "=")
				at := text.Len()
				text.WriteString(words)
				tx = append(tx, model.Timex{Span: model.Span{Start: at, End: text.Len()}, Type: model.Date, When: must(t, value), Value: value})
				s = after
			}
			spans = append(spans, model.Span{Start: start, End: text.Len()})
		}
		b.Span.End = text.Len()
		if i := strings.Index(line, "https://"); b.Kind == model.List && i >= 0 {
			b.Inline = []model.Inline{{Kind: model.Link, Span: model.Span{Start: b.Span.End - len(line[i:]), End: b.Span.End}, URL: line[i:]}}
		}
		a.Blocks = append(a.Blocks, b)
	}
	a.Text = text.String()
	return a, spans, tx
}

func must(t testing.TB, s string) edtf.Value {
	t.Helper()
	v, err := edtf.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// told writes what was found: date, class, marks (h hedged, r refers, i
// inferred, g generic) and the clause, when it is not the whole sentence.
func told(a *model.Article, ms []model.Mention) []string {
	var out []string
	for _, m := range ms {
		marks := ""
		for _, f := range []struct {
			on bool
			c  string
		}{{m.Hedged, "h"}, {m.Evidence.Refers, "r"}, {m.Evidence.Inferred, "i"}, {m.Evidence.Generic, "g"}} {
			if f.on {
				marks += f.c
			}
		}
		s := strings.TrimSpace(fmt.Sprintf("%s %s %s", m.When, m.Class, marks))
		if m.Clause != m.Sentence {
			s += ": " + m.Clause.Of(a.Text)
		}
		out = append(out, s)
	}
	return out
}

func TestExtract(t *testing.T) {
	for _, c := range []struct {
		name, published, src string
		want                 []string
	}{
		{"two events in a sentence", "", "Duarte became director of the port in [1996=1996], and was named minister of trade in [May 1999=1999-05].",
			[]string{"1996 APPOINT: Duarte became director of the port in 1996", "1999-05 APPOINT: was named minister of trade in May 1999."}},
		{"a date that opens the sentence holds for all of it", "", "On [3 May 2001=2001-05-03], residents learned that gunmen had killed the harbour master.",
			[]string{"2001-05-03 KILL"}},
		{"the date of a noun", "", "Many spoke of the [3 May=2001-05-03] bombing.", []string{"2001-05-03 ATTACK"}},
		{"what a date only refers to", "", "Nothing was the same after [3 May=2001-05-03].", []string{"2001-05-03  r"}},
		{"what comes before the dated part tells something else", "", "The rebels denied the attempt to assassinate the man, who has governed since his party won power in [May 1999=1999-05].",
			[]string{" ATTACK: The rebels denied the attempt to assassinate the man, who has governed", "1999-05 AWARD: since his party won power in May 1999."}},
		{"negated and planned", "", "The army did not attack the town on [3 May=2001-05-03]. / Police may arrest the mayor on [4 May=2001-05-04].",
			[]string{"2001-05-03 ATTACK h", "2001-05-04 ARREST h"}},
		{"an undated lead", "2001-05-04", "Gunmen killed the harbour master of Tamra outside his office. / He was shot as he arrived for work.",
			[]string{"2001-05-04? KILL i", " KILL"}},
		{"a lead of an article with an estimated date stays undated", "2001-05-04?", "Gunmen killed the harbour master of Tamra outside his office.",
			[]string{"KILL"}},
		{"pull quotes tell nothing, captions do", "", "=Gunmen killed the harbour master of Tamra.\n|Gunmen killed the harbour master of Tamra on [3 May=2001-05-03].",
			[]string{"2001-05-03 KILL"}},
		{"a reference tells nothing, an item of a list does", "", "*Gunmen killed the harbour master of Tamra on [3 May=2001-05-03] https://coastpost.example/1\n*Gunmen killed the harbour master of Tamra on [4 May=2001-05-04].",
			[]string{"2001-05-04 KILL"}},
		{"saying is no event", "", "He said he was very sorry about all of it.", nil},
		{"habits", "", "Gangs attack fishing boats off Tamra every summer without fear of the coast guard.", []string{"ATTACK g"}},
		{"a noun before a noun says only of what kind it is", "", "In [May 2001=2001-05] there were death threats against Duarte and her sons.", []string{"2001-05 THREATEN"}},
		{"a noun that names no kind of happening tells only where it points back", "", "Fishermen of Tamra recall the incident off the coast. / Fishermen of Tamra recall an incident off the coast.",
			[]string{"BACK", ""}},
		{"a year that only says of what time something is", "", "Duarte, who wrote the [1999=1999] handbook and many almanacs of [the 1980s=198X], died on [3 May 2001=2001-05-03]. / Duarte resigned over the [1999=1999] bombing. / Duarte was named director of the port in [1996=1996].",
			[]string{"2001-05-03 KILL", "1999 ATTACK", "1996 APPOINT"}},
		{"nor does it keep a lead from being news", "2001-05-04", "Duarte, who wrote many almanacs of [the 1980s=198X], died in Tamra.",
			[]string{"2001-05-04? KILL i"}},
		{"the date goes to the nearer verb", "", "Fire destroyed the mill on [3 May=2001-05-03] and its owner was arrested on [9 May=2001-05-09].",
			[]string{"2001-05-03 DISASTER: Fire destroyed the mill on 3 May", "2001-05-09 ARREST: its owner was arrested on 9 May."}},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, spans, tx := article(t, c.published, c.src)
			ms := Extract(0, a, spans, tx, lang.For("en"))
			want := make([]string, len(c.want))
			for i, w := range c.want {
				want[i] = strings.TrimSpace(w)
			}
			if d := cmp.Diff(want, told(a, ms), cmp.Comparer(func(x, y []string) bool { return strings.Join(x, "\n") == strings.Join(y, "\n") })); d != "" {
				t.Errorf("got %q\nwant %q", told(a, ms), want)
			}
		})
	}
}

func TestEvidence(t *testing.T) {
	a, spans, tx := article(t, "", "Foreign Minister Ana Duarte met envoys in Tamra on [3 May 2001=2001-05-03]. / She was shot by nearly 20 gunmen outside the hall.")
	ms := Extract(3, a, spans, tx, lang.For("en"))
	if len(ms) != 2 {
		t.Fatalf("%d mentions, want 2: %q", len(ms), told(a, ms))
	}
	m := ms[1]
	if m.Article != 3 || m.Evidence.Person != "Ana Duarte" || m.Evidence.Patient != "Ana Duarte" {
		t.Errorf("who: article %d, person %q, patient %q", m.Article, m.Evidence.Person, m.Evidence.Patient)
	}
	if q := m.Evidence.Numbers; len(q) != 1 || q[0].Noun != "gunmen" && q[0].Noun != "gunman" || q[0].Low != 18 || q[0].High != 22 || q[0].Text != "nearly 20" {
		t.Errorf("numbers: %+v", q)
	}
}

// What belongs to somebody unknown was not told of before; nor was an office.
func TestDefinite(t *testing.T) {
	for s, want := range map[string]bool{
		"The fishermen of Tamra like the return of the boats.":   true,
		"The fishermen of Tamra like the return of a lost boat.": false,
		"The fishermen of Tamra say he was the chief.":           false,
		"The fishermen of Tamra mourned the attack.":             true,
	} {
		a, spans, tx := article(t, "", s)
		ms := Extract(0, a, spans, tx, lang.For("en"))
		if len(ms) != 1 || ms[0].Evidence.Definite != want {
			t.Errorf("%q: %q, want definite %v", s, told(a, ms), want)
		}
	}
	a, spans, tx := article(t, "", "The port of Tamra is the premier harbour of the coast.")
	for _, m := range Extract(0, a, spans, tx, lang.For("en")) {
		if m.Class == "APPOINT" {
			t.Errorf("the first of its kind holds no office: %q", told(a, []model.Mention{m}))
		}
	}
}

// FuzzExtract checks that spans stay inside their sentence, whatever the text.
func FuzzExtract(f *testing.F) {
	f.Add("Fire destroyed the mill on Monday, and (as police said) its owner’s son fled.", 28, 34)
	f.Add("after", 0, 5)
	f.Add("He was\xff, \u00a0the head of “X” — who?", 3, 9)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		a := &model.Article{Text: s, Blocks: []model.Block{{Span: model.Span{End: len(s)}}}}
		var tx []model.Timex
		if 0 <= from && from < to && to <= len(s) {
			tx = append(tx, model.Timex{Span: model.Span{Start: from, End: to}, Type: model.Date, When: edtf.OnDay(100)})
		}
		for _, m := range Extract(0, a, []model.Span{{End: len(s)}}, tx, lang.For("en")) {
			if !m.Sentence.Contains(m.Clause) || m.Clause.Len() <= 0 || m.Trigger.Len() > 0 && !m.Sentence.Contains(m.Trigger) {
				t.Fatalf("clause %v, trigger %v in sentence %v of %q", m.Clause, m.Trigger, m.Sentence, s)
			}
		}
	})
}

// TestTable checks that the table has no line that is read wrongly and no word
// twice in one class.
func TestTable(t *testing.T) {
	x := table()
	n := 0
	for line := range strings.SplitSeq(lexiconText, "\n") {
		if line != "" && line[0] != '#' {
			n++
		}
	}
	if len(x.classes) != n {
		t.Errorf("%d classes of %d lines", len(x.classes), n)
	}
	for _, c := range x.classes {
		if c.Weight <= 0 || c.Weight > 1 || c.Family == "" {
			t.Errorf("%s: weight %v, family %q", c.Name, c.Weight, c.Family)
		}
	}
}
