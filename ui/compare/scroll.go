package compare

// body returns how many lines there are for the passages.
func (p *Pane) body() int { return max(p.h-p.head()-p.foot(), 1) }

// head returns how many lines the names of the outlets take above all passages.
func (p *Pane) head() int {
	switch {
	case p.across == 0:
		return 0
	case p.h < 8:
		return 1
	}
	return 3
}

// foot returns how many lines are left for the outlets that are silent.
func (p *Pane) foot() int {
	if len(p.s.Silent) == 0 || p.h < 8 {
		return 0
	}
	return 1
}

// reveal brings the cursor into view: its whole band where that fits.
func (p *Pane) reveal() {
	if len(p.columns) == 0 || p.w <= 0 || p.h <= 0 {
		return
	}
	if p.across > 0 {
		left := max(min(p.left, p.col), p.col-p.across+1)
		if left = max(min(left, len(p.columns)-p.across), 0); left != p.left {
			p.left = left
			p.forget()
		}
	}
	at := p.band()
	switch room := p.body(); {
	case at < p.top || at == p.top && p.skip > 0 || len(p.lines(at))-1 >= room: // the empty line after it need not be seen
		p.top, p.skip = at, 0
	default:
		p.fill(at, room)
	}
	p.top = min(p.top, p.count()-1)
}

// fill scrolls down just so far that a band is wholly in view.
func (p *Pane) fill(at, room int) {
	need := len(p.lines(at)) - 1
	first, skip := at, 0
	for first > p.top && need < room {
		first--
		need += len(p.lines(first))
	}
	if need > room {
		skip = need - room
	}
	if first > p.top || first == p.top && skip > p.skip {
		p.top, p.skip = first, skip
	}
}

// read scrolls within the cursor's band where it does not fit, and reports whether
// there was more of it that way.
func (p *Pane) read(by int) bool {
	n, room := len(p.lines(p.band()))-1, p.body()
	if p.top != p.band() || n <= room {
		return false
	}
	skip := min(max(p.skip+by*max(room-1, 1), 0), n-room)
	moved := skip != p.skip
	p.skip = skip
	return moved
}

// scroll moves the view by lines; the cursor goes to the first band that begins
// in it.
func (p *Pane) scroll(by int) bool {
	top, skip := p.top, p.skip
	p.skip += by
	for p.skip < 0 && p.top > 0 {
		p.top--
		p.skip += len(p.lines(p.top))
	}
	p.skip = max(p.skip, 0)
	for p.top < p.count()-1 && p.skip >= len(p.lines(p.top)) {
		p.skip -= len(p.lines(p.top))
		p.top++
	}
	p.atLast()
	if p.top == top && p.skip == skip {
		return p.end(by > 0)
	}
	at := p.top
	if p.skip > 0 && at+1 < p.count() && len(p.lines(at))-p.skip < p.body() {
		at++
	}
	top, skip = p.top, p.skip
	p.follow(at)
	p.top, p.skip = top, skip
	return true
}

// atLast keeps the view from going beyond the last line.
func (p *Pane) atLast() {
	below := -p.skip
	for i := p.top; i < p.count() && below < p.body(); i++ {
		below += len(p.lines(i))
	}
	for short := p.body() - below; short > 0 && (p.skip > 0 || p.top > 0); short-- {
		if p.skip == 0 {
			p.top--
			p.skip = len(p.lines(p.top))
		}
		p.skip--
	}
}

// follow puts the cursor into a band without scrolling.
func (p *Pane) follow(band int) {
	if p.across == 0 {
		p.col, p.row = p.inBand(band)
		p.goal = p.col
	} else {
		p.row = band
		if band >= len(p.columns[p.col].passages) {
			for i, c := range p.columns {
				if band < len(c.passages) {
					p.col = i
					break
				}
			}
		}
	}
	p.forget()
}
