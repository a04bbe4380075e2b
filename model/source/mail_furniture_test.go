package source

import (
	"strings"
	"testing"
)

func TestWithoutMailing(t *testing.T) {
	const (
		top   = "Trouble reading this? View in browser"
		one   = "The lighthouse was painted again in spring, after the council had found the money for it in a drawer."
		two   = "To unsubscribe from the harbour's water would be unwise, the mayor said on Monday, and nobody laughed."
		bye   = "Yours, Ana"
		foot  = "You are receiving this email because you signed up at coastpost.example, and we are glad of it."
		where = "Coast Post, 1 Pier Road, Gull Port"
		leave = "Abmelden | Datenschutz"
	)
	for name, test := range map[string]struct{ letter, want []string }{
		"a newsletter":            {[]string{top, one, bye, foot, where, leave}, []string{one, bye}},
		"a letter":                {[]string{one, bye, where}, []string{one, bye, where}},
		"the word in its text":    {[]string{two, one, bye}, []string{two, one, bye}},
		"nothing but the mailing": {[]string{top}, []string{top}},
		"the address before it":   {[]string{one, where, leave}, []string{one, where}},
		"a sentence behind it":    {[]string{one, leave, one}, []string{one, leave, one}},
		"in a script of its own":  {[]string{one, "配信停止はこちら"}, []string{one}},
	} {
		t.Run(name, func(t *testing.T) {
			var ps []Piece
			for _, s := range test.letter {
				ps = append(ps, Piece{Text: s})
			}
			var got []string
			for _, p := range withoutMailing(ps) {
				got = append(got, p.Text)
			}
			if strings.Join(got, "\n") != strings.Join(test.want, "\n") {
				t.Errorf("got %q", got)
			}
		})
	}
}
