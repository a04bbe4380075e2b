package source

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// drawn returns a document of pages with these drawing instructions and one
// font, F, all of whose letters are half as wide as high. It has no table of
// its objects.
func drawn(pages ...string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n")
	var kids strings.Builder
	for i := range pages {
		fmt.Fprintf(&kids, "%d 0 R ", 10+2*i)
	}
	fmt.Fprintf(&b, "2 0 obj<</Type/Pages/Kids[%s]/Count %d/MediaBox[0 0 600 800]/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Courier>>>>/XObject<</X 3 0 R>>>>>>endobj\n", kids.String(), len(pages))
	for i, p := range pages {
		fmt.Fprintf(&b, "%d 0 obj<</Type/Page/Parent 2 0 R/Contents %d 0 R>>endobj\n%d 0 obj<</Length %d>>stream\n%s\nendstream endobj\n", 10+2*i, 11+2*i, 11+2*i, len(p), p)
	}
	form := "BT /F 10 Tf 50 500 Td (In a drawing.) Tj ET /X Do"
	fmt.Fprintf(&b, "3 0 obj<</Subtype/Form/Length %d>>stream\n%s\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF", len(form), form)
	return b.Bytes()
}

// at draws lines of text below each other.
func at(x, y int, lines ...string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "BT /F 10 Tf 12 TL %d %d Td ", x, y)
	for _, l := range lines {
		fmt.Fprintf(&b, "(%s) Tj T* ", l)
	}
	return b.String() + "ET\n"
}

func TestPDFReadingOrder(t *testing.T) {
	column := func(n string) []string {
		return []string{n + " one is a line of text", n + " two is a line of text", n + " three is a line of text", n + " four is the end of it."}
	}
	wide := "A line that runs across both of the columns below it, and says so"
	want := func(ns ...string) (out []string) {
		for _, n := range ns {
			out = append(out, strings.Join(column(n), " "))
		}
		return out
	}
	for _, c := range []struct {
		what  string
		pages []string
		want  []string
	}{
		{"two columns, the right one drawn first", []string{at(320, 600, column("Right")...) + at(50, 600, column("Left")...)}, want("Left", "Right")},
		{"three columns", []string{at(20, 600, column("A")...) + at(220, 600, column("B")...) + at(420, 600, column("C")...)}, want("A", "B", "C")},
		{"columns whose lines are not level", []string{at(50, 600, column("Left")...) + at(320, 605, column("Right")...)}, want("Left", "Right")},
		{"a line above and a line below", []string{at(50, 700, wide+".") + at(50, 600, column("Left")...) + at(320, 600, column("Right")...) + at(50, 500, wide+".")}, append(append([]string{wide + "."}, want("Left", "Right")...), wide+".")},
		{"a paragraph over two pages", []string{at(50, 600, "The first half of a sentence that"), at(50, 700, "goes on where the page has ended.")}, []string{"The first half of a sentence that goes on where the page has ended."}},
		{"text in a drawing that draws itself", []string{"/X Do"}, []string{"In a drawing."}},
		{"a stamp in the margin", []string{at(50, 600, "Only this is text.") + "BT /F 10 Tf 0 1 -1 0 20 300 Tm (a stamp) Tj ET"}, []string{"Only this is text."}},
		{"items whose lines are set in", []string{at(50, 600, "There are two items here:") + at(50, 588, "- one that goes on and on until it reaches") + at(60, 576, "the next line, and") + at(50, 564, "- another.")}, []string{"There are two items here:", "one that goes on and on until it reaches the next line, and", "another."}},
		{"first lines set in", []string{at(62, 600, "A paragraph whose first line is set in ends") + at(50, 588, "in the second line of it, as it should. No.") + at(62, 576, "Another one begins here and is as long as it") + at(50, 564, "ought to be.")}, []string{"A paragraph whose first line is set in ends in the second line of it, as it should. No.", "Another one begins here and is as long as it ought to be."}},
		{"an address at the foot of one of its pages", []string{at(50, 600, "See the address below.") + at(50, 20, "https://lantern.example/a"), at(50, 600, "And no further.")}, []string{"See the address below.", "And no further."}},
		{"a fault in the page", []string{at(50, 600, "Before the fault.") + "<< /a ] >> Tj BT (x"}, []string{"Before the fault."}},
		{"words apart by their place only", []string{"BT /F 10 Tf 50 600 Td [(Two) -600 (words) -100 (.)] TJ ET"}, []string{"Two words."}},
	} {
		as, _ := opened(t, "x.pdf", drawn(c.pages...))
		if len(as) != 1 {
			t.Errorf("%s: %d articles", c.what, len(as))
			continue
		}
		if d := cmp.Diff(c.want, strings.Split(as[0].Text, "\n\n")); d != "" {
			t.Errorf("%s: %s", c.what, d)
		}
	}
}

