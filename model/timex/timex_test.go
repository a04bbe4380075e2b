package timex

import (
	"testing"

	"github.com/kreader/kreader/model/edtf"
)

func TestSmoke(t *testing.T) {
	text := "On Sunday he met them. In October 2019 they left, two years ago, on March 4, 2021 at 5 p.m. The 1990s—and last week. From 2016-22."
	for _, x := range Tag(text, Context{Anchor: edtf.OnDay(edtf.DayOf(2021, 11, 9))}) {
		t.Logf("%q %s %s %s %s", x.Span.Of(text), x.Type, x.Value, x.When, x.Why)
	}
}
