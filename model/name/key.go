package name

import "strings"

// Key is a name reduced to what its spellings share: the frame is its
// consonants, slots the class of the vowels before each of them and after the
// last. The scheme is our own: it keeps Hussein from
// Hassan and Salman from Soleiman, which an edit distance does not.
type Key struct {
	Frame string
	Slots string
}

// digraphs are the consonants written with several letters, the longest first.
var digraphs = []struct {
	from string
	to   byte
}{
	{"tsch", 's'}, {"shch", 's'}, {"tch", 's'}, {"ks", 'q'}, {"sch", 's'}, {"kh", 'x'}, {"gh", 'g'}, {"dh", 'z'}, {"th", 't'}, {"sh", 's'},
	{"ch", 's'}, {"ph", 'f'}, {"dj", 'j'}, {"zh", 'z'}, {"ck", 'k'}, {"cz", 's'}, {"ts", 's'}, {"tz", 's'}, {"q", 'k'}, {"c", 'k'}, {"v", 'w'}, {"x", 'q'},
}

// KeyOf returns the key of one part of a name, folded. dhAsD reads "dh" as d
// instead of z: both are found in print.
func KeyOf(part string, dhAsD bool) Key {
	if strings.HasSuffix(part, "llah") || strings.HasSuffix(part, "lla") {
		if i := strings.LastIndex(part, "ll"); i > 1 && strings.ContainsRune("aou", rune(part[i-1])) {
			part = part[:i-1] + "ulah"
		}
	}
	if strings.HasPrefix(part, "ye") {
		part = part[1:] // Yelena, Elena
	}
	var frame, slots []byte
	vowel := byte('-')
	for i := 0; i < len(part); {
		if v, n := vowelAt(part[i:]); n > 0 && !(part[i] == 'y' && i == 0) {
			if vowel == '-' {
				vowel = v
			}
			i += n
			continue
		}
		c, n := part[i], 1
		for _, d := range digraphs {
			if d.from[0] == c && strings.HasPrefix(part[i:], d.from) {
				c, n = d.to, len(d.from)
				if d.from == "dh" && dhAsD {
					c = 'd'
				}
				break
			}
		}
		i += n
		if c == 'j' && n == 1 && vowel != '-' && (i == len(part) || strings.IndexByte("aeiouy", part[i]) < 0) {
			continue // Sergej, Sergei
		}
		if c == 'h' && i > 1 { // silent or not, between vowels and at the end
			continue
		}
		if k := len(frame); k > 0 && frame[k-1] == c && vowel == '-' {
			continue
		}
		frame, slots, vowel = append(frame, c), append(slots, vowel), '-'
	}
	return Key{string(frame), string(append(slots, vowel))}
}

// vowelAt returns the class of the vowels that s begins with and how many
// bytes they take: A, E, I, U, or Y for the diphthongs ai and ei.
func vowelAt(s string) (class byte, n int) {
	for n < len(s) && strings.IndexByte("aeiouy", s[n]) >= 0 {
		n++
	}
	if n == 0 {
		return 0, 0
	}
	switch v := s[:n]; {
	case v == "ai" || v == "ei" || v == "ay" || v == "ey":
		return 'Y', n
	case v == "ee":
		return 'I', n
	case v == "oo" || v == "ou":
		return 'U', n
	}
	first := s[0]
	if n == len(s) { // the ending tells names apart (Maria, Mario)
		first = s[n-1]
	}
	switch first {
	case 'a':
		return 'A', n
	case 'e':
		return 'E', n
	case 'i', 'y':
		return 'I', n
	}
	return 'U', n
}

// Same reports whether two keys are those of one name. At least two consonants
// are needed: shorter names must be spelled alike.
func (k Key) Same(l Key) bool {
	if k.Frame != l.Frame || len(k.Frame) < 2 || len(k.Slots) != len(l.Slots) {
		return false
	}
	one := short(k.Slots, l.Slots)
	differ, rounded := 0, false
	for i := range len(k.Slots) {
		if a, b := k.Slots[i], l.Slots[i]; a != b {
			differ++
			rounded = rounded || a == 'E' && b == 'U' || a == 'U' && b == 'E'
		}
		last := byte(0)
		if i == len(k.Frame)-1 {
			last = k.Frame[i]
		}
		if !compatible(k.Slots[i], l.Slots[i], last, i > 1, one) {
			return false
		}
	}
	// E for U is a guess that the rest must bear out: Moreno is not Merino.
	return !rounded || differ == 1
}

// short reports whether one of the names has a single syllable: there the vowel
// is all that tells names apart (Chen, Chan; Zhang, Zheng).
func short(a, b string) bool {
	return len(a)-strings.Count(a, "-") < 2 || len(b)-strings.Count(b, "-") < 2
}

// compatible reports whether two vowel classes are spellings of one vowel.
// final is the last consonant when the slot is the one before it: there a
// helping vowel may be written or not (Sadr, Sader). Diphthongs are simplified
// only after the first syllable (Suleiman, Suliman; but not Mailer, Miller), and
// names of one syllable (one) must have the same vowel.
func compatible(a, b, final byte, later, one bool) bool {
	if a > b {
		a, b = b, a
	}
	if a == b {
		return true
	}
	pair := string([]byte{a, b})
	if one && pair != "-E" {
		return false
	}
	switch pair {
	case "EI", "EU", "AE":
		return true
	case "EY", "IY":
		return later
	case "-E":
		return strings.IndexByte("rlnm", final) >= 0 && final != 0
	}
	return false
}

// SamePart reports whether two folded parts of names are spellings of one.
func SamePart(a, b string) bool {
	if a == b {
		return true
	}
	// One letter less or more in a short name is another name.
	if len(a) < 4 || len(b) < 4 {
		return false
	}
	if ra, ok := strings.CutPrefix(a, "abdul"); ok {
		if rb, ok := strings.CutPrefix(b, "abdul"); ok {
			return SamePart(ra, rb)
		}
	}
	if KeyOf(a, false).Same(KeyOf(b, false)) {
		return true
	}
	return (strings.Contains(a, "dh") || strings.Contains(b, "dh")) && KeyOf(a, true).Same(KeyOf(b, true))
}

// Match reports whether two names are spellings of one, or one the short form
// of the other: every part of the shorter matches a part of the longer, in
// order, and the last parts match. A lone part matches only a last part.
func Match(a, b string) bool { return matchParts(Parts(a), Parts(b)) }

func matchParts(p, q []string) bool {
	if len(p) == 0 || len(q) == 0 {
		return false
	}
	if len(p) > len(q) {
		p, q = q, p
	}
	if len(p) != len(q) && SamePart(strings.Join(p, ""), strings.Join(q, "")) {
		return true
	}
	if !SamePart(p[len(p)-1], q[len(q)-1]) {
		return false
	}
	j := 0
	for _, w := range p {
		for j < len(q) && !SamePart(w, q[j]) {
			j++
		}
		if j == len(q) {
			return false
		}
		j++
	}
	return true
}

// frames returns the strings under which an index finds a folded part.
func frames(part string) []string {
	k := KeyOf(strings.TrimPrefix(part, "abdul"), false).Frame
	if len(k) < 2 {
		return []string{part}
	}
	if strings.Contains(part, "dh") {
		return []string{k, KeyOf(strings.TrimPrefix(part, "abdul"), true).Frame}
	}
	return []string{k}
}
