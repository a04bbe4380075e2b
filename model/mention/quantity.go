package mention

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/word"
)

var numberWords = map[string]float64{"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
	"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}

var scales = map[string]float64{"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "m": 1e6, "bn": 1e9}

// Numbers returns the numbers that count something in a part of an article's text, of
// which tx are the temporal expressions.
func Numbers(text string, s model.Span, tx []model.Timex) []model.Quantity {
	stem := word.Borrow()
	defer stem.Return()
	return quantities(text, word.Tokens(text, s), stem, func(p model.Span) bool {
		return slices.ContainsFunc(tx, func(t model.Timex) bool { return t.Span.Contains(p) })
	})
}

// quantities returns the numbers that count something in a clause.
func quantities(text string, tokens []word.Token, stem word.Stemmer, inTimex func(model.Span) bool) []model.Quantity {
	var out []model.Quantity
	for i := 0; i < len(tokens); i++ {
		v, ok := numberAt(&tokens[i])
		if !ok || inTimex(tokens[i].Span) {
			continue
		}
		j := i + 1
		for j < len(tokens) && scales[tokens[j].Lower] > 0 {
			v *= scales[tokens[j].Lower]
			j++
		}
		first := i
		low, high := v, v
		if i > 0 {
			switch tokens[i-1].Lower {
			case "about", "around", "nearly", "almost", "some", "roughly", "approximately":
				low, high, first = .9*v, 1.1*v, i-1
			case "over", "least", "than":
				high, first = math.Inf(1), i-1
				if i > 1 && tokens[i-1].Lower != "over" {
					first = i - 2
					if tokens[i-2].Lower == "less" || tokens[i-2].Lower == "fewer" {
						low, high = 0, v
					}
				}
			case "to", "most":
				low, first = 0, i-1
			}
		}
		noun := ""
		for k := j; k < len(tokens) && k < j+4 && tokens[k].Kind == word.Word; k++ {
			w := tokens[k].Lower
			if prepositions[w] || w == "and" || auxiliaries[w] {
				break
			}
			if strings.HasSuffix(w, "s") && len(w) > 3 || w == "people" || w == "children" || w == "dead" || strings.HasSuffix(w, "men") {
				noun = stem.Stem(w)
				break
			}
		}
		if noun != "" {
			out = append(out, model.Quantity{Low: low, High: high, Noun: noun, Text: text[tokens[first].Start:tokens[j-1].End]})
		}
		i = j - 1
	}
	return out
}

func numberAt(t *word.Token) (float64, bool) {
	if t.Kind == word.Number {
		v, err := strconv.ParseFloat(strings.ReplaceAll(t.Lower, ",", ""), 64)
		return v, err == nil && v > 0 && v < 1e12
	}
	v, ok := numberWords[t.Lower]
	return v, ok
}
