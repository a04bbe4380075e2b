package source

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/kreader/kreader/model/edtf"
)

// Publication dates stand in few shapes, all of them explicit. Reading the
// dates of running text is model/timex's work; these are only the lines and
// fields that say when an article was published.

// firstYear and lastYear bound what is taken for a year of publication: from
// the first printed newspaper on, and no further than any clock is wrong.
const (
	firstYear = 1605
	lastYear  = 2199
)

var months = map[string]int{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9, "october": 10, "november": 11, "december": 12,
	"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10, "nov": 11, "dec": 12,
}

// monthNames are the names of months in the other languages that date lines are
// read in, as they stand in a date, by month.
var monthNames = sync.OnceValue(func() map[string]int {
	m := map[string]int{}
	for i, names := range [12]string{
		"januar jänner jan janvier janv enero ene gennaio gen janeiro januari stycznia styczeń sty января январь янв січня ocak oca januari tammikuuta ledna leden ianuarie ian január január. január januar ιανουαρίου siječnja janvāris sausio януари јануар јануара január jaanuar janúar ינואר בינואר gener januari يناير",
		"februar feber février févr fév fevrier febrero febbraio fevereiro fev februari lutego luty lut февраля февраль фев лютого şubat şub helmikuuta února únor februarie február febr φεβρουαρίου veljače februāris vasario февруари фебруар фебруара februára veebruar febrúar פברואר בפברואר febrer فبراير شباط",
		"märz mär mrz maerz mars marzo março marco maart mrt marca marzec марта март мар березня mart maaliskuuta března březen martie március márc μαρτίου ožujka marts kovo март marca märts מרץ במרץ març مارس آذار",
		"april avril avr abril abr aprile aprel kwietnia kwiecień kwi апреля апрель апр квітня nisan nis huhtikuuta dubna duben aprilie április ápr απριλίου travnja aprīlis balandžio април априла apríla aprill apríl אפריל באפריל أبريل نيسان",
		"mai mayo maggio mag maio mei maja maj мая май травня mayıs toukokuuta května květen május máj μαΐου μαίου svibnja maijs gegužės maig май мај маја mája maijs maí מאי במאי مايو أيار",
		"juni juin junio giugno giu junho czerwca czerwiec cze июня июнь июн червня haziran haz kesäkuuta června červen iunie június jún ιουνίου lipnja jūnijs birželio juny юни јун јуна júna juuni jūnijs júní יוני ביוני يونيو حزيران",
		"juli juillet juil julio luglio lug julho lipca lipiec lip июля июль июл липня temmuz tem heinäkuuta července červenec iulie július júl ιουλίου srpnja jūlijs liepos juliol юли јул јула júla juuli júlí יולי ביולי يوليو تموز",
		"august août aout agosto ago augusto augustus sierpnia sierpień sie августа август авг серпня ağustos ağu elokuuta srpna srpen augusztus αυγούστου kolovoza augusts rugpjūčio август августа avgust avgusta augusta agustus ágúst אוגוסט באוגוסט agost أغسطس آب",
		"september septembre septiembre setiembre settembre setembro set września wrzesień wrz сентября сентябрь сен сент вересня eylül eyl syyskuuta září septembrie szeptember szept σεπτεμβρίου rujna septembris rugsėjo септември септембар септембра septembra septembar september ספטמבר בספטמבר setembre سبتمبر أيلول",
		"oktober okt octobre octubre ottobre ott outubro out października październik paź октября октябрь окт жовтня ekim eki lokakuuta října říjen octombrie október οκτωβρίου oktobris spalio октомври октобар октобра októbra oktobar oktoober október אוקטובר באוקטובר أكتوبر",
		"november novembre noviembre novembro listopada listopad lis ноября ноябрь ноя листопада kasım kas marraskuuta listopadu noiembrie νοεμβρίου studenoga studenog novembris ноември новембар новембра novembra novembar נובמבר בנובמבר nóvember lapkričio نوفمبر",
		"dezember dez décembre déc decembre diciembre dic dicembre dezembro december grudnia grudzień gru декабря декабрь дек грудня aralık ara joulukuuta prosince prosinec decembrie δεκεμβρίου prosinca decembris декември децембар децембра decembra decembar detsember דצמבר בדצמבר desember gruodžio desembre desember des ديسمبر",
	} {
		for n := range strings.FieldsSeq(names) {
			if m[n] == 0 {
				m[n] = i + 1
			}
		}
	}
	return m
})

// monthOf returns the month that a word names, 0 when it names none.
func monthOf(word string) int {
	if m := months[word]; m > 0 || word == "" {
		return m
	}
	return monthNames()[word]
}

