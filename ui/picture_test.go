package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/kreader/kreader/model/pipeline"
	"github.com/kreader/kreader/model/source"
	"github.com/kreader/kreader/ui/theme"
	"github.com/kreader/kreader/ui/uitest"
)

// TestPictures makes the pictures of the README anew, of the screen as it is now on
// the sample that ships with kreader:
//
//	UPDATE=pictures go test ./ui -run TestPictures
func TestPictures(t *testing.T) {
	if os.Getenv("UPDATE") != "pictures" {
		t.Skip("it writes them when UPDATE is pictures")
	}
	const docs = "../docs"
	files, err := filepath.Glob(filepath.Join(docs, "sample", "*.md"))
	if err != nil || len(files) == 0 {
		t.Fatalf("the sample is not there: %v", err)
	}
	var articles []source.Document
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		articles = append(articles, source.Document{Path: "sample/" + filepath.Base(name), Rel: filepath.Base(name), Data: text})
	}
	c, err := pipeline.Build(context.Background(), articles, pipeline.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []struct {
		name, title string
		w, h        int
		keys        []string
	}{
		{"reader", "The timeline on the left, an article with a marked passage on the right", 132, 34, []string{"j", "k"}},
		{"compare", "What three outlets say of one event, side by side", 132, 26, []string{"c"}},
		{"coverage", "A table of events and the outlets that tell them", 132, 32, []string{"m"}},
	} {
		m := New(Options{Theme: theme.New(theme.Options{Dark: true, Profile: theme.TrueColor}), Collection: c, Title: "Mustafa al-Kadhimi"})
		m.Update(tea.WindowSizeMsg{Width: p.w, Height: p.h})
		press(m, p.keys...)
		picture := uitest.Picture(m.View(), p.w, p.h, p.title)
		if err := os.WriteFile(filepath.Join(docs, p.name+".svg"), []byte(picture+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
