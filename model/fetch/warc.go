package fetch

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/textproto"
	"strconv"
	"strings"
	"time"
)

// Copies are kept in the format of web archives, WARC 1.1 (ISO 28500:2017): a
// record for the first reading, one for the last if it is another, and one
// that says when the server was last known to have that. Each holds what the
// server answered, unpacked and without the headers that say nothing of the
// page, and the digest of it, by which damage is noticed.

const (
	response  = "response"
	revisit   = "revisit"
	unchanged = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
)

// writeCopies returns the file of s.
func writeCopies(s *saved) []byte {
	var b bytes.Buffer
	b.Grow(len(s.first.Data) + len(s.last.Data) + 4096)
	writeRecord(&b, response, s.first, s.first.Fetched)
	if s.last != s.first {
		writeRecord(&b, response, s.last, s.last.Fetched)
	}
	if !s.checked.Equal(s.last.Fetched) {
		writeRecord(&b, revisit, s.last, s.checked)
	}
	return b.Bytes()
}

func writeRecord(b *bytes.Buffer, kind string, r *Reading, at time.Time) {
	payload := r.Data
	if kind == revisit {
		payload = nil
	}
	var head bytes.Buffer
	head.WriteString("HTTP/1.1 200 OK\r\n")
	field := func(b *bytes.Buffer, name, value string) {
		if value != "" {
			fmt.Fprintf(b, "%s: %s\r\n", name, value)
		}
	}
	kindOfPage := r.Type
	if r.Charset != "" {
		kindOfPage += "; charset=" + strconv.Quote(r.Charset)
	}
	field(&head, "Content-Type", kindOfPage)
	field(&head, "ETag", r.etag)
	field(&head, "Last-Modified", r.modified)
	field(&head, "Content-Length", strconv.Itoa(len(r.Data)))
	head.WriteString("\r\n")

	date := at.UTC().Format(time.RFC3339)
	b.WriteString("WARC/1.1\r\n")
	field(b, "WARC-Type", kind)
	field(b, "WARC-Record-ID", recordID(kind, r.URL, date))
	field(b, "WARC-Date", date)
	field(b, "WARC-Target-URI", r.URL)
	field(b, "WARC-Payload-Digest", digest(r.Data))
	if kind == revisit {
		field(b, "WARC-Profile", unchanged)
		field(b, "WARC-Refers-To-Target-URI", r.URL)
		field(b, "WARC-Refers-To-Date", r.Fetched.UTC().Format(time.RFC3339))
	}
	field(b, "Content-Type", "application/http;msgtype=response")
	field(b, "Content-Length", strconv.Itoa(head.Len()+len(payload)))
	b.WriteString("\r\n")
	b.Write(head.Bytes())
	b.Write(payload)
	b.WriteString("\r\n\r\n")
}

// recordID returns an identifier that no other record has: a UUID of version 8
// (RFC 9562) from what is unique to it.
func recordID(kind, address, date string) string {
	u := sha256.Sum256([]byte(kind + " " + date + " " + address))
	u[6], u[8] = u[6]&0x0f|0x80, u[8]&0x3f|0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", u[:4], u[4:6], u[6:8], u[8:10], u[10:16])
}

func digest(data []byte) string {
	sum := sha256.Sum256(data)
	return "sha256:" + hex.EncodeToString(sum[:])
}

var errDamaged = errors.New("damaged")

// readCopies reads what writeCopies has written. With an error it returns the
// copies before the damage; s.last is nil when there are none.
func readCopies(r io.Reader) (*saved, error) {
	s := &saved{}
	in := bufio.NewReader(r)
	for {
		if _, err := in.Peek(1); errors.Is(err, io.EOF) {
			return s, nil
		}
		kind, got, err := readRecord(in)
		switch {
		case err != nil:
			return s, err
		case kind == revisit && s.last != nil:
			s.checked = got.Fetched
			continue
		case kind != response:
			return s, errDamaged
		case s.first == nil:
			s.first = got
		}
		s.last, s.checked = got, got.Fetched
	}
}

// readRecord reads a record; that of a revisit has no data.
func readRecord(in *bufio.Reader) (kind string, r *Reading, err error) {
	text := textproto.NewReader(in)
	if line, err := text.ReadLine(); err != nil || line != "WARC/1.1" {
		return "", nil, errDamaged
	}
	h, err := text.ReadMIMEHeader()
	if err != nil {
		return "", nil, errDamaged
	}
	size, err := strconv.Atoi(h.Get("Content-Length"))
	if err != nil || size < 0 || size > MaxPage+maxHeader {
		return "", nil, errDamaged
	}
	block := make([]byte, size+len("\r\n\r\n"))
	if _, err := io.ReadFull(in, block); err != nil || !bytes.HasSuffix(block, []byte("\r\n\r\n")) {
		return "", nil, errDamaged
	}
	head, data, found := bytes.Cut(block[:size], []byte("\r\n\r\n"))
	_, head, _ = bytes.Cut(head, []byte("\r\n"))
	page, err := textproto.NewReader(bufio.NewReader(io.MultiReader(bytes.NewReader(head), strings.NewReader("\r\n\r\n")))).ReadMIMEHeader()
	if err != nil || !found {
		return "", nil, errDamaged
	}
	r = &Reading{Data: data, etag: plainField(page.Get("Etag")), modified: plainField(page.Get("Last-Modified"))}
	r.Type, r.Charset = contentType(page.Get("Content-Type"))
	if r.Fetched, err = time.Parse(time.RFC3339, h.Get("Warc-Date")); err != nil {
		return "", nil, errDamaged
	}
	address, err := Parse(h.Get("Warc-Target-Uri"))
	if err != nil {
		return "", nil, errDamaged
	}
	r.URL = address.String()
	kind = h.Get("Warc-Type")
	if kind == response && h.Get("Warc-Payload-Digest") != digest(data) {
		return "", nil, errDamaged
	}
	return kind, r, nil
}
