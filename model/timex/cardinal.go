package timex

// cardinal reads a number in figures or words at token i; next is i when there
// is none.
func (x *lexicon) cardinal(toks []token, i, limit int) (v int32, half bool, next int) {
	word, mul := x.role[roleNumberWord], x.role[roleNumberFactor]
	if i < limit && toks[i].has(cInt) {
		t := &toks[i]
		v, half, next = t.num, t.capital, i+1
		if next < limit && toks[next].has(cFraction) && toks[next].num == 1 {
			half = true
			next++
		} else if next < limit && toks[next].has(mul) {
			v *= x.valueAs(&toks[next], mul)
			next++
		}
		return v, half, next
	}
	total, cur, n := int32(0), int32(0), i
	for n < limit {
		t := &toks[n]
		switch {
		case t.has(word):
			w := x.valueAs(t, word)
			if cur%100 != 0 && !(cur%10 == 0 && w < 10) || cur > 0 && cur < 20 {
				return total + cur, false, n
			}
			cur += w
		case t.has(mul) && n > i:
			if m := x.valueAs(t, mul); m >= 1000 {
				total += max(cur, 1) * m
				cur = 0
			} else {
				cur = max(cur, 1) * m
			}
		case t.lit == x.sign[signHyphen] && n > i && n+1 < limit && toks[n+1].has(word) && cur%10 == 0 && x.valueAs(&toks[n+1], word) < 10:
		case t.has(x.role[roleJoining]) && n > i && n+1 < limit && toks[n+1].has(word) && toks[n-1].has(mul):
		default:
			return total + cur, false, n
		}
		n++
	}
	return total + cur, false, n
}

// yearWords reads a year in words: nineteen ninety-seven, two thousand four.
func (x *lexicon) yearWords(toks []token, i, limit int) (v int32, next int) {
	word, mul := x.role[roleNumberWord], x.role[roleNumberFactor]
	if i+1 >= limit || !toks[i].has(word) {
		return 0, i
	}
	a := x.valueAs(&toks[i], word)
	if a == 2 && toks[i+1].has(mul) && x.valueAs(&toks[i+1], mul) == 1000 {
		v, n := int32(2000), i+2
		if n < limit && toks[n].has(x.role[roleJoining]) {
			n++
		}
		if b, half, k := x.cardinal(toks, n, limit); k > n && !half && b < 100 && toks[n].has(word) {
			return v + b, k
		}
		return v, i + 2
	}
	if a < 10 || a > 20 {
		return 0, i
	}
	n := i + 1
	if toks[n].lit == x.sign[signHyphen] {
		n++
	}
	if n >= limit || !toks[n].has(word) {
		return 0, i
	}
	b, _, k := x.cardinal(toks, n, limit)
	if b < 10 || b > 99 {
		return 0, i
	}
	return a*100 + b, k
}
