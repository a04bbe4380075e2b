package source

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/textproto"
	"strings"

	"golang.org/x/net/html/charset"

	"github.com/kreader/kreader/model"
)

// Letters (RFC 5322, MIME) and mailboxes of them (mbox): an article a letter,
// as newsletters come. Attachments are left out.
var _ = register(Format{
	Name:   "mail",
	Exts:   []string{".eml", ".mbox", ".mbx"},
	Magic:  func(head []byte) bool { return isMbox(head) || isLetter(head) },
	Decode: decodeMail,
})

// What a letter may hold.
const (
	maxParts     = 500
	maxPartDepth = 8
	maxPart      = 16 << 20
)

// isMbox reports whether head begins with the line that parts letters, and a
// field of a letter.
func isMbox(head []byte) bool {
	line, rest, ok := bytes.Cut(head, []byte("\n"))
	return ok && bytes.HasPrefix(line, []byte("From ")) && fieldName(rest) != ""
}

// fieldName returns the name of the header field that b begins with, in lower
// case, "" when it begins with none.
func fieldName(b []byte) string {
	for i, c := range b[:min(len(b), 80)] {
		switch {
		case c == ':' && i > 0:
			return strings.ToLower(string(b[:i]))
		case c <= ' ' || c >= 0x7f:
			return ""
		}
	}
	return ""
}

// isLetter reports whether head begins with header fields, among them those
// that only the post adds. Saved pages in MIME have none of these.
func isLetter(head []byte) bool {
	fields := map[string]bool{}
	for line := range bytes.Lines(head) {
		if line[0] == ' ' || line[0] == '\t' {
			continue
		}
		name := fieldName(line)
		if name == "" {
			break
		}
		fields[name] = true
	}
	if fields["snapshot-content-location"] {
		return false
	}
	posted := fields["received"] || fields["return-path"] || fields["delivered-to"] || fields["message-id"] || fields["mime-version"] && fields["to"]
	return posted && (fields["from"] || fields["subject"] || fields["received"] && len(fields) > 1)
}

func decodeMail(d Document) ([]Draft, error) {
	if !isMbox(d.Data) {
		drafts, notes, err := letter(d.Data)
		if err != nil {
			return nil, err
		}
		return withNotes(d, drafts, notes, "the letter has no text")
	}
	var (
		out   []Draft
		notes []model.Diagnostic
		bad   int
		total int
	)
	eachLetter(d.Data, func(b []byte) bool {
		total++
		drafts, more, err := letter(b)
		if err != nil {
			bad++
			return true
		}
		out, notes = append(out, drafts...), append(notes, more...)
		return len(out) < maxEntries
	})
	if bad > 0 {
		notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("not read: %d of its %s, without text that can be read", bad, plural(total, "letter"))})
	}
	if len(out) >= maxEntries {
		notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("only its first %d letters are read", maxEntries)})
	}
	return withNotes(d, out, notes, "the mailbox holds no letter that can be read")
}

// eachLetter calls f with the letters of a mailbox until it returns false. The
// line that parts two follows an empty line; one like it inside a letter has a
// ">" before it, which goes.
func eachLetter(data []byte, f func([]byte) bool) {
	var b []byte
	blank, begun := true, false
	for line := range bytes.Lines(data) {
		if blank && bytes.HasPrefix(line, []byte("From ")) {
			if begun && !f(b) {
				return
			}
			b, begun, blank = nil, true, false
			continue
		}
		blank = len(bytes.TrimRight(line, "\r\n")) == 0
		if quoted := bytes.TrimLeft(line, ">"); len(quoted) < len(line) && bytes.HasPrefix(quoted, []byte("From ")) {
			line = line[1:]
		}
		b = append(b, line...)
	}
	if begun {
		f(b)
	}
}

// letter reads a letter, and those that it carries as attachments.
func letter(data []byte) ([]Draft, []model.Diagnostic, error) {
	msg, err := mail.ReadMessage(bufio.NewReader(bytes.NewReader(data)))
	if err != nil {
		return nil, nil, errors.New("this is no letter: " + Line(err.Error()))
	}
	parts := &letterParts{}
	parts.walk(textproto.MIMEHeader(msg.Header), msg.Body, 0)
	m := letterMeta(msg.Header)
	id := Line(msg.Header.Get("Message-Id"))
	if id == "" {
		id = m.Title + m.Published
	}
	var out []Draft
	if ps := withoutMailing(parts.body()); len(ps) > 0 {
		out = append(out, Draft{Meta: m, Pieces: ps, Part: id + " "})
	}
	for _, inner := range parts.letters {
		if drafts, _, err := letter(inner); err == nil {
			out = append(out, drafts...)
		}
	}
	if len(out) == 0 {
		return nil, nil, errors.New("the letter has no text")
	}
	var notes []model.Diagnostic
	if parts.other > 0 {
		notes = append(notes, model.Diagnostic{Severity: model.Note, Message: fmt.Sprintf("not read: %s of %q", plural(parts.other, "attachment"), excerpt(m.Title, 60))})
	}
	return out, notes, nil
}

