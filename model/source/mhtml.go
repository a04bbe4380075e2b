package source

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/mail"
	"net/textproto"
	"strings"
)

// MHTML (RFC 2557): a web page and what it shows, as one MIME document. Chrome,
// Edge and Internet Explorer save pages so. Only the page itself is read.
var _ = register(Format{
	Name:   "mhtml",
	Exts:   []string{".mht", ".mhtml"},
	Magic:  isMHTML,
	Decode: decodeMHTML,
})

// isMHTML reports whether head is the header of a page saved in MIME: related
// parts, and none of the fields that letters get on their way.
func isMHTML(head []byte) bool {
	if fieldName(head) == "" || isLetter(head) {
		return false
	}
	h, _ := textproto.NewReader(bufio.NewReader(bytes.NewReader(head))).ReadMIMEHeader() // as far as it goes
	media, _, _ := mime.ParseMediaType(h.Get("Content-Type"))
	return media == "multipart/related" && (h.Get("Snapshot-Content-Location") != "" || h.Get("Mime-Version") != "")
}

func decodeMHTML(d Document) ([]Draft, error) {
	broken := errors.New("the saved page is damaged: its parts cannot be told apart; save it again, as HTML or MHTML")
	m, err := mail.ReadMessage(bytes.NewReader(d.Data))
	if err != nil {
		return nil, broken
	}
	media, params, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(media, "multipart/") || params["boundary"] == "" {
		return nil, broken
	}
	page := d
	if page.URL == "" {
		page.URL = Line(m.Header.Get("Snapshot-Content-Location"))
	}
	parts := multipart.NewReader(m.Body, params["boundary"])
	for range maxParts {
		p, err := parts.NextRawPart()
		if err != nil {
			break
		}
		if ok := page.take(p); ok {
			return decodeHTML(page)
		}
	}
	return nil, errors.New("the saved page holds no HTML")
}

// take makes d the page in part p, and reports whether there is one.
func (d *Document) take(p *multipart.Part) bool {
	media, params, err := mime.ParseMediaType(p.Header.Get("Content-Type"))
	if err != nil || media != "text/html" && media != "application/xhtml+xml" {
		return false
	}
	data, _ := io.ReadAll(io.LimitReader(transfer(p.Header, p), 4*maxPart)) // as far as it goes
	if len(data) == 0 {
		return false
	}
	d.Data, d.Charset = data, strings.ToLower(params["charset"])
	if at := Line(p.Header.Get("Content-Location")); d.URL == "" && strings.HasPrefix(at, "http") {
		d.URL = at
	}
	return true
}