// TestPDFDropCapitals checks that the large letter with which an article begins is read
// before the word that it begins.
func TestPDFDropCapitals(t *testing.T) {
	large := func(size, x, y int, letter string) string {
		return fmt.Sprintf("BT /F %d Tf %d %d Td (%s) Tj ET\n", size, x, y, letter)
	}
	body := at(50, 564, "and the rest of them stand below it, where", "the lines are as wide as the column is.")
	const want = "The harbour office closed the bridge after a third inspection, and nobody knew of it for a week, and the rest of them stand below it, where the lines are as wide as the column is."
	beside := at(72, 600, "he harbour office closed the bridge after", "a third inspection, and nobody knew of it", "for a week,")
	other := at(350, 600, "Another column has its own lines beside", "it, which are no part of the first one,", "as everybody can see who reads them, or", "those who only look at them once more.")
	for _, c := range []struct{ what, page, want string }{
		{"on the base line of the third line", large(42, 50, 576, "T") + beside + body, want},
		{"drawn last", beside + body + large(42, 50, 576, "T"), want},
		{"between base lines", large(38, 50, 580, "T") + beside + body, want},
		{"beside another column", large(42, 50, 576, "T") + beside + body + other, want},
		{"raised above its line", large(30, 50, 600, "T") + at(66, 600, "he harbour office closed the bridge.") + at(50, 588, "Nobody knew of it for a week."), "The harbour office closed the bridge. Nobody knew of it for a week."},
		{"a word of its own", large(42, 50, 576, "A") + at(72, 600, "bridge was closed by the harbour office,", "a bridge that all had used for years, but", "not well.") + body, "A bridge was closed by the harbour office, a bridge that all had used for years, but not well."},
		{"the article of a headline", large(24, 50, 640, "A") + large(24, 74, 640, "bridge is closed") + at(50, 600, "The harbour office closed the bridge."), "A bridge is closed"},
	} {
		as, _ := opened(t, "x.pdf", drawn(c.page))
		if len(as) != 1 || !strings.HasPrefix(as[0].Text, c.want) {
			t.Errorf("%s: %q", c.what, as[0].Text)
		}
	}
}

func TestPDFRunningHeads(t *testing.T) {
	var pages []string
	for i := range 4 {
		pages = append(pages, at(50, 780, fmt.Sprintf("The Lantern  No. %d", i))+at(500, 780, "5 May 2031")+
			at(50, 600, fmt.Sprintf("Sentence %c of the story stands on its page.", 'A'+i), "There is more of it, and it ends.")+at(300, 20, fmt.Sprint(i+1))+at(50, 30, "https://lantern.example/bridge"))
	}
	as, _ := opened(t, "x.pdf", drawn(pages...))
	if a := as[0]; strings.Contains(a.Text, "Lantern") || strings.Contains(a.Text, "2031") || strings.Count(a.Text, "Sentence") != 4 || a.URL != "https://lantern.example/bridge" || a.Published.String() != "2031-05-05" {
		t.Errorf("%q %q %v", a.Text, a.URL, a.Published)
	}
}

func TestHyphens(t *testing.T) {
	text := &pdfText{known: set("harbour well known al-masri under")}
	for _, c := range []struct{ before, line, want string }{
		{"the har-", "bour", "the harbour"},
		{"an inspec-", "tion of it", "an inspection of it"},
		{"Al-", "Kadhimi", "Al-Kadhimi"},
		{"a well-", "known man", "a well-known man"},
		{"the co-", "operation", "the co-operation"},
		{"an under-", "paid man", "an under-paid man"},
		{"in 2030-", "31", "in 2030-31"},
		{"state-of-", "the-art", "state-of-the-art"},
		{"he said -", "and left", "he said - and left"},
		{"soft\u00ad", "ly", "softly"},
		{"東京", "大阪", "東京大阪"},
		{"no hyphen", "at all", "no hyphen at all"},
	} {
		if got := text.joined(c.before, c.line); got != c.want {
			t.Errorf("%q and %q are %q, want %q", c.before, c.line, got, c.want)
		}
	}
}

func TestCharacters(t *testing.T) {
	got := characters([]byte(`/CIDInit /ProcSet findresource begin begincmap % a remark <41>
1 begincodespacerange <0000> <FFFF> endcodespacerange
2 beginbfchar <01> <0041> <0002> <00660069> endbfchar
2 beginbfrange <10> <12> <0061> <20> <21> [<0058> <0059>] endbfrange <30 broken`))
	want := map[string]string{"\x01": "A", "\x00\x02": "fi", "\x10": "a", "\x11": "b", "\x12": "c", "\x20": "X", "\x21": "Y"}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

func TestDamagedPDF(t *testing.T) {
	whole, err := os.ReadFile("testdata/pdf/columns.pdf")
	if err != nil {
		t.Fatal(err)
	}
	want, _ := opened(t, "x.pdf", whole)
	moved := bytes.Replace(whole, []byte("%PDF-1.4\n"), []byte("%PDF-1.4\n% a comment that moves all objects\n"), 1)
	for what, data := range map[string][]byte{
		"junk before":       append([]byte("HTTP/1.1 200 OK\r\n\r\n"), whole...),
		"junk behind":       append(bytes.Clone(whole), strings.Repeat("\x00 ", 500)...),
		"a newer version":   bytes.Replace(whole, []byte("%PDF-1.4\n"), []byte("%PDF-2.0\n"), 1),
		"a table of lies":   moved,
		"the table cut off": whole[:bytes.Index(whole, []byte("xref"))],
	} {
		as, _ := opened(t, "x.pdf", data)
		if len(as) != 1 || as[0].Text != want[0].Text {
			t.Errorf("%s: %+v", what, as)
		}
	}
	for what, data := range map[string]string{
		"no text": string(drawn("")), "damaged": "%PDF-1.7\n", "password": "%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj trailer<</Encrypt 5 0 R>>",
	} {
		if s := refused(t, "x.pdf", []byte(data)); !strings.Contains(s, what) && what != "password" {
			t.Errorf("%s: %s", what, s)
		}
	}
	loop := "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[" + strings.Repeat("2 0 R ", 500) + "]>>endobj trailer<</Root 1 0 R>>%%EOF"
	refused(t, "x.pdf", []byte(loop))
}
