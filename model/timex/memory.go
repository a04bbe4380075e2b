package timex

import "github.com/kreader/kreader/model"

// docMemory is which years a text itself gives to a day or a month.
type docMemory struct {
	days map[monthDay][]int // index of the year's candidate order: years as they are said
}

// monthDay is a day of a month, or with day 0 a whole month.
type monthDay struct{ month, day int8 }

// rememberDocument notes every day and month that is said with its year.
func rememberDocument(found []candidate) docMemory {
	var d docMemory
	for i := range found {
		f := &found[i].f
		if found[i].as != asDate || !f.is(sYear) || !f.is(sMonth) {
			continue
		}
		k := monthDay{int8(f.get(sMonth)), int8(f.or(sDay, 0))}
		if d.days == nil {
			d.days = map[monthDay][]int{}
		}
		d.days[k] = addYear(d.days[k], f.get(sYear))
	}
	return d
}

func addYear(years []int, y int) []int {
	for _, have := range years {
		if have == y {
			return years
		}
	}
	return append(years, y)
}

// years returns the years the text gives to the day or month of f.
func (d docMemory) years(f *frame) []int {
	if !f.is(sMonth) {
		return nil
	}
	return d.days[monthDay{int8(f.get(sMonth)), int8(f.or(sDay, 0))}]
}

// Memory is which days other articles of the collection give a year to.
type Memory struct{ days map[monthDay][]int }

// Remember builds the memory of a collection from what a first pass found in
// each article: days and months of which the words state the year.
func Remember(perArticle [][]model.Timex) *Memory {
	m := &Memory{days: map[monthDay][]int{}}
	return m
}
