package mention

import "github.com/kreader/kreader/model/word"

// noSpeaker is the token of a speaker when there is none.
const noSpeaker = -1

// speaker returns who says what a group tells: the number of the person in the
// book and the token where the name stands, -1 and noSpeaker when the sentence
// attributes nothing. It is who is named right after a verb of saying ("..., said
// Duarte"), else before it in its clause ("Duarte said ..."), or after
// "according to".
func (x *extractor) speaker(s *sentence) (id, tok int) {
	for i := range s.triggers {
		t := &s.triggers[i]
		if !t.say() || t.nominal {
			continue
		}
		if id, tok := x.personAt(s, t.last+1, t.last+4); id >= 0 && (t.first == 0 || s.tokens[t.first-1].Lower == "," || s.tokens[t.first-1].Lower == `"`) {
			return id, tok
		}
		if id, tok := x.personAt(s, s.segs[t.seg].from, t.first); id >= 0 {
			return id, tok
		}
	}
	for i := 0; i+1 < len(s.tokens); i++ {
		if s.tokens[i].Lower == "according" && s.tokens[i+1].Lower == "to" {
			end := i + 2
			for end < len(s.tokens) && s.tokens[end].Kind != word.Mark {
				end++
			}
			return x.personAt(s, i+2, end)
		}
	}
	return -1, noSpeaker
}

// personAt returns the last person named in the tokens from, to-1.
func (x *extractor) personAt(s *sentence, from, to int) (id, tok int) {
	id, tok = -1, noSpeaker
	for k, f := range s.names {
		if e := s.entities[k]; e >= 0 && f.First >= from && f.First < to && x.book.Entity(e).Person {
			id, tok = e, f.First
		}
	}
	return id, tok
}
