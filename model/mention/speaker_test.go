package mention

import (
	"testing"

	"github.com/kreader/kreader/model/lang"
)

// Who reports an attack is neither the one who made it nor the one who suffered
// it, unless the sentence says so.
func TestSpeaker(t *testing.T) {
	for src, want := range map[string]struct{ speaker, patient string }{
		"Karim Haddad said rebels attacked Ana Duarte on [3 May=2001-05-03].":           {"Karim Haddad", "Ana Duarte"},
		"Rebels attacked a mill on [3 May=2001-05-03], said Ana Duarte.":                {"Ana Duarte", ""},
		"Rebels attacked a mill on [3 May=2001-05-03], Ana Duarte said.":                {"Ana Duarte", ""},
		"Ana Duarte was attacked by rebels on [3 May=2001-05-03], Karim Haddad told us": {"Karim Haddad", "Ana Duarte"},
		"According to Karim Haddad, Ana Duarte was attacked on [3 May=2001-05-03].":     {"Karim Haddad", "Ana Duarte"},
		"Karim Haddad said he was attacked on [3 May=2001-05-03].":                      {"Karim Haddad", "Karim Haddad"},
		"Ana Duarte was attacked on [3 May=2001-05-03].":                                {"", "Ana Duarte"},
	} {
		a, spans, tx := article(t, "2001-05-04", "President Karim Haddad praised Governor Ana Duarte.\n"+src)
		ms := Extract(0, a, spans, tx, lang.For("en"))
		found := false
		for _, m := range ms {
			if m.Class == "ATTACK" {
				found = true
				if m.Evidence.Speaker != want.speaker || m.Evidence.Patient != want.patient {
					t.Errorf("%q: speaker %q, patient %q, want %q, %q", src, m.Evidence.Speaker, m.Evidence.Patient, want.speaker, want.patient)
				}
			}
		}
		if !found {
			t.Errorf("%q: no attack in %+v", src, ms)
		}
	}
}
