package cli

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/kreader/kreader/model/source"
)

func TestGlance(t *testing.T) {
	var long strings.Builder
	for i := 0; long.Len() < 3*much; i++ {
		fmt.Fprintf(&long, "Paragraph %d tells of the été in which the ferry ran again.\n\n", i)
	}
	small := source.Document{Path: "a.md", Rel: "a.md", Data: []byte("# A title\n\nA few words.\n")}
	big := source.Document{Path: "b.md", Rel: "b.md", Data: []byte(long.String())}
	ctx := context.Background()
	if c := glance(ctx, request{}, []source.Document{small}); c != nil {
		t.Errorf("of little: %d articles, want none: all is read as soon", len(c.Articles))
	}
	c := glance(ctx, request{}, []source.Document{small, big})
	if c == nil || len(c.Articles) != 2 {
		t.Fatalf("of much: %v, want two articles", c)
	}
	for _, a := range c.Articles {
		if a.Path == "b.md" && (len(a.Text) < beginning/2 || len(a.Text) > beginning || !strings.HasSuffix(a.Text, "again.")) {
			t.Errorf("%d bytes of the long article, ending in %q", len(a.Text), a.Text[len(a.Text)-20:])
		}
	}
	many := make([]source.Document, 5000)
	for i := range many {
		many[i] = source.Document{Path: fmt.Sprintf("%04d.md", i), Data: []byte(long.String()[:1000])}
	}
	if c := glance(ctx, request{}, many); len(c.Articles) < 100 || len(c.Articles) > 300 {
		t.Errorf("of many: %d articles", len(c.Articles))
	}
	if c := glance(ctx, request{filter: filter{outlets: []string{"nobody"}}}, []source.Document{small, big}); c != nil {
		t.Error("a glance shows what the filter leaves out")
	}
}

func TestBegin(t *testing.T) {
	for in, want := range map[string]int{
		"short":                                  5,
		strings.Repeat("ab ", 100):               30,
		"One.\n\nTwo, which is longer.\n\nThree": 32, // the paragraph ends after half of it only when it is whole
		strings.Repeat("é", 100):                 32,
	} {
		got := begin([]byte(in), 32)
		if len(got) > want || len(got) < want-16 || !strings.HasPrefix(in, string(got)) {
			t.Errorf("%.20q: %d bytes, want about %d", in, len(got), want)
		}
	}
	if got := begin([]byte(strings.Repeat("é", 100)), 31); !utf8.Valid(got) {
		t.Error("cut inside a character")
	}
}
