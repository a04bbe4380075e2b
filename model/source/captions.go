package source

import (
	"strings"
	"unicode"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/edtf"
)

type value = edtf.Value

// agencies are who pictures are credited to the world over.
var agencies = set(`|afp|ap|reuters|getty|getty images|epa|epa efe|efe|pa|pa media|press association|associated press|the associated press
	|agence france presse|shutterstock|istock|alamy|xinhua|tass|anadolu|anadolu agency|upi|dpa|ansa|bloomberg|magnum|magnum photos
	|zuma press|sipa|sipa usa|nurphoto|pool|handout|file|file photo|courtesy|wikimedia commons|wikipedia|unsplash|flickr|nasa|bridgeman images
	|afp getty images|via getty images|via reuters|via ap|stringer`)

// creditWords begin a line that says who made a picture.
var creditWords = []string{"illustration by ", "illustration: ", "photo by ", "photo: ", "photo credit: ", "photograph by ", "photograph: ", "photographs by ", "photography by ",
	"image by ", "image: ", "image credit: ", "image source: ", "picture: ", "picture by ", "graphic by ", "graphic: ", "credit: ", "photos by ", "photos: ", "image copyright ", "media caption ", "image caption ",
	"foto: ", "foto : ", "fotos: ", "foto von ", "bild: ", "bilder: ", "bildquelle: ", "bildnachweis: ", "titelbild: ", "symbolbild: ", "grafik: ", "photo : ", "photos : ", "crédit photo ", "crédits : ",
	"crédit : ", "imagen: ", "fotografía: ", "foto de ", "foto di ", "immagine: ", "crédito: ", "beeld: ", "zdjęcie: ", "fot. ", "zdroj: ", "фото: ", "фото ", "kuva: ", "kép: ", "fotó: ", "foto/", "写真：", "图片来源"}

// captions finds the credits of pictures and drops them, and makes captions of
// the lines that stand under or over them. A caption that is printed twice is
// kept once.
func (p *page) captions() {
	p.credits = map[string]int{}
	credit := make([]bool, len(p.pieces))
	found := false
	for i := range p.pieces {
		if creditLine(&p.pieces[i]) {
			credit[i], found = true, true
			for _, part := range strings.Split(p.pieces[i].Text, "/") {
				p.credits[key(part)]++
			}
		}
	}
	if !found {
		return
	}
	// A name that is credited together with another is known as one that can be
	// credited alone.
	for i := range p.pieces {
		if q := &p.pieces[i]; !credit[i] && len(q.Text) <= 60 && i+1 < len(p.pieces) && p.pieces[i+1].Tight && p.credits[key(q.Text)] > 0 {
			credit[i] = true
			p.credits[key(q.Text)]++
		}
	}
	drop := make([]bool, len(p.pieces))
	seen := map[string]bool{}
	mark := func(i int) {
		if p.pieces[i].Kind != model.Paragraph || credit[i] {
			return
		}
		k := key(p.pieces[i].Text)
		p.pieces[i].Kind, p.pieces[i].Level = model.Caption, 0
		if seen[k] {
			drop[i] = true
		}
		seen[k] = true
	}
	for i := range p.pieces {
		if !credit[i] {
			continue
		}
		drop[i] = true
		// The caption stands on the next line or, where the page repeats it, on
		// both sides.
		if i+1 < len(p.pieces) && p.pieces[i+1].Tight && len(p.pieces[i+1].Text) <= 400 {
			if i > 0 && p.pieces[i].Tight && key(p.pieces[i-1].Text) == key(p.pieces[i+1].Text) {
				mark(i - 1)
			}
			mark(i + 1)
		}
	}
	p.filter(func(i int) bool { return !drop[i] })
}

// creditLine reports a line that only says who made a picture: an agency, names
// parted by a slash, "Illustration by …".
func creditLine(q *Piece) bool {
	s := strings.Trim(q.Text, "()[] ")
	if len(s) > 90 || len(s) < 2 || ended(s) && !strings.HasSuffix(s, "Inc.") || q.Kind == model.Heading {
		return false
	}
	for _, w := range creditWords {
		if hasFold(s, w) && words(s) <= 10 {
			return true
		}
	}
	if len(s) <= 40 && agencies[key(s)] {
		return true
	}
	a, b, ok := strings.Cut(s, "/")
	if !ok || strings.Contains(s, "://") {
		return false
	}
	return nameOnly(a) && nameOnly(b) && (agencies[key(a)] || agencies[key(b)] || strings.Contains(s, " / "))
}

// nameOnly reports one to five capitalised words.
func nameOnly(s string) bool {
	fields := strings.Fields(strings.ReplaceAll(s, "/", " "))
	if len(fields) == 0 || len(fields) > 5 {
		return false
	}
	for _, f := range fields {
		if !unicode.IsUpper(firstRune(f)) && !agencies[strings.ToLower(f)] && !strings.Contains("via for al de van von bin the of", f) {
			return false
		}
	}
	return true
}
