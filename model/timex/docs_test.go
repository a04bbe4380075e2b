package timex

import (
	"os"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

// TestDocs runs the tables of docs/dates.md: rows of five cells are examples,
// rows of two are lines in which nothing may be found.
func TestDocs(t *testing.T) {
	data, err := os.ReadFile("../../docs/dates.md")
	if err != nil {
		t.Fatal(err)
	}
	examples, nothing := 0, 0
	for _, line := range strings.Split(string(data), "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| words |") {
			continue
		}
		cells := strings.Split(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|")
		for i := range cells {
			cells[i] = strings.TrimSpace(cells[i])
		}
		switch len(cells) {
		case 5:
			examples++
			checkExample(t, cells)
		case 2:
			nothing++
			for _, x := range Tag(cells[0], Context{Lang: lang.For("en"), Anchor: edtf.OnDay(edtf.DayOf(2014, 6, 18))}) {
				t.Errorf("%s: found %q", cells[0], x.Span.Of(cells[0]))
			}
		default:
			t.Errorf("a row of %d cells: %s", len(cells), line)
		}
	}
	if examples < 40 || nothing < 10 {
		t.Errorf("read %d examples and %d lines without a time; the tables have another form", examples, nothing)
	}
}

// checkExample compares a row with what is found: words, published, TIMEX3
// type and value, EDTF, reason.
func checkExample(t *testing.T, cells []string) {
	t.Helper()
	published, err := edtf.Parse(cells[1])
	if err != nil {
		t.Fatalf("%s: %v", cells[0], err)
	}
	before, rest, _ := strings.Cut(cells[0], "**")
	words, after, ok := strings.Cut(rest, "**")
	if !ok {
		t.Fatalf("%s: no words in bold", cells[0])
	}
	want := model.Span{Start: len(before), End: len(before) + len(words)}
	for _, x := range Tag(before+words+after, Context{Lang: lang.For("en"), Anchor: published}) {
		if x.Span != want {
			continue
		}
		value := x.Value
		if x.Type != model.Date {
			value = string(x.Type) + " " + value
		}
		if got := []string{value, x.When.String(), x.Why}; got[0] != cells[2] || got[1] != cells[3] || got[2] != cells[4] {
			t.Errorf("%s (published %q)\n got %q\nwant %q", cells[0], cells[1], got, cells[2:])
		}
		return
	}
	t.Errorf("%s: %q is not found", cells[0], words)
}
