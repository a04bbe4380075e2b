// Package coverage counts who tells what: for every event, in how many passages
// each outlet, and each article, tells it; and for every outlet and article how
// many events it tells, tells first, and tells alone.
//
// A table is made once from a collection and is read-only. It says nothing of
// what is not in the collection: a blank means that the articles at hand do not
// tell an event, and [Grid.Articles] says how many those are.
package coverage

import (
	"slices"

	"github.com/kreader/kreader/model"
)

// Table is the coverage of a collection, by outlet and by article.
type Table struct {
	Outlets  *Grid
	Articles *Grid

	important []int32
}

// Grid has a row for each event and a column for each outlet, or each article.
type Grid struct {
	articles []int    // column → how many articles it stands for
	rows     [][]Cell // event → the cells that are not blank, by column
	first    []int32  // event → the column that told it first, -1 when that is not known
}

// Cell is where an event and those who tell it meet.
type Cell struct {
	Column   int32
	Passages int32 // how many tell it, at least 1
	First    int32 // the first of them in reading order: an index into Event.Passages
	Articles int32 // in how many articles they are
}

// Total is what a column tells of some events.
type Total struct {
	Told  int // how many of them
	First int // before all others that tell it; see [Grid.First]
	Alone int // with no other that tells it
}

// New counts. outletOf gives the outlet of each article, as a number from 0;
// numbers without an article are columns without a passage.
func New(c *model.Collection, outletOf []int) *Table {
	own := make([]int, len(c.Articles))
	for i := range own {
		own[i] = i
	}
	t := &Table{Outlets: newGrid(c, outletOf), Articles: newGrid(c, own), important: make([]int32, len(c.Events))}
	for i := range t.important {
		t.important[i] = int32(i)
	}
	slices.SortStableFunc(t.important, func(a, b int32) int {
		switch x, y := c.Events[a].Importance, c.Events[b].Importance; {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return len(c.Events[b].Passages) - len(c.Events[a].Passages)
	})
	return t
}

// ByImportance returns the events, those that matter most first. It is not to be
// changed.
func (t *Table) ByImportance() []int32 { return t.important }

func newGrid(c *model.Collection, columnOf []int) *Grid {
	g := &Grid{rows: make([][]Cell, len(c.Events)), first: make([]int32, len(c.Events))}
	for _, column := range columnOf {
		for len(g.articles) <= column {
			g.articles = append(g.articles, 0)
		}
		g.articles[column]++
	}
	for i := range c.Events {
		g.rows[i] = cells(c.Events[i].Passages, columnOf)
		g.first[i] = first(c, c.Events[i].Passages, columnOf)
	}
	return g
}

func cells(passages []model.Passage, columnOf []int) []Cell {
	var out []Cell
	for i := range passages {
		article := passages[i].Article
		column := int32(columnOf[article])
		at, found := slices.BinarySearchFunc(out, column, byColumn)
		if !found {
			out = slices.Insert(out, at, Cell{Column: column, First: int32(i)})
		}
		out[at].Passages++
		if i == 0 || passages[i-1].Article != article { // passages are in order of the articles
			out[at].Articles++
		}
	}
	return out
}

func byColumn(c Cell, column int32) int { return int(c.Column) - int(column) }

// first returns the column whose earliest article about an event came out
// before those of all others, -1 when nobody can say: when two came out on one
// day, or when the date of one is not known or was only inferred.
func first(c *model.Collection, passages []model.Passage, columnOf []int) int32 {
	best, tellers := -1, 0
	for i := range passages {
		a := &c.Articles[passages[i].Article]
		if a.Published.IsZero() || a.PublishedFrom == model.FromInferred {
			return -1
		}
		if columnOf[passages[i].Article] != columnOf[passages[0].Article] {
			tellers++
		}
		if best < 0 || a.Published.Hi < c.Articles[best].Published.Hi {
			best = passages[i].Article
		}
	}
	if tellers == 0 {
		return -1
	}
	for i := range passages {
		at := passages[i].Article
		if columnOf[at] != columnOf[best] && c.Articles[at].Published.Lo <= c.Articles[best].Published.Hi {
			return -1
		}
	}
	return int32(columnOf[best])
}

// Columns returns how many columns there are.
func (g *Grid) Columns() int { return len(g.articles) }

// Articles returns how many articles a column stands for: what a blank in it is
// said of.
func (g *Grid) Articles(column int) int { return g.articles[column] }

// Row returns the cells of an event that are not blank, by column. It is not to
// be changed.
func (g *Grid) Row(event int) []Cell { return g.rows[event] }

// At returns the cell of an event in a column; ok is false when it is blank.
func (g *Grid) At(event, column int) (_ Cell, ok bool) {
	row := g.rows[event]
	if i, found := slices.BinarySearchFunc(row, int32(column), byColumn); found {
		return row[i], true
	}
	return Cell{}, false
}

// First returns the column that told an event before all others; -1 when only
// one tells it, when two came out on one day, and when the date of one is not
// known or was only inferred.
func (g *Grid) First(event int) int { return int(g.first[event]) }

// Totals returns, for each column, what it tells of some events, and of how many
// of them it is known who told them first. Who else tells an event is asked of all
// columns.
func (g *Grid) Totals(events []int32) (out []Total, known int) {
	out = make([]Total, len(g.articles))
	for _, e := range events {
		for _, c := range g.rows[e] {
			out[c.Column].Told++
			if len(g.rows[e]) == 1 {
				out[c.Column].Alone++
			}
		}
		if f := g.first[e]; f >= 0 {
			out[f].First++
			known++
		}
	}
	return out, known
}
