package cache

import (
	"slices"

	"github.com/kreader/kreader/model"
)

// Excerpt returns a part of c that is a collection itself: the articles that are
// given by their indexes, then those that tell the given events, in that order,
// as long as their texts have no more than so many bytes in all, but at least
// one article. With them come their sentences and temporal expressions and of
// the given events those that they tell, with the passages in these articles;
// mentions, differences and diagnostics are left out. Both orders are those of c.
func Excerpt(c *model.Collection, articles, events []int, bytes int) *model.Collection {
	var chosen []int
	at := map[int]int{} // of an article, where it is in the excerpt
	full := false
	add := func(i int) {
		if _, ok := at[i]; ok || full {
			return
		}
		if bytes -= len(c.Articles[i].Text); bytes < 0 && len(chosen) > 0 {
			full = true
			return
		}
		at[i], chosen = 0, append(chosen, i)
	}
	for _, i := range articles {
		add(i)
	}
	for _, i := range events {
		for p := range c.Events[i].Passages {
			add(c.Events[i].Passages[p].Article)
		}
	}
	slices.Sort(chosen)
	out := &model.Collection{Title: c.Title, Outlets: c.Outlets}
	for k, i := range chosen {
		at[i] = k
		out.Articles = append(out.Articles, c.Articles[i])
		out.Sentences = append(out.Sentences, c.Sentences[i])
		out.Timexes = append(out.Timexes, c.Timexes[i])
	}
	events = slices.Clone(events)
	slices.Sort(events)
	for _, i := range slices.Compact(events) {
		if e, ok := excerpted(&c.Events[i], at); ok {
			out.Events = append(out.Events, e)
		}
	}
	return out
}

// excerpted returns an event as the articles of an excerpt tell it; false when
// none does.
func excerpted(e *model.Event, at map[int]int) (model.Event, bool) {
	out := *e
	out.Passages, out.Accounts, out.Differences = nil, nil, nil
	for _, p := range e.Passages {
		if k, ok := at[p.Article]; ok {
			p.Article = k
			out.Passages = append(out.Passages, p)
		}
	}
	for _, account := range e.Accounts {
		var told []int
		for _, i := range account {
			if k, ok := at[i]; ok {
				told = append(told, k)
			}
		}
		if told != nil {
			out.Accounts = append(out.Accounts, told)
		}
	}
	return out, len(out.Passages) > 0
}