var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
}

var zones = map[string]bool{
	"utc": true, "gmt": true, "bst": true, "cet": true, "cest": true, "et": true, "est": true, "edt": true, "ct": true, "cst": true, "cdt": true,
	"mt": true, "mst": true, "mdt": true, "pt": true, "pst": true, "pdt": true, "ist": true, "aest": true, "aedt": true, "msk": true, "uk": true, "z": true,
}

// dateToken is a word, a number or a mark of a text that may hold a date.
type dateToken struct {
	word       string // lower case; "" for numbers
	num        int    // numbers of up to 8 digits, else -1
	digits     int
	mark       rune
	start, end int
}

// dateTokens splits at most the first limit bytes of s.
func dateTokens(s string, limit int) []dateToken {
	var out []dateToken
	for i := 0; i < len(s) && i < limit; {
		c := s[i]
		start := i
		switch {
		case c >= '0' && c <= '9':
			n := 0
			for i < len(s) && s[i] >= '0' && s[i] <= '9' {
				if i-start < 8 {
					n = n*10 + int(s[i]-'0')
				}
				i++
			}
			if i-start > 8 {
				n = -1
			}
			out = append(out, dateToken{num: n, digits: i - start, start: start, end: i})
		case c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80 && wordRune(firstRune(s[i:])):
			for i < len(s) && (s[i]|0x20 >= 'a' && s[i]|0x20 <= 'z' || s[i] >= 0x80 && wordRune(firstRune(s[i:]))) {
				_, n := utf8.DecodeRuneInString(s[i:])
				i += n
			}
			out = append(out, dateToken{word: strings.ToLower(s[start:i]), num: -1, start: start, end: i})
		case c == ' ' || c == '\t' || c == '\n':
			i++
		default:
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			if r != '\u00a0' && r != '\u202f' {
				out = append(out, dateToken{mark: r, num: -1, start: start, end: i})
			}
		}
	}
	return out
}

// dateAt reads a calendar date that begins at token i, and returns how many
// tokens it takes; 0 when there is none or when no calendar has that day.
func dateAt(t []dateToken, i int) (edtf.Value, int) {
	j := i
	if j < len(t) && weekdays[t[j].word] {
		for j++; j < len(t) && (t[j].mark == ',' || t[j].mark == '.' || t[j].word == "the"); j++ {
		}
	}
	y, m, d, n := calendar(t[j:])
	if n == 0 || y < firstYear || y > lastYear || !edtf.Valid(y, m, d) {
		return edtf.Value{}, 0
	}
	return edtf.OnDay(edtf.DayOf(y, m, d)), j + n - i
}

// calendar matches the shapes of a date at the start of t.
func calendar(t []dateToken) (y, m, d, n int) {
	at := func(i int) dateToken {
		if i < len(t) {
			return t[i]
		}
		return dateToken{num: -1}
	}
	glued := func(i int) bool { return at(i).end == at(i+1).start }
	skip := func(i int, marks string, words ...string) int {
		if k := at(i); k.mark != 0 && strings.ContainsRune(marks, k.mark) {
			return i + 1
		}
		for _, w := range words {
			if at(i).word == w {
				return i + 1
			}
		}
		return i
	}
	a := at(0)
	switch {
	case monthOf(a.word) > 0: // May 21[st][,] 2009 · Nov. 30, 2009
		i := skip(1, ".")
		day := at(i)
		if day.num < 1 || day.digits > 2 {
			return
		}
		i = skip(i+1, "", "st", "nd", "rd", "th")
		i = skip(i, ",.")
		if n := timeAt(t, i); n > 0 && at(i).digits == 2 { // May 21 05:44:09 CEST 2009
			if i += n; at(i).word != "" {
				i++
			}
		}
		if year := at(i); year.digits == 4 {
			return year.num, monthOf(a.word), day.num, i + 1
		}
	case a.num >= 0 && a.digits <= 2 && a.num > 0:
		// 21[st] [of] May[,] 2009 · 21.5.2009 · 21-May-2009
		i := skip(1, "", "st", "nd", "rd", "th")
		i = skip(i, ".-", "of", "de")
		if mo := monthOf(at(i).word); mo > 0 {
			i = skip(skip(i+1, ".,-"), "", "de", "del")
			if year := at(i); year.digits == 4 {
				return year.num, mo, a.num, i + 1
			}
			return
		}
		sep := at(1).mark
		if (sep == '.' || sep == '/' || sep == '-') && glued(0) && at(3).mark == sep && at(4).digits == 4 && at(2).num > 0 && at(2).digits <= 2 {
			// Which is the month is only certain when the other cannot be one, or
			// by the dots that only day-first countries use.
			switch {
			case sep == '.' || a.num > 12:
				return at(4).num, at(2).num, a.num, 5
			case at(2).num > 12:
				return at(4).num, a.num, at(2).num, 5
			}
		}
	case a.digits == 4 && (at(1).word == "年" || at(1).word == "년"): // 2009年5月21日
		if (at(3).word == "月" || at(3).word == "월") && at(4).num > 0 && at(2).num > 0 {
			return a.num, at(2).num, at(4).num, 6
		}
	case a.digits == 4: // 2009-05-21 · 2009/05/21 · 2009. 05. 21.
		sep := at(1).mark
		if (sep == '-' || sep == '/' || sep == '.') && glued(0) && at(3).mark == sep && at(2).num > 0 && at(4).num > 0 && at(2).digits <= 2 && at(4).digits <= 2 {
			return a.num, at(2).num, at(4).num, 5
		}
		i := skip(skip(1, ".", "m"), ".")
		if mo := monthOf(at(i).word); mo > 0 && at(i+1).num > 0 && at(i+1).digits <= 2 { // 2009 May 21 · 2009. május 21. · 2009 m. gegužės 21 d.
			return a.num, mo, at(i + 1).num, i + 2
		}
	}
	return
}

