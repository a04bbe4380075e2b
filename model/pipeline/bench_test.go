package pipeline

import (
	"context"
	"fmt"
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/event"
	"github.com/kreader/kreader/model/lang"
	"github.com/kreader/kreader/model/mention"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/model/timex"
)

// many returns n made-up articles of a long story, forty sentences each.
func many(n int) []source.Document {
	verbs := []string{"attacked", "closed", "bought", "flooded", "inspected", "repaired", "evacuated"}
	docs := make([]source.Document, n)
	for i := range docs {
		text := fmt.Sprintf("---\ndate: 2031-%02d-%02d\n---\n\n", 1+i/25%12, 1+i%25)
		for s := range 40 {
			k := (i*7 + s*13) % 101
			text += fmt.Sprintf("Rebels %s the mill of Orsa%d on %d March, and Karim Haddad%d lost %d boats there.", verbs[k%7], k, 1+k%28, k%9, k)
			if s%4 == 3 {
				text += "\n\n"
			} else {
				text += " "
			}
		}
		docs[i] = source.Document{Path: fmt.Sprintf("%04d.md", i), Data: []byte(text)}
	}
	return docs
}

// BenchmarkStages is the cost of each stage for 300 articles, one after the
// other on one core; what is spent on joining must stay the smaller part.
func BenchmarkStages(b *testing.B) {
	docs := many(300)
	c, err := Build(context.Background(), docs, Options{})
	if err != nil {
		b.Fatal(err)
	}
	english := lang.For("en")
	stages := []struct {
		name string
		do   func(i int, a *model.Article)
	}{
		{"source", func(i int, _ *model.Article) { source.Decode(docs[i]) }},
		{"segment", func(_ int, a *model.Article) { sentences(a, english) }},
		{"timex", func(i int, a *model.Article) { tag(a, c.Sentences[i], nil) }},
		{"mention", func(i int, a *model.Article) { mention.Extract(i, a, c.Sentences[i], c.Timexes[i], english) }},
	}
	for _, s := range stages {
		b.Run(s.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				for i := range c.Articles {
					s.do(i, &c.Articles[i])
				}
			}
		})
	}
	b.Run("years", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			timex.Remember(c)
		}
	})
	b.Run("event", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			event.Cluster(c)
		}
	})
}
