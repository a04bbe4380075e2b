package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
)

// Web archives (WARC 1.0 and 1.1, ISO 28500): an article for each page that a
// server answered with. Pictures, scripts, redirects and errors are left out.
var _ = register(Format{
	Name:   "warc",
	Exts:   []string{".warc"},
	Magic:  isWARC,
	Decode: func(d Document) ([]Draft, error) { return readWARC(d, bufio.NewReader(bytes.NewReader(d.Data))) },
})

// maxRecord is how long a page in a web archive may be, and maxArchive how much
// of one is read: more than a collection that anybody reads holds.
const (
	maxRecord  = 20 << 20
	maxArchive = 1 << 30
)

func isWARC(head []byte) bool { return bytes.HasPrefix(head, []byte("WARC/1.")) }

// readWARC reads the records of r, which d is or holds.
func readWARC(d Document, r *bufio.Reader) ([]Draft, error) {
	var (
		out   []Draft
		notes []model.Diagnostic
		seen  = map[string]bool{}
		size  int64
		other int
	)
	for len(out) < maxEntries && size < maxArchive {
		header, block, n, err := warcRecord(r)
		size += n
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: "the archive is damaged or cut off after " + plural(len(out), "page")})
			break
		}
		uri := Line(strings.Trim(header.Get("WARC-Target-URI"), "<> "))
		page, charset := warcPage(header, block)
		if page == nil || seen[uri] {
			other++
			continue
		}
		drafts, err := decodeInside(Document{Path: d.Path + "/" + Visible(uri), Rel: d.Rel, URL: uri, Charset: charset, Data: page, Depth: d.Depth + 1})
		if err != nil {
			notes = append(notes, model.Diagnostic{Severity: model.Note, Message: "not read: " + excerpt(uri, 120) + ": " + err.Error()})
			continue
		}
		seen[uri] = true
		for i := range drafts {
			drafts[i].Part = uri + drafts[i].Part
		}
		out = append(out, drafts...)
	}
	if size >= maxArchive {
		notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("only its first %d MB are read", maxArchive>>20)})
	}
	if other > 0 {
		notes = append(notes, model.Diagnostic{Severity: model.Note, Message: fmt.Sprintf("not read: %s, which hold no pages", plural(other, "record"))})
	}
	return withNotes(d, out, notes, "the web archive holds no page that can be read")
}

// warcRecord reads a record: its header, and its block when that may be a page.
// n is how long it is.
func warcRecord(r *bufio.Reader) (h textproto.MIMEHeader, block []byte, n int64, err error) {
	for {
		line, err := r.ReadSlice('\n')
		if err == nil && isWARC(line) {
			break
		}
		if len(bytes.TrimSpace(line)) > 0 {
			return nil, nil, 0, errors.New("no record where one should be")
		}
		if err != nil {
			return nil, nil, 0, io.EOF
		}
	}
	h, err = textproto.NewReader(bufio.NewReader(io.LimitReader(unbuffered{r}, 1<<16))).ReadMIMEHeader()
	if err != nil {
		return nil, nil, 0, errors.New("a record without an end to its header")
	}
	n, err = strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 {
		return nil, nil, 0, errors.New("a record without a length")
	}
	kind := h.Get("WARC-Type")
	if kind == "response" || kind == "resource" || kind == "conversion" {
		if block, err = io.ReadAll(io.LimitReader(r, min(n, maxRecord))); err != nil {
			return nil, nil, 0, errors.New("a damaged record")
		}
	}
	_, err = io.CopyN(io.Discard, r, n-int64(len(block)))
	if err != nil && len(block) == 0 {
		return nil, nil, 0, errors.New("a record that breaks off")
	}
	return h, block, n, nil
}

// unbuffered gives a reader byte by byte, so that a buffer above it takes no
// more than it needs.
type unbuffered struct{ r *bufio.Reader }

func (u unbuffered) Read(p []byte) (int, error) {
	if len(p) == 0 {
		return 0, nil
	}
	c, err := u.r.ReadByte()
	p[0] = c
	if err != nil {
		return 0, err
	}
	return 1, nil
}

// warcPage returns the page in a record, nil when it holds none, and the charset
// that the server gave it.
func warcPage(h textproto.MIMEHeader, block []byte) (page []byte, charset string) {
	kind := h.Get("Content-Type")
	if strings.HasPrefix(kind, "application/http") {
		r := bufio.NewReader(bytes.NewReader(block))
		line, err := r.ReadString('\n')
		status := strings.Fields(line)
		if err != nil || len(status) < 2 || status[1] != "200" {
			return nil, ""
		}
		h, err = textproto.NewReader(r).ReadMIMEHeader()
		if err != nil {
			return nil, ""
		}
		kind = h.Get("Content-Type")
		var body io.Reader = r
		if strings.EqualFold(h.Get("Transfer-Encoding"), "chunked") {
			body = &chunks{r: r}
		}
		if strings.Contains(h.Get("Content-Encoding"), "gzip") {
			if body, err = gzip.NewReader(body); err != nil {
				return nil, ""
			}
		}
		block, _ = io.ReadAll(io.LimitReader(body, maxRecord)) // a page that breaks off is shown as far as it goes
	}
	media, params, err := mime.ParseMediaType(kind)
	if err != nil {
		return nil, ""
	}
	switch media {
	case "text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown":
		return block, strings.ToLower(params["charset"])
	}
	return nil, ""
}

// chunks reads a body in chunks (RFC 9112, 7.1). Some archives keep the header
// that says so and not the chunks: what does not begin as one is taken as it is.
type chunks struct {
	r     *bufio.Reader
	left  int64
	begun bool
	plain bool
}

func (c *chunks) Read(p []byte) (int, error) {
	if c.plain {
		return c.r.Read(p)
	}
	for c.left == 0 {
		line, _ := c.r.Peek(18)
		end := bytes.IndexByte(line, '\n')
		size, _, _ := strings.Cut(strings.TrimSpace(string(line[:max(end, 0)])), ";")
		n, err := strconv.ParseInt(strings.TrimSpace(size), 16, 64)
		switch {
		case !c.begun && (err != nil || n < 0):
			c.plain = true
			return c.r.Read(p)
		case c.begun && size == "" && end >= 0: // the line end behind a chunk
		case err != nil || n <= 0:
			return 0, io.EOF
		default:
			c.left, c.begun = n, true
		}
		_, _ = c.r.Discard(end + 1) // what was peeked is there
	}
	n, err := c.r.Read(p[:min(int64(len(p)), c.left)])
	c.left -= int64(n)
	return n, err
}
