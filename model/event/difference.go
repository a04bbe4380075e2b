package event

import (
	"slices"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

// differences returns what the passages of an event disagree about. Precision
// first: only days that different outlets state, and that no outlet states
// both of.
func differences(c *model.Collection, ps []model.Passage) []model.Difference {
	var days []edtf.Day
	by := map[edtf.Day][]int{}
	outlets := map[edtf.Day]map[string]bool{}
	for i := range ps {
		p := &ps[i]
		if p.When.Gran != edtf.ByDay || p.When.Uncertain || p.When.Approx || p.Says == "" {
			continue
		}
		d := p.When.Lo
		if by[d] == nil {
			days = append(days, d)
			outlets[d] = map[string]bool{}
		}
		by[d] = append(by[d], i)
		outlets[d][outletOf(c, p.Article)] = true
	}
	if len(days) < 2 {
		return nil
	}
	slices.Sort(days)
	for i, d := range days {
		for _, e := range days[i+1:] {
			for o := range outlets[d] {
				if outlets[e][o] {
					return nil // one outlet gives both: an update, or two things
				}
			}
		}
	}
	diff := model.Difference{About: "date"}
	for _, d := range days {
		diff.Values = append(diff.Values, model.DifferingValue{Value: d.String(), Passages: by[d]})
	}
	return []model.Difference{diff}
}

// outletOf returns what tells the outlet of an article from others; an unknown
// outlet stands for itself.
func outletOf(c *model.Collection, article int) string {
	if o := c.Articles[article].Outlet; o != "" {
		return o
	}
	return "\x00" + c.Articles[article].ID
}
