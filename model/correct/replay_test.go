package correct_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/correct"
	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
)

var story = []source.Document{
	{Path: "s/post/a.md", Rel: "post/a.md", Data: []byte("---\ntitle: Bridge of Orlim\ndate: 2021-11-09\n---\n\nA barge struck the bridge of Orlim on Sunday. The mayor, Tilda Marrow, closed the bridge on 8 November 2021.\n\nThe harbour master resigned on 20 November 2019. Engineers inspected the tunnel in March 2020.\n")},
	{Path: "s/herald/b.md", Rel: "herald/b.md", Data: []byte("---\ntitle: Barge strikes bridge\ndate: 2021-11-10\n---\n\nOn 7 November 2021 a barge struck the bridge of Orlim, and nobody was hurt. Two ferries collided on 3 May 2018.\n")},
}

func build(t *testing.T, entries ...correct.Entry) *model.Collection {
	t.Helper()
	for i := range entries {
		entries[i].Type = correct.Correction
		entries[i].Made = time.Unix(int64(i), 0)
		if err := entries[i].Check(); err != nil {
			t.Fatal(err)
		}
	}
	c, err := pipeline.Build(context.Background(), story, pipeline.Options{Corrections: correct.NewSet(entries)})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// telling returns the event that has a passage with these words.
func telling(c *model.Collection, words string) *model.Event {
	for i := range c.Events {
		for _, p := range c.Events[i].Passages {
			if strings.Contains(p.Span.Of(c.Articles[p.Article].Text), words) {
				return &c.Events[i]
			}
		}
	}
	return nil
}

func at(exact string) correct.Anchor { return correct.Anchor{Exact: exact} }

func TestReplay(t *testing.T) {
	plain := build(t)
	struck := telling(plain, "barge struck")
	if struck == nil || len(struck.Passages) < 2 || telling(plain, "ferries collided") == nil || telling(plain, "resigned") == nil {
		t.Fatalf("the story is not told as this test needs it: %+v", plain.Events)
	}
	t.Run("date of a passage", func(t *testing.T) {
		e := telling(build(t, correct.Entry{Kind: correct.Date, Value: "2019-12-20", At: at("The harbour master resigned on 20 November 2019.")}), "resigned")
		if e.When.String() != "2019-12-20" || e.Passages[0].Why != "corrected by the reader (was 2019-11-20, from “20 November 2019”)" {
			t.Errorf("%v %q", e.When, e.Passages[0].Why)
		}
	})
	t.Run("date and title of an event, pinned", func(t *testing.T) {
		p := at("The harbour master resigned")
		e := telling(build(t, correct.Entry{Kind: correct.EventDate, Value: "2019", At: p, Who: "Ann"},
			correct.Entry{Kind: correct.Title, Value: "Out", At: p}, correct.Entry{Kind: correct.Pin, At: p}), "resigned")
		if e.When.String() != "2019" || e.Title != "Out" || e.Importance != 1 || len(e.Corrected) != 3 || e.Corrected[0] != "date corrected by Ann (was 2019-11-20)" {
			t.Errorf("%+v", e)
		}
	})
	t.Run("no event, hidden", func(t *testing.T) {
		c := build(t, correct.Entry{Kind: correct.NotEvent, At: at("Two ferries collided on 3 May 2018.")}, correct.Entry{Kind: correct.Hide, At: at("barge struck the bridge of Orlim on Sunday")})
		if telling(c, "ferries") != nil || telling(c, "barge struck") != nil || len(c.Diagnostics) != 1 || !strings.Contains(c.Diagnostics[0].Message, "hidden: 1") {
			t.Errorf("%+v %+v", c.Events, c.Diagnostics)
		}
	})
	t.Run("join and split", func(t *testing.T) {
		join := correct.Entry{Kind: correct.Join, At: at("Two ferries collided on 3 May 2018."), With: at("a barge struck the bridge")}
		c := build(t, join)
		if e := telling(c, "ferries"); len(e.Passages) != len(struck.Passages)+1 || !e.When.Contains(struck.When) {
			t.Errorf("joined: %+v", e)
		}
		c = build(t, join, correct.Entry{Kind: correct.Split, At: at("Two ferries collided on 3 May 2018.")})
		if e := telling(c, "ferries"); len(e.Passages) != 1 || e.When.String() != "2018-05-03" || e.Title == "" {
			t.Errorf("split: %+v", e)
		}
		if len(c.Events) != len(plain.Events) {
			t.Errorf("%d events, were %d", len(c.Events), len(plain.Events))
		}
	})
	t.Run("article", func(t *testing.T) {
		a := correct.Anchor{Article: "post/a.md"}
		c := build(t, correct.Entry{Kind: correct.Published, Value: "2021-11-16", At: a}, correct.Entry{Kind: correct.Outlet, Value: "The Evening", At: a})
		i := slices.IndexFunc(c.Articles, func(a model.Article) bool { return a.Path == "s/post/a.md" })
		got := c.Articles[i]
		if got.PublishedFrom != model.FromUser || got.PublishedWhy != "corrected by the reader (was 2021-11-09, from metadata)" || !slices.Contains(c.Outlets, "The Evening") || i != 1 {
			t.Errorf("%d: %+v", i, got)
		}
		e := telling(c, "struck the bridge of Orlim on Sunday")
		for _, p := range e.Passages {
			if p.Article == i && p.When.String() != "2021-11-14" {
				t.Errorf("Sunday is read as %v: the anchor is the corrected date", p.When)
			}
		}
	})
}

func TestEachDifferenceIsDismissedByItself(t *testing.T) {
	c := build(t)
	e := telling(c, "struck the bridge of Orlim on Sunday")
	ds := []model.Difference{{About: "date"}, {About: "number", What: "drones"}, {About: "number", What: "killed"}, {About: "attribution", What: "who claimed it"}}
	for i, gone := range ds {
		p := &e.Passages[0]
		set := correct.NewSet([]correct.Entry{{
			Type: correct.Correction, Kind: correct.NoDifference, Value: gone.Key(),
			At: correct.AnchorOf(&c.Articles[p.Article], p.Span, "s"),
		}})
		e.Differences = slices.Clone(ds)
		if lost := set.Settled(c, c.Events); len(lost) > 0 {
			t.Fatalf("%s: %+v", gone.Key(), lost)
		}
		if left := e.Differences; len(left) != len(ds)-1 || slices.ContainsFunc(left, func(d model.Difference) bool { return d.Key() == gone.Key() }) {
			t.Errorf("%d: %s is dismissed, left are %+v", i, gone.Key(), left)
		}
	}
}

func TestOrphansAreSaid(t *testing.T) {
	for _, e := range []correct.Entry{
		{Kind: correct.Date, Value: "2020", At: at("Words that nobody wrote about anything at all here")},
		{Kind: correct.Outlet, Value: "X", At: correct.Anchor{Article: "gone.md"}},
		{Kind: correct.Title, Value: "X", At: at("nobody ever wrote this")},
		{Kind: correct.Join, At: at("Two ferries collided"), With: at("nobody ever wrote this")},
		{Kind: correct.NoDifference, Value: "date", At: at("nobody ever wrote this")},
	} {
		c := build(t, e)
		if len(c.Diagnostics) != 1 || c.Diagnostics[0].Stage != "correct" || !strings.Contains(c.Diagnostics[0].Message, "not heeded") {
			t.Errorf("%+v: %+v", e, c.Diagnostics)
		}
	}
}

// The same corrections give the same collection, and analysing what Decode gave
// a second time, without them, gives what was there before.
func TestReplayIsPure(t *testing.T) {
	c, err := pipeline.Decode(context.Background(), story, pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	dump := func(entries ...correct.Entry) string {
		for i := range entries {
			entries[i].Type = correct.Correction
		}
		out, err := pipeline.Analyse(context.Background(), c, pipeline.Options{Corrections: correct.NewSet(entries)})
		if err != nil {
			t.Fatal(err)
		}
		return fmt.Sprintf("%+v", *out)
	}
	fixes := []correct.Entry{
		{Kind: correct.Published, Value: "2021-11-16", At: correct.Anchor{Article: "post/a.md"}},
		{Kind: correct.Join, At: at("Two ferries collided"), With: at("a barge struck the bridge")},
		{Kind: correct.Date, Value: "2019", At: at("The harbour master resigned")},
	}
	before := dump()
	first := dump(fixes...)
	if diff := cmp.Diff(first, dump(fixes...)); diff != "" {
		t.Error(diff)
	}
	if first == before {
		t.Error("nothing was corrected")
	}
	if diff := cmp.Diff(before, dump()); diff != "" {
		t.Error(diff)
	}
}

func TestAliasIsOneName(t *testing.T) {
	set := correct.NewSet([]correct.Entry{{Type: correct.Correction, Kind: correct.Alias, Of: "Marrow", Value: "Maró"}})
	c := &model.Collection{Mentions: []model.Mention{{Evidence: model.Evidence{Names: []string{"Ida Marrow", "Ida Maró", "Orla"}, Person: "Marrow"}}}}
	ms, _ := set.Mentions(c)
	if got := ms[0].Evidence; !slices.Equal(got.Names, []string{"Ida Maró", "Orla"}) || got.Person != "Maró" {
		t.Errorf("names %q, person %q", got.Names, got.Person)
	}
}
