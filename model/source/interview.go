package source

import (
	"strings"

	"github.com/kreader/kreader/model"
)

// questions tells the questions of an interview from the answers: blocks that
// ask and address somebody, followed by blocks in the first person. A page that
// only asks here and there has none.
func (p *page) questions() {
	var asked []int
	you, me := 0, 0
	for i := range p.pieces {
		if !question(&p.pieces[i]) {
			continue
		}
		asked = append(asked, i)
		if says(p.pieces[i].Text, " you ", " your ", " yourself ") {
			you++
		}
		if p.answered(i) {
			me++
		}
	}
	if labelled := p.labelledQuestions(); len(labelled) >= 2 {
		for _, i := range labelled {
			p.pieces[i].Kind = model.Question
		}
		return
	}
	if len(asked) < 3 || you*3 < len(asked) || me*2 < len(asked) || !p.paragraphs() {
		return
	}
	for _, i := range asked {
		p.pieces[i].Kind = model.Question
	}
}

// paragraphs reports whether the blocks of the page are paragraphs of several
// sentences, as answers are. Where each sentence has a line of its own, one that
// ends in a question mark may be anybody's.
func (p *page) paragraphs() bool {
	blocks, stops := 0, 0
	for i := range p.pieces {
		q := &p.pieces[i]
		if q.Kind == model.Paragraph && !question(q) && body(q) {
			blocks++
			stops += strings.Count(q.Text, ". ") + strings.Count(q.Text, "? ") + strings.Count(q.Text, "! ")
		}
	}
	return stops*5 >= blocks*4
}

// question reports a block that ends by asking something.
func question(q *Piece) bool {
	return (q.Kind == model.Paragraph || q.Kind == model.Heading && q.Level > 1) && len(q.Text) <= 600 &&
		strings.HasSuffix(strings.TrimRight(q.Text, "\"”’' "), "?")
}

// answered reports whether what follows question i, up to the next, speaks in
// the first person.
func (p *page) answered(i int) bool {
	for j := i + 1; j < len(p.pieces) && j < i+8 && !question(&p.pieces[j]); j++ {
		if says(p.pieces[j].Text, " i ", " we ", " my ", " our ", " me ", " us ", " im ", " ive ") {
			return true
		}
	}
	return false
}

// says reports whether the first words of s hold one of words, each with a
// space on both sides.
func says(s string, words ...string) bool {
	k := " " + key(s) + " "
	for _, w := range words {
		if strings.Contains(k, w) {
			return true
		}
	}
	return false
}

// labelledQuestions returns the blocks that a page marks as questions with a
// letter, where it marks answers too.
func (p *page) labelledQuestions() []int {
	var out []int
	answers := 0
	for i := range p.pieces {
		if q := &p.pieces[i]; q.Kind == model.Paragraph && len(q.Text) > 3 {
			switch q.Text[:2] {
			case "Q:", "Q.":
				out = append(out, i)
			case "A:", "A.":
				answers++
			}
		}
	}
	if answers == 0 {
		return nil
	}
	return out
}
