package event

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kreader/kreader/model"
)

// fires is a collection of two stories that look alike: a mill burned down at
// Orsa, a warehouse at Velm. Nobody gives a date.
func fires() story {
	var s story
	for i, outlet := range []string{"Morning Post", "Coast Radio", "Weekly Review", "Island News", "Evening Echo"} {
		s = append(s,
			struct{ outlet, published, text string }{outlet, "", fmt.Sprintf(`
				Fire guts the grain mill of Orsa
				A fire destroyed the grain mill of Orsa, killing the miller Karl Lind.
				The blaze in the mill broke out in a silo, and %d firemen fought it.
				Lind had repaired the silo by himself.`, 20+i)},
			struct{ outlet, published, text string }{outlet, "", fmt.Sprintf(`
				Carpets of Duarte in ashes
				A fire destroyed a carpet warehouse in Velm owned by Ana Duarte.
				The blaze spread from the loading bay, and %d firemen fought it.
				Duarte had insured her carpets.`, 40+i)})
	}
	return s
}

func TestStories(t *testing.T) {
	f := newFeatures(fires().collect(t))
	for i, g := range f.stories.of {
		for k, h := range f.stories.of {
			if (g == h) != (i%2 == k%2) {
				t.Errorf("articles %d and %d: groups %d and %d", i, k, g, h)
			}
		}
	}
	if v := f.stories.likeness(0, 1); v >= otherStory {
		t.Errorf("likeness of the two stories %v", v)
	}
}

// Look-alike stories stay apart, and a headline without a telling word is found
// with the event of its own story.
func TestLookAlikeStories(t *testing.T) {
	c := fires().collect(t)
	found := false
	for _, e := range Cluster(c) {
		var orsa, velm int
		headlines := 0
		for _, p := range e.Passages {
			if p.Article%2 == 0 {
				orsa++
			} else {
				velm++
			}
			if strings.HasPrefix(p.Span.Of(c.Articles[p.Article].Text), "Carpets of Duarte in ashes") {
				headlines++
			}
		}
		if orsa > 0 && velm > 0 {
			t.Errorf("%s: %d passages of one story, %d of the other", e.Title, orsa, velm)
		}
		found = found || headlines == 5 && velm >= 10
	}
	if !found {
		t.Error("no event has the headlines of Velm and what they head")
	}
}

// Articles that say nothing, or nothing that others say, are stories of their
// own; a handful of articles is one.
func TestStoriesOfNothing(t *testing.T) {
	for _, n := range []int{0, 1, 2, fewArticles, 100} {
		about := make([][]weighted, n)
		for i := 1; i < n; i += 2 {
			about[i] = []weighted{{int32(i), 1}}
		}
		s := newStories(about)
		for i := 1; i < n; i++ {
			if same := s.of[0] == s.of[i]; same != (n < fewArticles) {
				t.Errorf("of %d articles, the first and number %d: one story %v", n, i, same)
			}
		}
	}
}

// Groups do not depend on how articles are ordered.
func TestStoriesInAnyOrder(t *testing.T) {
	groups := func(c *model.Collection) (out []string) {
		f := newFeatures(c)
		by := map[int32][]string{}
		for i, g := range f.stories.of {
			by[g] = append(by[g], c.Articles[i].Text)
		}
		for _, v := range by {
			slices.Sort(v)
			out = append(out, strings.Join(v, "|"))
		}
		slices.Sort(out)
		return out
	}
	s := fires()
	slices.Reverse(s)
	if !slices.Equal(groups(fires().collect(t)), groups(s.collect(t))) {
		t.Error("other groups in another order")
	}
}
