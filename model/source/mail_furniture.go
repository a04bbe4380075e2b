package source

import "strings"

// mailingWords are what letters to many say of themselves: how to have no more of
// them, why they came, where they can be seen in a browser. In lower case.
var mailingWords = []string{"unsubscribe", "opt out of", "manage your preferences", "manage preferences", "update your preferences", "email preferences", "you received this", "you are receiving", "you're receiving", "you’re receiving", "this email was sent to", "view in browser", "view in your browser", "view online", "view this email", "view this letter", "read in browser", "read online", "open in browser",
	"abmelden", "abbestellen", "austragen", "im browser ansehen", "im browser lesen", "online-version", "sie erhalten diese", "du erhältst diese", "désabonner", "désinscrire", "désinscription", "version en ligne", "dans votre navigateur", "vous recevez ce", "darse de baja", "date de baja", "cancelar la suscripción", "ver en el navegador", "recibes este", "recibe este",
	"cancelar inscrição", "cancelar a subscrição", "ver no navegador", "disiscriviti", "annulla l'iscrizione", "annulla iscrizione", "cancella l'iscrizione", "visualizza nel browser", "ricevi questa", "afmelden", "uitschrijven", "bekijk in browser", "bekijk online", "je ontvangt deze", "u ontvangt deze", "avregistrera", "avsluta prenumeration", "avmeld", "meld deg av", "afmeld", "peruuta tilaus", "wypisz się", "zrezygnuj z subskrypcji", "odhlásit", "leiratkoz", "dezabon",
	"отписаться", "відписатися", "aboneliği iptal", "abonelikten çık", "إلغاء الاشتراك", "退订", "取消订阅", "取消訂閱", "配信停止", "수신거부", "구독 취소", "berhenti berlangganan", "hủy đăng ký"}

// maxMailing is how long a line on the mailing itself may be, in bytes.
const maxMailing = 700

// mailing reports a piece that speaks of the letter instead of telling anything.
func mailing(q *Piece) bool {
	if len(q.Text) > maxMailing {
		return false
	}
	low := strings.ToLower(q.Text)
	for _, w := range mailingWords {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// withoutMailing returns the pieces of a letter without what stands before and behind
// its text on the mailing itself: at the foot also the address of the sender and the
// like, which stand among such lines and are no sentences.
func withoutMailing(ps []Piece) []Piece {
	const lines = 20 // at the foot
	end := len(ps)
	for i := len(ps) - 1; i > 0 && i >= len(ps)-lines; i-- {
		if mailing(&ps[i]) {
			end = i
		} else if body(&ps[i]) {
			break
		}
	}
	ps = ps[:end]
	from := 0
	for i := 0; i < len(ps)-1 && i < 3 && !body(&ps[i]); i++ {
		if len(ps[i].Text) <= 160 && mailing(&ps[i]) {
			from = i + 1
		}
	}
	return ps[from:]
}
