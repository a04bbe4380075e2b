package source

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
)

// Sentences that no rule may touch.
const (
	one   = "The harbour office closed the lower deck of the bridge on Monday, after the third inspection in a week."
	two   = "Nobody was told until the evening, when the ferries had already left and the quay was dark and empty."
	three = "The mayor defended the decision, and said that she would take it again if the engineers asked her to."
)

// read reads text as a file of the name.
func read(t *testing.T, name, text string) model.Article {
	t.Helper()
	as, _, err := Decode(Document{Path: name, Rel: name, Data: []byte(text)})
	if err != nil || len(as) != 1 {
		t.Fatalf("%d articles, %v", len(as), err)
	}
	sound(t, &as[0])
	return as[0]
}

// blocks returns the blocks of a, each with the first letter of its kind when
// it is no paragraph.
func blocks(a model.Article) []string {
	var out []string
	for _, b := range a.Blocks {
		s := b.Span.Of(a.Text)
		switch {
		case b.Repeats:
			s = "r:" + s
		case b.Kind != model.Paragraph:
			s = b.Kind.String()[:1] + ":" + s
		}
		out = append(out, s)
	}
	return out
}

func lines(s ...string) string { return strings.Join(s, "\n\n") }

func TestFurniture(t *testing.T) {
	title := "A bridge closes"
	for _, c := range []struct {
		what string
		in   string
		want []string // after the title
	}{
		{"a title that is printed again", lines(title, "Illustration by Li Wei", title, one, two), []string{one, two}},
		{"a standfirst", lines(title, "Nobody was warned", one, two), []string{"Nobody was warned", one, two}},
		{"rows of controls", lines(title, "Share Tweet Email", one, "font change", two, "Print"), []string{one, two}},
		{"short text that is no control", lines(title, one, "They called.", two, "Print it."), []string{one, "They called.", two, "Print it."}},
		{"related articles at the end", lines(title, one, two, "Related Articles", "A ferry sinks", "Tide tables"), []string{one, two}},
		{"a list in the middle", lines(title, one, "RECOMMENDED", "A ferry sinks", "Tide tables", two, three), []string{one, two, three}},
		{"comments", lines(title, one, two, three, "Leave a Reply", "I was there and it was nothing like you say, believe me."), []string{one, two, three}},
		{"a heading before the story", lines(title, "Comments", one, two, three), []string{"Comments", one, two, three}},
		{"lines that lead away", lines(title, one, "Read more: Why the ferry sank", two, "Watch: the bridge from above"), []string{one, two}},
		{"a sentence that reads more", lines(title, one, "Read more books, she told the children.", two), []string{one, "Read more books, she told the children.", two}},
		{"cookies and newsletters", lines(title, "We use cookies to improve this site.", one, "Sign up for our newsletter", two, "© 2031 Lantern Media"), []string{one, two}},
		{"an article about cookies", lines(title, "The site uses cookies to follow its readers, a court in Graz found.", two), []string{"The site uses cookies to follow its readers, a court in Graz found.", two}},
		{"reading time and kind", lines("Analysis", title, "5 min read", one, two), []string{one, two}},
		{"trailing dates and links", lines(title, one, two, "Ferry timetable", "[All stories](https://example.org/all)", "Feb 11, 2032"), []string{one, two}},
		{"a short last sentence", lines(title, one, two, "She left."), []string{one, two, "She left."}},
		{"other languages", lines(title, "Also available in", "[Deutsch \\(/de/1\\)](#)", "Français", one, two), []string{one, two}},
		{"about the author", lines(title, "By Ana Ruiz", one, two, "Ana Ruiz is a reporter at The Lantern."), []string{one, two}},
		{"a paragraph about somebody else", lines(title, "By Ana Ruiz", one, "Petra Holm is a reporter, and was there."), []string{one, "Petra Holm is a reporter, and was there."}},
		{"a heading", lines(title, one, "What went wrong", two), []string{one, "h:What went wrong", two}},
		{"an address on its own line", lines(title, one, "https://example.org/bridge", two, "(/people/ana)"), []string{one, two}},
	} {
		t.Run(c.what, func(t *testing.T) {
			a := read(t, "x.txt", c.in)
			if a.Title != title {
				t.Errorf("title %q", a.Title)
			}
			if d := cmp.Diff(append([]string{"h:" + title}, c.want...), blocks(a)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestCaptions(t *testing.T) {
	for _, c := range []struct {
		what, in string
		want     []string
	}{
		{"under an agency", one + "\n\nReuters\nThe bridge on March 3, 2031.\n\n" + two, []string{one, "c:The bridge on March 3, 2031.", two}},
		{"under a photographer", one + "\n\nLI WEI / AFP\nThe bridge at dawn\n\n" + two, []string{one, "c:The bridge at dawn", two}},
		{"on both sides of the credit", one + "\n\nThe bridge\nThe Lantern / Li Wei\nThe bridge\n\n" + two, []string{one, "c:The bridge", two}},
		{"printed twice", one + "\n\nAP\nThe bridge at dawn\n\n" + two + "\n\nAP\nThe bridge at dawn\n\n" + three, []string{one, "c:The bridge at dawn", two, three}},
		{"a credit alone", one + "\n\nPhoto: Ana Ruiz\n\n" + two, []string{one, two}},
		{"a credit known from another", one + "\n\nTide / Li Wei\nOne\n\n" + two + "\n\nTide\nThe bridge falls\n\n" + three, []string{one, "c:One", two, "c:The bridge falls", three}},
		{"an agency in a sentence", one + "\n\nReuters said so.\n\n" + two, []string{one, "Reuters said so.", two}},
		{"and/or", one + "\n\nNorth/south\n\n" + two, []string{one, "h:North/south", two}},
	} {
		t.Run(c.what, func(t *testing.T) {
			if d := cmp.Diff(c.want, blocks(read(t, "x.txt", c.in))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestPullQuotes(t *testing.T) {
	said := "He said that no bridge in the country was safe, and that ours was the worst of them by far."
	pulled := "no bridge in the country was safe, and that ours was the worst"
	for _, c := range []struct {
		what, in string
		want     []string
	}{
		{"part of a sentence", lines(one, pulled, said, two), []string{one, "r:" + pulled, said, two}},
		{"with who said it", lines(one, pulled, "Harbour Master Petra Holm", said), []string{one, "r:" + pulled, "r:Harbour Master Petra Holm", said}},
		{"a sentence said twice", lines(one, two, one), []string{one, two, one}},
		{"a heading of common words", lines(one, "the bridge", two), []string{one, "the bridge", two}},
	} {
		t.Run(c.what, func(t *testing.T) {
			if d := cmp.Diff(c.want, blocks(read(t, "x.txt", c.in))); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestQuestions(t *testing.T) {
	interview := lines("Whitlock speaks", "Why did you leave?", "I was tired. My work was done, and I had a house to mend.",
		"Will you come back?", "We all do. I love the town, and it is ours. Nobody else wants it.", "And your bridge?", "I have no bridge. I never had one, and I told them so.")
	var asked []string
	for _, b := range blocks(read(t, "x.txt", interview)) {
		if strings.HasPrefix(b, "q:") {
			asked = append(asked, b[2:])
		}
	}
	if d := cmp.Diff([]string{"Why did you leave?", "Will you come back?", "And your bridge?"}, asked); d != "" {
		t.Error(d)
	}
	report := lines(one, "But who knew?", two, "And what of the ferry?", three, "Who will pay?", one)
	for _, b := range blocks(read(t, "x.txt", report)) {
		if strings.HasPrefix(b, "q:") {
			t.Errorf("a report asks %q", b)
		}
	}
}

func TestLeftoverMarkup(t *testing.T) {
	for _, c := range []struct{ in, want, runs string }{
		{"They **closed (<https://example.org/a>)** it.", "They closed it.", "link closed https://example.org/a; strong closed"},
		{"They *did* know.", "They did know.", "emphasis did"},
		{"He [noted](https://e.org/1) (<https://e.org/1>) it.", "He noted it.", "link noted https://e.org/1"},
		{"By [Ana \\(/people/ana\\)](#) alone.", "By Ana alone.", "link Ana /people/ana"},
		{"Fields marked * are 2*3*4 wide*.", "Fields marked * are 2*3*4 wide*.", ""},
		{"See <https://e.org> and a < b.", "See https://e.org and a < b.", "link https://e.org https://e.org"},
		{"An [aside] (it seems).", "An [aside] (it seems).", ""},
		{"Deaths (see https://e.org/x) rose.", "Deaths (see https://e.org/x) rose.", ""},
		{"**All of it**", "All of it", "strong All of it"},
	} {
		text, in := inlineOfText(c.in)
		var runs []string
		for _, x := range in {
			runs = append(runs, strings.TrimSpace([...]string{"emphasis", "strong", "code", "link"}[x.Kind]+" "+x.Span.Of(text)+" "+x.URL))
		}
		if got := strings.Join(runs, "; "); text != c.want || got != c.runs {
			t.Errorf("%q: got %q (%s), want %q (%s)", c.in, text, got, c.want, c.runs)
		}
	}
}

func TestBrokenSentences(t *testing.T) {
	a := read(t, "x.txt", lines(one, "The inspector, who had seen it all before, called it an [open wound](https://e.org/-/a)", "جسر-قديم-في-المدينة and went home.", two))
	want := []string{one, "The inspector, who had seen it all before, called it an open wound and went home.", two}
	if d := cmp.Diff(want, blocks(a)); d != "" {
		t.Error(d)
	}
	a = read(t, "x.txt", lines(one, "The inspector wrote a long report on it, which is [here](https://e.org/a)", "Nobody read it."))
	if n := len(a.Blocks); n != 3 {
		t.Errorf("a new sentence was joined: %q", blocks(a))
	}
}

func TestPicturesInMarkdown(t *testing.T) {
	in := lines("# T", one, "![alt](x.png)\nThe bridge at dawn", two, "[![alt](x.png)](y)", "*The bridge at noon*", "*Emphatic.*")
	want := []string{"h:T", one, "c:The bridge at dawn", two, "c:The bridge at noon", "Emphatic."}
	if d := cmp.Diff(want, blocks(read(t, "x.md", in))); d != "" {
		t.Error(d)
	}
}

// Plain news text comes out as it went in.
func TestNothingIsLost(t *testing.T) {
	in := lines(one, "“It was cold.”", two, "“I know,” she said", "The end of it?", three, "He left", "In 2031", "5 people stayed.", one+" "+two)
	a := read(t, "x.txt", in)
	if a.Text != in {
		t.Errorf("got %q", a.Text)
	}
}

func TestWrappedLines(t *testing.T) {
	in := "The harbour office closed the lower deck of the bridge on Monday, after the\nthird inspection in a week, and nobody was told until the evening of the next\nday.\n\nBlue\nGreen\nRed\n"
	want := []string{"The harbour office closed the lower deck of the bridge on Monday, after the third inspection in a week, and nobody was told until the evening of the next day.", "Blue", "Green", "Red"}
	if d := cmp.Diff(want, blocks(read(t, "x.txt", in))); d != "" {
		t.Error(d)
	}
}
