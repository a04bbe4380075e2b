package finder

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"github.com/kreader/kreader/ui/theme"
)

func list() *List {
	return NewList([]Item{
		{Kind: Event, Key: "e1", Label: "Crack found in the northern pier", Also: "2 Feb 2017 2017-02-02", Weight: 8},
		{Kind: Event, Key: "e2", Label: "Bridge closed to trams", Also: "11 Mar 2019 2019-03-11", Weight: 10},
		{Kind: Event, Key: "e3", Label: "Conductor racks up a fine", Also: "2018"},
		{Kind: Article, Key: "a1", Label: "A pier, a crack, a silence", Also: "Review of Works", Weight: 3},
		{Kind: Outlet, Key: "o1", Label: "Café Zürich"},
		{Kind: Command, Key: "c1", Label: "next passage of the event", Also: "next-passage"},
	})
}

func keys(r Results) string {
	var out []string
	for _, f := range r.Found {
		out = append(out, f.Key)
	}
	return strings.Join(out, " ")
}

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		typed  string
		recent []string
		want   string
	}{
		{"", nil, "e2 e1 a1 e3 o1 c1"},
		{"", []string{"c1", "a1"}, "c1 a1 e2 e1 e3 o1"},
		{"crack", nil, "e1 a1 e3"}, // a word begins so; the last has the letters in the middle
		{"crack pier", nil, "e1 a1"},
		{"pier crack", nil, "e1 a1"},
		{"crk", nil, "a1 e1"},
		{"crk", []string{"e1"}, "e1 a1"},
		{"2017", nil, "e1"},
		{"cafe zurich", nil, "o1"},
		{"ZÜR", nil, "o1"},
		{"next-pass", nil, "c1"},
		{"#crack", nil, "a1"},
		{"* crack", nil, "e1 e3"},
		{":", nil, "c1"},
		{"@", nil, "o1"},
		{"@review", nil, ""},
		{"zzz", nil, ""},
		{"bgtmx", nil, ""},
		{strings.Repeat("crack", 50), nil, ""},
	} {
		if got := keys(Find(context.Background(), tt.typed, tt.recent, list())); got != tt.want {
			t.Errorf("%q after %v: %s, want %s", tt.typed, tt.recent, got, tt.want)
		}
	}
}

func TestHitsAreThoseOfTheLabel(t *testing.T) {
	for typed, want := range map[string]string{"zur": "Zür", "crack pier": "piercrack", "works": ""} {
		for _, f := range Find(context.Background(), typed, nil, list()).Found {
			if f.Key != "o1" && f.Key != "a1" {
				continue
			}
			var got []rune
			for _, h := range f.Hits {
				if label := []rune(f.Label); h < len(label) {
					got = append(got, label[h])
				}
			}
			if string(got) != want {
				t.Errorf("%q matches %q of %q, want %q", typed, string(got), f.Label, want)
			}
		}
	}
}

func TestFindIsCalledOff(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if r := Find(ctx, "crack", nil, list()); r.Total != 0 {
		t.Errorf("%d found after it was called off", r.Total)
	}
}

// TestAllIsCounted holds that no more is kept than is shown, and all is counted.
func TestAllIsCounted(t *testing.T) {
	var items []Item
	for i := range 3 * Most {
		items = append(items, Item{Key: fmt.Sprint(i), Label: fmt.Sprintf("event %d", i)})
	}
	l := NewList(items)
	for typed, first := range map[string]string{"": "1499", "event": "0"} {
		r := Find(context.Background(), typed, []string{"1499"}, l)
		if len(r.Found) != Most || r.Total != 3*Most {
			t.Errorf("%q: %d of %d", typed, len(r.Found), r.Total)
		}
		if typed == "" && r.Found[0].Key != first {
			t.Errorf("the recent one is not the first, but %s", r.Found[0].Key)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("crack", "A crack, a silence")
	f.Add("\xff é", "e\u0301\x00 é\xff")
	f.Add("i", "İ")
	th := theme.New(theme.Options{Dark: true, Profile: theme.TrueColor})
	f.Fuzz(func(t *testing.T, typed, label string) {
		if len(typed)+len(label) > 400 {
			return
		}
		if got, want := utf8.RuneCountInString(fold(label)), utf8.RuneCountInString(label); got != want {
			t.Errorf("%d runes of %q are folded to %d", want, label, got)
		}
		for _, r := range Find(context.Background(), typed, nil, NewList([]Item{{Label: label, Also: typed}})).Found {
			if !slices.IsSorted(r.Hits) {
				t.Errorf("hits of %q in %q: %v", typed, label, r.Hits)
			}
			for _, w := range []int{1, 2, 7, 40} {
				if n := ansi.StringWidth(Row(th, r, "*", "right", w, true)); n != w {
					t.Errorf("a row of %q is %d cells wide, want %d", label, n, w)
				}
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	var items []Item
	for i := range 10000 {
		items = append(items, Item{Key: fmt.Sprint(i), Label: fmt.Sprintf("Something of note, number %d, in the harbour of the town", i), Also: "11 Mar 2019 2019-03-11"})
	}
	l := NewList(items)
	for _, typed := range []string{"", "n", "note harbour", "smthng", "zzz"} {
		b.Run(typed, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Find(context.Background(), typed, nil, l)
			}
		})
	}
}
