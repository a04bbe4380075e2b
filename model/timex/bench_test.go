package timex

import (
	"strings"
	"testing"

	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/model/lang"
)

const newsParagraph = `The council of Port Ellery voted on Tuesday to close the ferry line that had carried people across the sound since 1931.
About 40 residents spoke against it; the mayor, who took office in March 2008, said the boats had lost money for nine years.
A second vote is due on June 30, and the last boat will sail at 7:15 p.m. on the first Sunday of the autumn. "We may be told
again next month that nothing can be done," said one captain, "but that is not what we heard two years ago." The company that
runs the line would not comment. Its owner, Harbour Holdings, bought two larger ships for 14.5 million dollars in the third
quarter of 2009 and sold them to a firm from the mainland, where the demand for crossings has grown in recent years.

`

func BenchmarkTag(b *testing.B) {
	text := strings.Repeat(newsParagraph, 1000)
	c := Context{Lang: lang.For("en"), Anchor: edtf.OnDay(edtf.DayOf(2010, 6, 18))}
	n := len(Tag(text, c))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	b.ResetTimer()
	for b.Loop() {
		Tag(text, c)
	}
	b.ReportMetric(float64(n), "timexes/op")
}

func BenchmarkCompile(b *testing.B) {
	l := lang.For("en")
	for b.Loop() {
		if _, err := compile(l); err != nil {
			b.Fatal(err)
		}
	}
}

// TestAllocations bounds what one expression costs.
func TestAllocations(t *testing.T) {
	text := strings.Repeat(newsParagraph, 100)
	c := Context{Lang: lang.For("en"), Anchor: edtf.OnDay(edtf.DayOf(2010, 6, 18))}
	n := len(Tag(text, c))
	got := testing.AllocsPerRun(5, func() { Tag(text, c) })
	if per := got / float64(n); per > 6 {
		t.Errorf("%.1f allocations for an expression, want at most 6", per)
	}
}
