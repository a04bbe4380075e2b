package viewer

import (
	"testing"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/fold"
	"github.com/kreader/kreader/ui/action"
)

// BenchmarkFrame draws 40 rows of 120 cells that are laid out already.
func BenchmarkFrame(b *testing.B) {
	for name, a := range map[string]*model.Article{"plain": story(5000), "mixed": mixed()} {
		b.Run(name, func(b *testing.B) {
			p := pane(a, 120, 40)
			p.Choose(model.Span{Start: 0, End: 100})
			p.Search("the")
			b.ReportAllocs()
			for b.Loop() {
				p.View()
			}
			b.ReportMetric(float64(len(p.View())), "B/frame")
		})
	}
}

// BenchmarkLayout lays out 5,000 words, all of them.
func BenchmarkLayout(b *testing.B) {
	a := story(5000)
	b.SetBytes(int64(len(a.Text)))
	b.ReportAllocs()
	for b.Loop() {
		p := pane(a, 100, 40)
		for i := range p.doc.blocks {
			p.doc.unit(unitID{i, 0})
		}
	}
}

// BenchmarkMarkup sends the blocks of a small article through glamour.
func BenchmarkMarkup(b *testing.B) {
	a := mixed()
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		p := pane(a, 100, 40)
		for i := range p.doc.blocks {
			p.doc.unit(unitID{i, 0})
		}
	}
}

const tenMegabytes = 10 << 20

func BenchmarkOpen(b *testing.B) {
	for name, a := range huge(tenMegabytes) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				p := New(dark())
				p.SetSize(120, 40)
				p.Show(a, Outlet{}, nil)
				p.View()
			}
		})
	}
}

func BenchmarkJump(b *testing.B) {
	for name, a := range huge(tenMegabytes) {
		b.Run(name, func(b *testing.B) {
			p := pane(a, 120, 40)
			at := 0
			for b.Loop() {
				at = (at + 3_333_333) % (len(a.Text) - 10)
				p.Choose(model.Span{Start: at, End: at + 10})
				p.View()
			}
		})
	}
}

func BenchmarkScroll(b *testing.B) {
	for name, a := range huge(tenMegabytes) {
		b.Run(name, func(b *testing.B) {
			p := pane(a, 120, 40)
			for b.Loop() {
				p.Do(action.Down)
				p.View()
			}
		})
	}
}

func BenchmarkResize(b *testing.B) {
	for name, a := range huge(tenMegabytes) {
		b.Run(name, func(b *testing.B) {
			p := pane(a, 120, 40)
			p.Choose(model.Span{Start: len(a.Text) / 2, End: len(a.Text)/2 + 10})
			w := 0
			for b.Loop() {
				w = (w + 7) % 40
				p.SetSize(40+w, 40)
				p.View()
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	for name, a := range map[string]*model.Article{"ascii": huge(tenMegabytes)["blocks"], "wide": huge(tenMegabytes)["wide"]} {
		b.Run(name+"/first", func(b *testing.B) {
			for b.Loop() {
				fold.New(a.Text)
			}
		})
		for _, q := range []string{"e", "kessel", "nowhere to be found"} {
			b.Run(name+"/"+q, func(b *testing.B) {
				p := pane(a, 120, 40)
				p.Search("x")
				for b.Loop() {
					p.Search(q)
				}
			})
		}
	}
}
