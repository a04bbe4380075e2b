package cli

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

const (
	// lateBound is how long after a question an answer may come: longer than
	// over any connection that one can still work with.
	lateBound = 10 * time.Second
	// escapeGap is how long the rest of an escape sequence may be behind its
	// first byte. Esc pressed alone is told from it by nothing else.
	escapeGap = 30 * time.Millisecond
	// longestReply is how much is taken for one answer at most, so that what
	// looks like one but never ends does not swallow every key.
	longestReply = 128
)

// replies takes the terminal's answers out of what is read from it, so that
// they never pass for keys, however late and in how many pieces they come. It
// takes out the answer to OSC 11, "ESC ] 11;rgb:… ST", and to DA1,
// "ESC [ ? … c", as long as they are owed.
type replies struct {
	owed  time.Time // until when answers may come; zero: no more are expected
	ahead []byte    // keys that were typed before anybody read them
	held  []byte    // the begin of what may become an answer
	color string    // what was said of the background
	known bool      // the terminal has said what it is, the last thing it was asked
	lone  bool      // an ESC was let go that may have been the begin of an answer
}

// waiting reports whether answers may still come. A multiplexer may pass a
// question on and answer the next one itself, so the last is not the end.
func (r *replies) waiting() bool { return !r.owed.IsZero() }

// unsure reports whether a key is held back that may be the begin of an answer.
func (r *replies) unsure() bool { return len(r.held) > 0 && len(r.held) < len("\x1b]1") }

// release gives up what is held.
func (r *replies) release() []byte {
	out := r.held
	r.lone = string(out) == "\x1b"
	r.held = nil
	return out
}

// take returns p without what belongs to answers. What may belong to one that
// goes on in the next piece is held back.
func (r *replies) take(p []byte) []byte {
	if time.Now().After(r.owed) {
		r.owed = time.Time{}
		return append(r.release(), p...)
	}
	in := append(r.held, p...)
	r.held = nil
	if r.lone && len(in) > 0 {
		r.lone = false
		if in[0] == ']' || in[0] == '[' {
			if kept := append([]byte{0x1b}, in...); reply(kept) != 0 {
				in = kept
			}
		}
	}
	var out []byte
	for len(in) > 0 {
		i := bytes.IndexByte(in, 0x1b)
		if i < 0 {
			return append(out, in...)
		}
		out, in = append(out, in[:i]...), in[i:]
		switch n := reply(in); {
		case n > 0:
			r.note(string(in[:n]))
			in = in[n:]
			if !r.waiting() {
				return append(out, in...)
			}
		case n < 0 && len(in) <= longestReply:
			r.held = in
			return out
		default:
			out, in = append(out, in[0]), in[1:]
		}
	}
	return out
}

// note keeps what an answer says.
func (r *replies) note(s string) {
	if strings.HasPrefix(s, "\x1b]11;") {
		r.color = s[len("\x1b]11;"):]
	} else {
		r.known = true
	}
	if r.known && r.color != "" {
		r.owed = time.Time{}
	}
}

// background reports whether the background is dark, if it is known.
func (r *replies) background() (dark, ok bool) {
	_, rgb, ok := strings.Cut(r.color, ":")
	parts := strings.Split(strings.TrimRight(rgb, "\a\x1b\\"), "/")
	if !ok || len(parts) < 3 {
		return false, false
	}
	// Rec. 709 luma is near enough to tell dark from light.
	luma, weights := 0.0, [...]float64{0.2126, 0.7152, 0.0722}
	for i, w := range weights {
		v, err := strconv.ParseUint(parts[i], 16, 32)
		if err != nil || parts[i] == "" || len(parts[i]) > 4 {
			return false, false
		}
		luma += w * float64(v) / float64(uint(1)<<(4*len(parts[i]))-1)
	}
	return luma < 0.5, true
}

// reply returns how many bytes of in, which begins with ESC, are an answer: 0
// when it is none, -1 when more must come to tell.
func reply(in []byte) int {
	rest := in[1:]
	switch {
	case len(rest) == 0:
		return -1
	case rest[0] == ']':
		return colorReply(in)
	case rest[0] == '[':
		return deviceReply(in)
	}
	return 0
}

// colorReply is reply for "ESC ] 11;" up to BEL or ESC \.
func colorReply(in []byte) int {
	const begin = "\x1b]11;"
	if n := min(len(in), len(begin)); string(in[:n]) != begin[:n] {
		return 0
	}
	for i := len(begin); i < len(in); i++ {
		switch {
		case in[i] == '\a':
			return i + 1
		case in[i] == 0x1b && i+1 < len(in):
			if in[i+1] == '\\' {
				return i + 2
			}
			return i // ended by the next sequence
		}
	}
	return -1
}

// deviceReply is reply for "ESC [ ? 0-9;… c".
func deviceReply(in []byte) int {
	const begin = "\x1b[?"
	if n := min(len(in), len(begin)); string(in[:n]) != begin[:n] {
		return 0
	}
	for i := len(begin); i < len(in); i++ {
		switch c := in[i]; {
		case c == 'c':
			return i + 1
		case c != ';' && (c < '0' || c > '9'):
			return 0
		}
	}
	return -1
}
