package coverage_test

import (
	"slices"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/coverage"
	"github.com/kreader/kreader/model/edtf"
)

// collection returns articles published on the given days, each of the outlet
// with the number before the date, and events told by passages in the given
// articles.
func collection(published []string, from []model.Origin, events [][]int) *model.Collection {
	c := &model.Collection{}
	for i, p := range published {
		a := model.Article{PublishedFrom: model.FromMetadata}
		a.Published, _ = edtf.Parse(p)
		if from != nil && from[i] != "" {
			a.PublishedFrom = from[i]
		}
		c.Articles = append(c.Articles, a)
	}
	for i, articles := range events {
		e := model.Event{Importance: float64(i%3) / 3}
		for _, a := range articles {
			e.Passages = append(e.Passages, model.Passage{Article: a})
		}
		c.Events = append(c.Events, e)
	}
	return c
}

func TestCells(t *testing.T) {
	c := collection([]string{"2019-03-01", "2019-03-02", "2019-03-03"}, nil, [][]int{{0, 0, 1, 2}, {1}, {}})
	x := coverage.New(c, []int{1, 0, 1})
	if got, want := x.Outlets.Row(0), []coverage.Cell{{Column: 0, Passages: 1, First: 2, Articles: 1}, {Column: 1, Passages: 3, First: 0, Articles: 2}}; !slices.Equal(got, want) {
		t.Errorf("by outlet %v, want %v", got, want)
	}
	if got, want := x.Articles.Row(0), []coverage.Cell{{0, 2, 0, 1}, {1, 1, 2, 1}, {2, 1, 3, 1}}; !slices.Equal(got, want) {
		t.Errorf("by article %v, want %v", got, want)
	}
	if _, ok := x.Outlets.At(1, 1); ok {
		t.Error("a blank is a cell")
	}
	if cell, ok := x.Outlets.At(1, 0); !ok || cell.Passages != 1 {
		t.Errorf("event 1 in column 0 is %v, %t", cell, ok)
	}
	if len(x.Outlets.Row(2)) != 0 {
		t.Error("an event that nobody tells has cells")
	}
	if x.Outlets.Columns() != 2 || x.Outlets.Articles(1) != 2 || x.Articles.Articles(2) != 1 {
		t.Error("columns or their articles are miscounted")
	}
}

func TestFirst(t *testing.T) {
	inferred := []model.Origin{"", model.FromInferred, ""}
	for name, tt := range map[string]struct {
		published []string
		from      []model.Origin
		tellers   []int
		want      int
	}{
		"the earlier day":          {[]string{"2019-03-01", "2019-03-02", "2019-03-03"}, nil, []int{0, 1, 2}, 0},
		"not the first read":       {[]string{"2019-03-05", "2019-03-02", "2019-03-03"}, nil, []int{0, 1}, 1},
		"its earliest counts":      {[]string{"2019-03-04", "2019-03-02", "2019-03-01"}, nil, []int{0, 1, 2}, 0}, // article 2 is of outlet 0
		"the same day":             {[]string{"2019-03-01", "2019-03-01", "2019-03-03"}, nil, []int{0, 1}, -1},
		"a month holds the day":    {[]string{"2019-03", "2019-03-02", ""}, nil, []int{0, 1}, -1},
		"a month before the day":   {[]string{"2019-02", "2019-03-02", ""}, nil, []int{0, 1}, 0},
		"one is undated":           {[]string{"2019-03-01", "", ""}, nil, []int{0, 1}, -1},
		"one is inferred":          {[]string{"2019-03-01", "2019-03-09", ""}, inferred, []int{0, 1}, -1},
		"alone is not first":       {[]string{"2019-03-01", "2019-03-02", "2019-03-03"}, nil, []int{0, 2}, -1},
		"nobody":                   {[]string{"2019-03-01", "2019-03-02", "2019-03-03"}, nil, nil, -1},
		"undated and not about it": {[]string{"2019-03-01", "2019-03-02", ""}, nil, []int{0, 1}, 0},
	} {
		x := coverage.New(collection(tt.published, tt.from, [][]int{tt.tellers}), []int{0, 1, 0})
		if got := x.Outlets.First(0); got != tt.want {
			t.Errorf("%s: outlet %d, want %d", name, got, tt.want)
		}
	}
}

func TestTotals(t *testing.T) {
	c := collection([]string{"2019-03-01", "2019-03-02", "2019-03-03"}, nil, [][]int{{0, 1}, {1}, {1, 2}, {2, 2}})
	x := coverage.New(c, []int{0, 1, 2})
	if got, known := x.Outlets.Totals([]int32{0, 1, 2, 3}); known != 2 || !slices.Equal(got, []coverage.Total{{1, 1, 0}, {3, 1, 1}, {2, 0, 1}}) {
		t.Errorf("of all events %v, %d known", got, known)
	}
	if got, known := x.Outlets.Totals([]int32{3}); known != 0 || !slices.Equal(got, []coverage.Total{{}, {}, {1, 0, 1}}) {
		t.Errorf("of one event %v, %d known", got, known)
	}
	if got, want := x.ByImportance(), []int32{2, 1, 0, 3}; !slices.Equal(got, want) {
		t.Errorf("by importance %v, want %v", got, want)
	}
}