// headerWords decodes the encoded words of header fields (RFC 2047).
var headerWords = mime.WordDecoder{CharsetReader: charset.NewReaderLabel}

func headerText(s string) string {
	if t, err := headerWords.DecodeHeader(s); err == nil {
		s = t
	}
	return Line(strings.ToValidUTF8(s, "\uFFFD"))
}

// letterMeta reads the header. The sender of a newsletter is its outlet, and
// where the name says so, the author at it.
func letterMeta(h mail.Header) Meta {
	m := Meta{Title: headerText(h.Get("Subject")), Language: Line(h.Get("Content-Language"))}
	for {
		cut := strings.TrimSpace(m.Title)
		for _, pre := range []string{"fwd:", "fw:", "re:", "wg:", "aw:"} {
			if hasFold(cut, pre) {
				cut = strings.TrimSpace(cut[len(pre):])
			}
		}
		if cut == m.Title {
			break
		}
		m.Title = cut
	}
	if t, err := h.Date(); err == nil {
		m.Published = t.Format("2006-01-02")
	} else {
		m.Published = Line(h.Get("Date"))
	}
	parser := mail.AddressParser{WordDecoder: &headerWords}
	from, err := parser.Parse(h.Get("From"))
	if err != nil {
		m.Site = headerText(h.Get("From"))
		return m
	}
	m.Site = Line(from.Name)
	for _, at := range []string{" from ", " at ", " | ", " @ "} {
		if name, outlet, ok := strings.Cut(m.Site, at); ok {
			m.Byline, m.Site = name, outlet
			break
		}
	}
	if _, domain, ok := strings.Cut(from.Address, "@"); ok && m.Site == "" {
		m.Site = host("https://" + domain)
	}
	return m
}

// letterParts gathers the parts of a letter.
type letterParts struct {
	plain, html []string
	letters     [][]byte
	other       int
	seen        int
}

// walk reads a part and the parts in it.
func (l *letterParts) walk(h textproto.MIMEHeader, body io.Reader, depth int) {
	if l.seen++; l.seen > maxParts || depth > maxPartDepth {
		return
	}
	media, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil && media == "" {
		media, params = "text/plain", nil
	}
	if strings.HasPrefix(media, "multipart/") && params["boundary"] != "" {
		r := multipart.NewReader(body, params["boundary"])
		for {
			p, err := r.NextRawPart()
			if err != nil {
				return // what follows a break is lost; what came before is kept
			}
			l.walk(p.Header, p, depth+1)
		}
	}
	disposition, _, _ := mime.ParseMediaType(h.Get("Content-Disposition"))
	if disposition == "attachment" && media != "message/rfc822" {
		l.other++
		return
	}
	switch media {
	case "text/plain", "text/html":
		s := partText(h, body, params)
		if media == "text/html" {
			l.html = append(l.html, s)
		} else if strings.EqualFold(params["format"], "flowed") {
			l.plain = append(l.plain, unflowed(s))
		} else {
			l.plain = append(l.plain, s)
		}
	case "message/rfc822":
		data, _ := io.ReadAll(io.LimitReader(transfer(h, body), maxPart)) // as far as it goes
		l.letters = append(l.letters, data)
	default:
		if disposition != "inline" && !strings.HasPrefix(media, "image/") {
			l.other++
		}
	}
}

// transfer undoes the transfer encoding of a part.
func transfer(h textproto.MIMEHeader, body io.Reader) io.Reader {
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		return quotedprintable.NewReader(body)
	case "base64":
		return base64.NewDecoder(base64.StdEncoding, body)
	}
	return body
}

// partText returns the text of a part as UTF-8.
func partText(h textproto.MIMEHeader, body io.Reader, params map[string]string) string {
	data, _ := io.ReadAll(io.LimitReader(transfer(h, body), maxPart)) // as far as it goes
	s, _, _ := decodeCharset(data, params["charset"])
	return s
}

// unflowed joins the lines of format=flowed text (RFC 3676): a line that ends
// with a space goes on.
func unflowed(s string) string {
	var b strings.Builder
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		b.WriteString(line)
		if !strings.HasSuffix(line, " ") || line == "-- " {
			b.WriteByte('\n')
		}
	}
	return b.String()
}

// body returns the pieces of a letter: of its plain text, unless that is a stub
// or mostly addresses while the HTML says more.
func (l *letterParts) body() []Piece {
	plain := textPieces(Clean(strings.Join(l.plain, "\n\n")))
	if len(l.html) == 0 {
		return plain
	}
	var rich []Piece
	for _, s := range l.html {
		rich = append(rich, htmlPieces(htmlTree(s), "")...)
	}
	n, addresses := 0, 0
	for i := range plain {
		for word := range strings.FieldsSeq(plain[i].Text) {
			n++
			if strings.Contains(word, "://") {
				addresses++
			}
		}
	}
	if m := pieceWords(rich); m > 0 && (n*10 < m*7 || addresses*12 > n) {
		return rich
	}
	if len(plain) == 0 {
		return rich
	}
	return plain
}