// timeAt returns how many tokens a time of day takes at i: 5:44[:09] [am]
// [EDT], 1324 GMT, T05:44:09+02:00.
func timeAt(t []dateToken, i int) int {
	at := func(j int) dateToken {
		if j < len(t) {
			return t[j]
		}
		return dateToken{num: -1}
	}
	j := i
	if at(j).word == "t" || at(j).word == "at" {
		j++
	}
	switch h := at(j); {
	case at(j+1).mark == '.' && at(j+3).mark == '.' && at(j+4).digits == 4: // a date: 20.12.2022
		return 0
	case h.num >= 0 && h.num <= 24 && h.digits <= 2 && (at(j+1).mark == ':' || at(j+1).mark == '.') && at(j+2).digits == 2 && at(j+2).num < 60:
		j += 3
		for (at(j).mark == ':' || at(j).mark == '.') && at(j+1).num >= 0 {
			j += 2
		}
	case h.digits == 4 && h.num < 2400 && (at(j+1).word == "gmt" || at(j+1).word == "utc"),
		h.num > 0 && h.num <= 12 && h.digits <= 2 && (at(j+1).word == "am" || at(j+1).word == "pm" || at(j+1).word == "a" && at(j+2).mark == '.'):
		j++
	default:
		return 0
	}
	for k := 0; k < 2; k++ {
		switch {
		case at(j).word == "am" || at(j).word == "pm":
			j++
		case (at(j).word == "a" || at(j).word == "p") && at(j+1).mark == '.' && at(j+2).word == "m":
			j += 3
			if at(j).mark == '.' {
				j++
			}
		}
		if at(j).mark == '(' && zones[at(j+1).word] && at(j+2).mark == ')' {
			j += 3
		} else if zones[at(j).word] {
			j++
		}
		if (at(j).mark == '+' || at(j).mark == '-' || at(j).mark == '−') && at(j+1).num >= 0 && at(j+1).digits >= 2 {
			if j += 2; at(j).mark == ':' && at(j+1).digits == 2 {
				j += 2
			}
		}
	}
	return j - i
}

// label words that say what a date line gives.
var (
	publishedWords = map[string]bool{"published": true, "posted": true, "date": true, "issued": true, "created": true, "filed": true, "released": true, "aired": true}
	modifiedWords  = map[string]bool{"aktualisiert": true, "stand": true, "zuletzt": true, "änderung": true, "bearbeitet": true, "revised": true, "changed": true, "amended": true, "actualización": true, "modificado": true, "aggiornamento": true, "atualização": true, "gewijzigd": true, "uppdaterad": true, "opdateret": true, "oppdatert": true, "päivitetty": true, "aktualizováno": true, "aktualizované": true, "frissítve": true, "actualizat": true, "güncelleme": true, "güncellendi": true, "оновлено": true, "ажурирано": true, "ažurirano": true, "actualitzat": true, "geändert": true, "actualizado": true, "aggiornato": true, "atualizado": true, "mis": true, "modifié": true, "bijgewerkt": true, "aktualizacja": true, "обновлено": true, "updated": true, "modified": true, "edited": true, "corrected": true}
	fillerWords    = map[string]bool{"on": true, "at": true, "last": true, "page": true, "first": true, "by": false, "article": true, "was": true, "local": true, "time": true, "and": true, "of": true}
)

