// Package name finds the names in an article and decides which of them are
// spellings of one name.
//
// Find reads the capitalised runs of a text. Key turns a name into what stays
// the same when a name of another script is spelled in Latin letters: its
// consonants, and between them the class of the vowel. A Book gathers the
// names of a document, joins the short forms to the full ones ("Rahimova" to
// "Leyla Rahimova"), and learns the acronyms that the text explains.
//
// Names are strings; nothing here knows a person.
package name

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// particles stand between or before the parts of a name and come and go with
// the spelling: articles, "son of", nobiliary particles.
var particles = words(`al el ar as ash at ad an az ul il bin ibn ben bint the de del della di da do dos das du la le les van von der den ter ten y e ou zu`)

// honorifics stand before a name and are no part of it.
var honorifics = words(`mr mrs ms miss dr prof professor sir dame lord lady gen general col colonel lt lieutenant capt captain
 maj major sgt sergeant adm admiral cmdr commander sheikh shaikh sayyid sayed ayatollah imam hajj haji rev reverend fr father
 bishop archbishop cardinal pope king queen prince princess sultan emir president vice prime minister premier chancellor senator sen
 rep congressman congresswoman governor gov mayor judge justice ambassador secretary foreign defence defense interior finance
 chief director chairman chairwoman chair ceo spokesman spokeswoman spokesperson leader coach actor actress singer author
 former then late ex acting deputy crown attorney lawyer detective officer sheriff`)

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}

// Fold returns s in lower case without marks, apostrophes and dots, its
// hyphens turned into spaces and its spaces single.
func Fold(s string) string {
	if plain(s) {
		return strings.Join(strings.Fields(strings.ToLower(plainMarks.Replace(s))), " ")
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r), strings.ContainsRune("'’‘ʿʾʼ`´", r):
		case r == '-' || r == '.' || unicode.Is(unicode.Pd, r) || unicode.IsSpace(r):
			b.WriteByte(' ')
		case special[r] != "":
			b.WriteString(special[r])
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

var plainMarks = strings.NewReplacer("'", "", "`", "", "-", " ", ".", " ") // built when first used

// special are letters that do not come apart into a letter and a mark.
var special = map[rune]string{'ł': "l", 'Ł': "l", 'ø': "o", 'Ø': "o", 'đ': "d", 'Đ': "d", 'ß': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'ı': "i", 'ð': "d", 'þ': "th"}

func plain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// Parts returns the folded parts of a name that tell it from others: without
// particles, honorifics and initials, "abd al" and "bin" joined to what follows.
func Parts(s string) []string {
	var out []string
	f := strings.Fields(Fold(s))
	for i := 0; i < len(f); i++ {
		w := f[i]
		if rest, ok := servant(w); ok {
			if rest == "" {
				for i+1 < len(f) && particles[f[i+1]] {
					i++
				}
				if i+1 < len(f) {
					i++
					rest = f[i]
				}
			}
			out = append(out, "abdul"+rest)
			continue
		}
		// A son is named with his father's name: "bin Nasser" is not "Nasser".
		if (w == "bin" || w == "ibn" || w == "ben" || w == "bint") && i+1 < len(f) {
			i++
			out = append(out, "bin"+f[i])
			continue
		}
		switch {
		case particles[w] && (len(f) > 1):
		case honorifics[w] && i+1 < len(f):
		case len(w) == 1:
		default:
			out = append(out, w)
		}
	}
	return out
}

// servant splits a word that begins with a spelling of "abd al" ("servant of
// the"), which is written together or apart with what follows.
func servant(w string) (rest string, ok bool) {
	for _, p := range []string{"abdul", "abdel", "abdal", "abdol", "abd"} {
		if strings.HasPrefix(w, p) {
			rest = w[len(p):]
			// Abdullah, Abdallah and the like are names of their own.
			if strings.HasPrefix(rest, "lah") || strings.HasPrefix(rest, "ah") || (p == "abd" && rest != "") {
				return "", false
			}
			return rest, true
		}
	}
	return "", false
}
