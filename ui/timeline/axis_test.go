package timeline

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
	"github.com/kreader/kreader/ui/action"
	"github.com/kreader/kreader/ui/uitest"
)

// TestAxis holds that the histogram counts every event once, and that a click
// on it goes to the event nearest in time.
func TestAxis(t *testing.T) {
	p := pane(uitest.Large(400), 60, 20)
	sum := 0
	for _, n := range p.axis.bins {
		sum += n
	}
	if sum != 400 {
		t.Errorf("the axis counts %d events of 400", sum)
	}
	first := 2 + len(p.axis.left)
	for _, tt := range []struct{ x, want int }{{first, 0}, {first + len(p.axis.bins) - 1, 399}, {0, -1}, {59, -1}} {
		p.Do(action.Top)
		if ok := p.ClickAxis(tt.x, 0); ok != (tt.want >= 0) {
			t.Errorf("column %d: %v", tt.x, ok)
		}
		if e, _ := p.At(); tt.want >= 0 && p.axis.bin(p.event(int32(e)).When.Lo) != p.axis.bin(p.event(int32(tt.want)).When.Lo) {
			t.Errorf("column %d leads to event %d, want one beside %d", tt.x, e, tt.want)
		}
	}
	if p.SetSize(60, axisHeight-1); p.hasAxis() {
		t.Error("there is an axis where there is no room for it")
	}
}

// days returns a collection with an event on each of the days, which are in order.
func days(at ...int) *model.Collection {
	c := &model.Collection{}
	for _, d := range at {
		c.Events = append(c.Events, model.Event{Title: "Something of note", When: edtf.OnDay(edtf.Day(d))})
	}
	return c
}

// Few that are long before or after the others do not press them together, and are
// counted all the same: as one by one.
func TestAxisOfAnyTimes(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		at, day := []int{}, 700_000
		for range 6 + rng.IntN(120) {
			day += rng.IntN(3) * rng.IntN(40)
			if rng.IntN(60) == 0 {
				day += rng.IntN(80_000)
			}
			at = append(at, day)
		}
		p := pane(days(at...), 24+rng.IntN(60), 20)
		if !p.hasAxis() {
			continue
		}
		want := make([]int, len(p.axis.bins))
		for _, d := range at {
			want[p.axis.bin(edtf.Day(d))]++
		}
		most := 0
		for i, n := range want {
			if most = max(most, n); p.axis.bins[i] != n {
				t.Fatalf("cell %d counts %d of %d events\n%v", i, p.axis.bins[i], n, at)
			}
		}
		if p.axis.most != most {
			t.Errorf("the most is %d, want %d", p.axis.most, most)
		}
	}
	for _, tt := range []struct {
		at          []int
		left, right string
	}{
		{[]int{100_000, 730_000, 730_300, 730_600, 730_900, 731_200, 731_500, 731_800, 732_000, 732_300}, "<", ""},
		{[]int{730_000, 730_300, 730_600, 730_900, 731_200, 731_500, 731_800, 732_000, 732_300, 760_000}, "", ">"},
		{[]int{100_000, 730_000, 730_300, 730_600, 730_900, 731_200, 731_500, 731_800, 732_300, 760_000}, "<", ">"},
		{[]int{730_000, 730_300, 730_600, 730_900, 731_200, 731_500, 731_800, 732_000, 732_300, 732_400}, "", ""},
	} {
		a := pane(days(tt.at...), 60, 20).axis
		if strings.HasPrefix(a.left, "<") != (tt.left != "") || strings.HasSuffix(a.right, ">") != (tt.right != "") {
			t.Errorf("%v goes from %s to %s", tt.at, a.left, a.right)
		}
	}
}

// The part of the story that is on the screen stands out, and nothing does where all
// of it is.
func TestAxisShowsWhatIsSeen(t *testing.T) {
	p := pane(uitest.Large(400), 60, 20)
	for _, id := range []action.ID{action.Top, action.PageDown, action.PageDown, action.Bottom} {
		p.Do(id)
		first, last, here := p.inView()
		e, _ := p.At()
		if first < 0 || last < first || last > first+6 || here < first || here > last || here != p.axis.bin(p.event(int32(e)).When.Lo) {
			t.Errorf("after %s cells %d to %d are seen, the cursor is in %d", id, first, last, here)
		}
		p.Scroll(-3000)
		if first, _, after := p.inView(); first != 0 || after != here {
			t.Errorf("scrolled to the top: from cell %d, the cursor in %d, was %d", first, after, here)
		}
	}
	p = pane(uitest.Sample(true), 60, 12)
	line := func() string { return strings.SplitN(uitest.Plain(p.View()), "\n", 2)[0] }
	if strings.Contains(line(), mono.Glyphs.Dot) == (len(p.rows) <= p.body()) {
		t.Errorf("%d rows in %d: %s", len(p.rows), p.body(), line())
	}
	p.SetSize(60, 40)
	if strings.Contains(line(), mono.Glyphs.Dot) {
		t.Errorf("all is seen: %s", line())
	}
}