// dateLine reads a line that says nothing but when an article was published or
// updated: "9 May 2021", "Published on Tuesday, May 9th 2021 at 14:05 GMT |
// Updated: 10 May 2021". At most one of each is returned.
func dateLine(s string) (published, modified edtf.Value, ok bool) {
	published, modified, rest := headLine(s)
	if rest != "" {
		return edtf.Value{}, edtf.Value{}, false
	}
	return published, modified, !published.IsZero() || !modified.IsZero()
}

// headLine reads the dates in a line of the head of a page, and returns what
// else it says, in one piece: "Posted by Ana Ruiz on May 9, 2021" leaves "by Ana
// Ruiz". A line without a date, or with something else in two places, is all
// rest.
func headLine(s string) (published, modified edtf.Value, rest string) {
	if len(s) > 160 || strings.IndexAny(s, "0123456789") < 0 {
		return published, modified, s
	}
	t := dateTokens(s, 160)
	updated := false
	from, to := -1, -1 // the rest
	gap := false
	for i := 0; i < len(t); {
		if n := timeAt(t, i); n > 0 {
			i += n
			gap = true
			continue
		}
		if v, n := dateAt(t, i); n > 0 {
			switch {
			case updated && modified.IsZero():
				modified = v
			case !updated && published.IsZero():
				published = v
			case v != published && v != modified:
				return edtf.Value{}, edtf.Value{}, s
			}
			i += n
			gap = true
			continue
		}
		switch k := t[i]; {
		case publishedWords[k.word]:
			updated, gap = false, true
		case modifiedWords[k.word]:
			updated, gap = true, true
		case k.mark != 0 && strings.ContainsRune(",.|:;-–—·•/()[]", k.mark):
			if k.mark == ':' && from >= 0 && !gap && t[i-1].word != "by" && t[i-1].word != "author" && t[i-1].word != "authors" {
				return edtf.Value{}, edtf.Value{}, s // a label of its own: "Opened: 9 May 2021"
			}
			// Inside the rest it belongs to it; at its end it parts it.
			gap = gap || from >= 0 && strings.ContainsRune("|·•–—", k.mark)
		case from < 0 && (fillerWords[k.word] || weekdays[k.word] || zones[k.word]):
		case from >= 0 && gap && (fillerWords[k.word] || weekdays[k.word] || zones[k.word]):
		case from >= 0 && (k.word == "on" || k.word == "at" || weekdays[k.word]):
			gap = true
		case from < 0:
			from, to = k.start, k.end
			gap = false
		case gap:
			return edtf.Value{}, edtf.Value{}, s
		default:
			to = k.end
		}
		i++
	}
	if published.IsZero() && modified.IsZero() {
		return published, modified, s
	}
	if from < 0 {
		return published, modified, ""
	}
	return published, modified, s[from:to]
}

// dateIn finds the date in a short text that is there to give one, and whether
// it is called that of a change. A date of figures parted by slashes is read with
// the day first when dayFirst says so.
func dateIn(s string, dayFirst bool) (v edtf.Value, modified, ok bool) {
	t := dateTokens(s, 200)
	for i := range t {
		if i > 0 && (weekdays[t[i-1].word] || t[i-1].digits > 0 && t[i-1].end == t[i].start) {
			continue
		}
		d, n := dateAt(t, i)
		if n == 0 && shortDate(t[i:]) {
			if x, valid := day(2000+t[i+4].num, t[i+2].num, t[i].num); valid { // 23.09.22
				d, n = x, 5
			}
		}
		if n == 0 && dayFirst && i+4 < len(t) && t[i+1].mark == t[i+3].mark && (t[i+1].mark == '/' || t[i+1].mark == '-') && t[i].digits > 0 && t[i].digits <= 2 && t[i+2].digits > 0 && t[i+4].digits == 4 {
			if x, valid := day(t[i+4].num, t[i+2].num, t[i].num); valid {
				d, n = x, 5
			}
		}
		if n == 0 {
			continue
		}
		changed := false
		for j := max(0, i-4); j < i; j++ {
			changed = changed || modifiedWords[t[j].word]
			if publishedWords[t[j].word] {
				changed = false
			}
		}
		if !changed {
			return d, false, true
		}
		if !ok {
			v, modified, ok = d, true, true
		}
	}
	return v, modified, ok
}

// shortDate reports a day such as 23.09.22 at the start of t.
func shortDate(t []dateToken) bool {
	return len(t) > 4 && t[1].mark == '.' && t[3].mark == '.' && t[0].digits > 0 && t[0].digits <= 2 && t[2].digits == 2 && t[4].digits == 2 && t[1].end == t[2].start && t[4].num < 70
}

