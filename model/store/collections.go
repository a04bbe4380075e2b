package store

import (
	"slices"
	"time"
)

// Collection is a collection that was opened.
type Collection struct {
	Name     string    `json:"name,omitempty"`  // what the reader calls it, "" when the reader has given it none
	Title    string    `json:"title,omitempty"` // what it is called of itself, "" when it is not
	Paths    []string  `json:"paths"`           // absolute
	Articles int       `json:"articles,omitempty"`
	Opened   time.Time `json:"opened"`            // when it was last
	Article  string    `json:"article,omitempty"` // Article.ID of the one that was open
	Event    string    `json:"event,omitempty"`   // Event.ID of the one that was chosen
	Passage  int       `json:"passage,omitempty"` // which of its passages was marked, -1 when none was
	Outlets  []string  `json:"outlets,omitempty"` // in the order of their colours
	Zoom     string    `json:"zoom,omitempty"`    // how much of the timeline was to be seen, "" when that was left open
}

// mostCollections is how many are remembered.
const mostCollections = 200

// Opened notes a collection as the one that was opened last. What is not known
// of it now (its name, how many articles it has, what was open) stays as it was.
func (st *State) Opened(c Collection) {
	if i := st.Collection(c.Paths); i >= 0 {
		old := st.Collections[i]
		if c.Name == "" {
			c.Name = old.Name
		}
		if c.Articles == 0 {
			c.Articles = old.Articles
		}
		if c.Article == "" {
			c.Article, c.Event, c.Passage = old.Article, old.Event, old.Passage
		}
		if len(c.Outlets) == 0 {
			c.Outlets = old.Outlets
		}
		if c.Zoom == "" {
			c.Zoom = old.Zoom
		}
		st.Collections = slices.Delete(st.Collections, i, i+1)
	}
	st.Collections = append([]Collection{c}, st.Collections...)
	st.Collections = st.Collections[:min(len(st.Collections), mostCollections)]
	st.Last.Paths = c.Paths
}

// Collection returns the index of the collection with these paths, whatever
// their order, -1 when it is not remembered.
func (st *State) Collection(paths []string) int {
	want := slices.Sorted(slices.Values(paths))
	return slices.IndexFunc(st.Collections, func(c Collection) bool {
		return slices.Equal(slices.Sorted(slices.Values(c.Paths)), want)
	})
}

// Called returns the index of the collection that the reader calls so, -1 when
// there is none.
func (st *State) Called(name string) int {
	return slices.IndexFunc(st.Collections, func(c Collection) bool { return c.Name == name })
}

// Forget removes the collection with these paths from those that are
// remembered; its files stay, and so does what was written of them.
func (st *State) Forget(paths []string) {
	if i := st.Collection(paths); i >= 0 {
		st.Collections = slices.Delete(st.Collections, i, i+1)
	}
	if slices.Equal(st.Last.Paths, paths) {
		st.Last = Last{}
	}
}

// Remembered returns the collections that were opened, the latest first. The one
// that an older kreader opened last is among them.
func (st *State) Remembered() []Collection {
	if len(st.Last.Paths) == 0 || st.Collection(st.Last.Paths) >= 0 {
		return st.Collections
	}
	return append([]Collection{{Paths: st.Last.Paths, Article: st.Last.Article}}, st.Collections...)
}
