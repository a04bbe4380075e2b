package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/traditionalchinese"
	"golang.org/x/text/encoding/unicode"

	"github.com/kreader/kreader/model"
)

// enough is how sure chardet must be, of 100, for its guess to be taken. Below
// 40 it prefers rare charsets to the common one.
const enough = 40

// text decodes the bytes of a text file and cleans what comes out. In order: a
// byte order mark, valid UTF-8, UTF-16 without a mark, nearly valid UTF-8, the
// first of the charsets that are said of the file and that there are, the
// charset that the bytes look like, windows-1252. Cleaning comes last, since a
// charset can spell control characters in bytes that look harmless. UTF-7 is
// never decoded.
func text(data []byte, said ...string) (string, []model.Diagnostic, error) {
	if what := binary(data); what != "" {
		return "", nil, errors.New(what)
	}
	s, note, whole := decodeCharset(data, said...)
	bad := 0
	if !whole {
		bad = badBytes(s)
	}
	var ds []model.Diagnostic
	if note != "" {
		ds = append(ds, model.Diagnostic{Severity: model.Note, Message: note})
	}
	if bad > 0 {
		ds = append(ds, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("%d bytes are no text in its charset and are shown as \uFFFD", bad)})
	}
	return Clean(s), ds, nil
}

// badBytes counts the replacement characters in s and the bytes that become
// one.
func badBytes(s string) int {
	n := 0
	for _, r := range s {
		if r == utf8.RuneError {
			n++
		}
	}
	return n
}

// decodeCharset returns data as UTF-8, a note for the reader when the charset
// was guessed, and whether all bytes are known to be text.
func decodeCharset(data []byte, said ...string) (s, note string, whole bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return string(data[3:]), "", utf8.Valid(data)
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeWith(unicode.UTF16(unicode.BigEndian, unicode.UseBOM), data), "", false
	}
	if e := utf16Endian(data); e >= 0 {
		return decodeWith(unicode.UTF16(unicode.Endianness(e == 0), unicode.IgnoreBOM), data), "", false
	}
	if utf8.Valid(data) {
		if bytes.Contains(data, []byte("\x1b$")) && bytes.Contains(data, []byte("\x1b(B")) {
			if s := decodeWith(japanese.ISO2022JP, data); !strings.Contains(s, "\uFFFD") {
				return s, "read as ISO-2022-JP", true
			}
		}
		return string(data), "", true
	}
	if mostlyUTF8(data) {
		return string(data), "", false
	}
	for _, label := range said {
		if e, name := charset.Lookup(label); e != nil && name != "replacement" { // those that are unsafe (WHATWG Encoding, 14.1)
			return decodeWith(e, data), "", false
		}
	}
	if name, e := guess(data); e != nil {
		return decodeWith(e, data), "read as " + name + ", guessed from its bytes", false
	}
	return decodeWith(charmap.Windows1252, data), "read as windows-1252, as its charset is unknown", false
}

func decodeWith(e encoding.Encoding, data []byte) string {
	out, err := e.NewDecoder().Bytes(data)
	if err != nil {
		return string(data)
	}
	return string(out)
}

// utf16Endian reports UTF-16 without a mark: 0 little, 1 big endian, -1 when it
// is not. Spaces, line ends and digits have a zero byte on one side, which no
// other text has; spaces and line ends there must be, or it is binary data.
func utf16Endian(data []byte) int {
	head := data[:min(len(data), 4096)&^1]
	if len(data)%2 != 0 || len(head) < 4 {
		return -1
	}
	var zero, spaces [2]int
	for i, c := range head {
		if c == 0 {
			zero[i%2]++
			if other := head[i^1]; other == ' ' || other == '\n' {
				spaces[i%2]++
			}
		}
	}
	units := len(head) / 2
	least := units / 10 // in text that is not Latin only spaces count
	if units < 200 {
		least = units / 4
	}
	switch {
	case zero[1] > least && zero[0]*50 < units && spaces[1]*50 >= units:
		return 0
	case zero[0] > least && zero[1]*50 < units && spaces[0]*50 >= units:
		return 1
	}
	return -1
}

