package cli

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/store"
	"github.com/kreader/kreader/ui"
)

// readParts returns what a state says has been read of articles. What cannot be
// is left out.
func readParts(stored map[string][][2]int) map[string][]ui.Part {
	out := make(map[string][]ui.Part, len(stored))
	for id, parts := range stored {
		end := 0
		for _, p := range parts {
			if p[0] >= end && p[1] > p[0] {
				out[id] = append(out[id], ui.Part{Start: p[0], End: p[1]})
				end = p[1]
			}
		}
	}
	return out
}

// keepRead puts what has been read into the state.
func keepRead(st *store.State, now map[string][]ui.Part) {
	if st.Read == nil && len(now) > 0 {
		st.Read = map[string][][2]int{}
	}
	for id, parts := range now {
		stored := make([][2]int, len(parts))
		for i, p := range parts {
			stored[i] = [2]int{p.Start, p.End}
		}
		st.Read[id] = stored
	}
}

// knownFile is the name of the file that lists the articles of a collection that
// were there the last time: a line for the ID of each.
const (
	knownFile = "articles.txt"
	mostKnown = 16 << 20 // bytes
)

// idSet are the IDs of the articles of a collection that were there the last
// time; nil when it was never opened.
type idSet map[string]bool

// seen returns the store and the file of a request; without a name for what is
// not opened another time, and for a part of a collection.
func (r request) seen() (store.Store, store.Editing) {
	s, err := store.Open()
	paths := r.lasting()
	if err != nil || len(paths) == 0 || r.filter.some() {
		return s, store.Editing{}
	}
	return s, s.Own(strings.Join(paths, "\x00"), knownFile, mostKnown)
}

// known returns which articles were there the last time. What cannot be read is
// as if it had never been written: then nothing is new.
func (r request) known() idSet {
	_, file := r.seen()
	if file.Name == "" {
		return nil
	}
	data, err := file.Read()
	if err != nil || len(data) == 0 {
		return nil
	}
	k := idSet{}
	for id := range bytes.FieldsSeq(data) {
		k[string(id)] = true
	}
	return k
}

// without returns the IDs of the articles of c that were not there; nil when that
// is not known.
func (k idSet) without(c *model.Collection) map[string]bool {
	if k == nil || c == nil {
		return nil
	}
	out := map[string]bool{}
	for i := range c.Articles {
		if id := c.Articles[i].ID; !k[id] {
			out[id] = true
		}
	}
	return out
}

// keepKnown notes which articles are there now, nil when not all have been read.
// Those of another time stay noted: one that comes back is not new.
func (r request) keepKnown(c *model.Collection) error {
	s, file := r.seen()
	if file.Name == "" || c == nil || len(c.Articles) < 2 { // nothing is added to a single article
		return nil
	}
	err := s.Prepare(file)
	if err == nil {
		err = file.Edit(func(old []byte) ([]byte, bool, error) { return appendKnown(old, c), false, nil })
	}
	if err != nil {
		return fmt.Errorf("what is new the next time will not be known: %w", err)
	}
	return nil
}

// some reports whether a filter leaves articles out.
func (f filter) some() bool { return !f.from.IsZero() || !f.to.IsZero() || len(f.outlets) > 0 }

// appendKnown returns the file with the articles that it does not have yet.
func appendKnown(old []byte, c *model.Collection) []byte {
	k := idSet{}
	for id := range bytes.FieldsSeq(old) {
		k[string(id)] = true
	}
	out := slices.Clone(old)
	if len(out) > 0 && out[len(out)-1] != '\n' {
		out = append(out, '\n')
	}
	for i := range c.Articles {
		if id := c.Articles[i].ID; !k[id] {
			out = append(append(out, id...), '\n')
		}
	}
	return out
}

// whole returns all articles, nil as long as not all have been read.
func (l *loading) whole() *model.Collection {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.latest.Partial {
		return nil
	}
	return l.latest.Collection
}