// dayLine reports a line that is a day without its year, "Friday, 9 May 14:05
// GMT", which dates nothing and is no headline.
func dayLine(s string) bool {
	if len(s) > 40 || strings.IndexAny(s, "0123456789") < 0 {
		return false
	}
	month, days := false, 0
	t := dateTokens(s, 40)
	for i := 0; i < len(t); i++ {
		if n := timeAt(t, i); n > 0 {
			i += n - 1
			continue
		}
		switch k := t[i]; {
		case months[k.word] > 0:
			month = true
		case k.num > 0 && k.digits <= 2:
			days++
		case weekdays[k.word], publishedWords[k.word], modifiedWords[k.word], k.mark == ',' || k.mark == '.' || k.mark == '|':
		default:
			return false
		}
	}
	return month && days == 1
}

// parseDate reads a field of metadata: a day, with or without a time, or a
// month or year in ISO 8601.
func parseDate(s string) (edtf.Value, bool) {
	s = strings.TrimSpace(s)
	if len(s) > 80 {
		return edtf.Value{}, false
	}
	if v, err := edtf.Parse(s); err == nil && !v.IsZero() && v.Lo.Year() >= firstYear && v.Hi.Year() <= lastYear {
		return v, true
	}
	t := dateTokens(s, 80)
	for i := range t {
		if v, n := dateAt(t, i); n > 0 {
			return v, true
		}
		if timeAt(t, i) == 0 && !weekdays[t[i].word] && t[i].mark == 0 && !fillerWords[t[i].word] {
			break
		}
	}
	// 20090521 or 20090521T054400
	if len(t) > 0 && t[0].digits == 8 {
		y, m, d := t[0].num/10000, t[0].num/100%100, t[0].num%100
		if y >= firstYear && y <= lastYear && edtf.Valid(y, m, d) {
			return edtf.OnDay(edtf.DayOf(y, m, d)), true
		}
	}
	return edtf.Value{}, false
}

// looksLikeDate reports whether s was meant as a date, so that one that no
// calendar has can be reported.
func looksLikeDate(s string) bool { return strings.IndexAny(s, "0123456789") >= 0 }

// pathDate reads the date in the path of a file or URL: 2010-05-24-1036.txt,
// 20100524.html, 2010/05/24/x.html. The innermost wins.
func pathDate(p string) (edtf.Value, bool) {
	parts := strings.Split(p, "/")
	for i := len(parts) - 1; i >= 0; i-- {
		t := dateTokens(parts[i], 400)
		for j := range t {
			if t[j].digits == 4 {
				sep := func(k int) bool {
					return k < len(t) && (t[k].mark == '-' || t[k].mark == '_' || t[k].mark == '.')
				}
				if j+4 < len(t) && sep(j+1) && sep(j+3) && t[j+2].digits == 2 && t[j+4].digits == 2 {
					if v, ok := day(t[j].num, t[j+2].num, t[j+4].num); ok {
						return v, true
					}
				}
			}
			if j+4 < len(t) && t[j].digits == 2 && t[j+1].mark == '-' && t[j+2].digits == 2 && t[j+3].mark == '-' && t[j+4].digits == 4 && t[j].num > 12 {
				if v, ok := day(t[j+4].num, t[j+2].num, t[j].num); ok { // 29-10-2021
					return v, true
				}
			}
			if t[j].digits == 8 && (j == 0 || t[j-1].mark != 0) {
				if v, ok := day(t[j].num/10000, t[j].num/100%100, t[j].num%100); ok {
					return v, true
				}
			}
		}
		if v, ok := folderDate(parts, i); ok {
			return v, true
		}
	}
	return edtf.Value{}, false
}

// folderDate reads parts[i-2:i+1] as year, month and day.
func folderDate(parts []string, i int) (edtf.Value, bool) {
	if i < 2 {
		return edtf.Value{}, false
	}
	y, m, d := dateTokens(parts[i-2], 5), dateTokens(parts[i-1], 10), dateTokens(parts[i], 3)
	if len(y) != 1 || len(m) != 1 || len(d) != 1 || y[0].digits != 4 || d[0].num < 1 || d[0].digits > 2 {
		return edtf.Value{}, false
	}
	mo := m[0].num
	if m[0].word != "" {
		mo = months[m[0].word]
	}
	return day(y[0].num, mo, d[0].num)
}

func day(y, m, d int) (edtf.Value, bool) {
	if y < firstYear || y > lastYear || !edtf.Valid(y, m, d) {
		return edtf.Value{}, false
	}
	return edtf.OnDay(edtf.DayOf(y, m, d)), true
}