// mostlyUTF8 reports data that is UTF-8 with a few bytes damaged, or cut off
// inside a character: text in another charset hardly ever spells a valid
// sequence by chance.
func mostlyUTF8(data []byte) bool {
	good, bad := 0, 0
	for cut := 1; cut < min(utf8.UTFMax, len(data)); cut++ {
		if tail := data[len(data)-cut:]; utf8.RuneStart(tail[0]) {
			// What a longer sequence begins with, and its continuation bytes.
			if tail[0] >= 0xc2 && tail[0] < 0xf5 && !utf8.FullRune(tail) {
				data = data[:len(data)-cut]
				good++
			}
			break
		}
	}
	for i := 0; i < len(data); {
		if data[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good > 3*bad
}

// guess asks chardet, with the lines that are not ASCII.
func guess(data []byte) (string, encoding.Encoding) {
	var sample []byte
	for line := range bytes.Lines(data) {
		if bytes.ContainsFunc(line, func(r rune) bool { return r >= utf8.RuneSelf }) {
			sample = append(sample, line[:min(len(line), 1<<14)]...)
		}
		if len(sample) >= 1<<16 {
			break
		}
	}
	r, err := chardet.NewTextDetector().DetectBest(sample)
	if err != nil || r.Confidence < enough {
		return "", nil
	}
	e := charsets(r.Charset)
	return r.Charset, e
}

// charsets returns the encoding for a name of chardet's, nil for those that are
// never decoded. ISO 8859-1 is read as windows-1252, as the web does (WHATWG
// Encoding, 4.2).
func charsets(name string) encoding.Encoding {
	switch name {
	case "ISO-8859-1", "windows-1252":
		return charmap.Windows1252
	case "ISO-8859-2":
		return charmap.ISO8859_2
	case "ISO-8859-5":
		return charmap.ISO8859_5
	case "ISO-8859-6":
		return charmap.ISO8859_6
	case "ISO-8859-7":
		return charmap.ISO8859_7
	case "ISO-8859-8", "ISO-8859-8-I":
		return charmap.ISO8859_8
	case "ISO-8859-9":
		return charmap.Windows1254
	case "windows-1250":
		return charmap.Windows1250
	case "windows-1251":
		return charmap.Windows1251
	case "windows-1253":
		return charmap.Windows1253
	case "windows-1254":
		return charmap.Windows1254
	case "windows-1255":
		return charmap.Windows1255
	case "windows-1256":
		return charmap.Windows1256
	case "KOI8-R":
		return charmap.KOI8R
	case "Shift_JIS":
		return japanese.ShiftJIS
	case "EUC-JP":
		return japanese.EUCJP
	case "EUC-KR":
		return korean.EUCKR
	case "GB-18030", "GB18030":
		return simplifiedchinese.GB18030
	case "Big5":
		return traditionalchinese.Big5
	}
	return nil
}

// binary says what data is when it is no text at all, "" when it may be.
func binary(data []byte) string {
	for _, m := range []struct{ magic, name string }{
		{"%PDF-", "a PDF document"}, {"PK\x03\x04", "a zip archive"}, {"\x89PNG", "a picture"}, {"\xff\xd8\xff", "a picture"},
		{"GIF8", "a picture"}, {"\x7fELF", "a program"}, {"\x1f\x8b", "a compressed file"}, {"BZh", "a compressed file"},
		{"\xd0\xcf\x11\xe0", "an old Office document (save it as .docx or .csv)"}, {"{\\rtf", "an RTF document (save it as .docx)"},
		{"%!PS", "a PostScript document (save it as .pdf)"}, {"SQLite format 3\x00", "a database"},
	} {
		if bytes.HasPrefix(data, []byte(m.magic)) {
			return "this is " + m.name + ", not text, whatever its name says"
		}
	}
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) || utf16Endian(data) >= 0 {
		return ""
	}
	// Text may hold a stray control character; binary data is full of them, of
	// many kinds.
	head := data[:min(len(data), 1<<16)]
	var kinds [32]bool
	nul, controls, distinct := 0, 0, 0
	for _, c := range head {
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			controls++
			if c == 0 {
				nul++
			}
			if !kinds[c] {
				kinds[c] = true
				distinct++
			}
		}
	}
	if distinct >= 8 && controls*20 > len(head) || nul > 16 && nul*50 > len(head) {
		return "this is binary data, not text"
	}
	return ""
}
