package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/ledongthuc/pdf"

	"github.com/kreader/kreader/model"
)

// PDF: the text of the pages, put in reading order. The library reads the file;
// where its glyphs stand on the page, and what follows from that, is worked out
// in pdf_page.go, pdf_flow.go and pdf_text.go.
var _ = register(Format{
	Name:   "pdf",
	Exts:   []string{".pdf"},
	Magic:  func(head []byte) bool { return bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")) },
	Decode: decodePDF,
})

// What reading a PDF may cost. The format lets a file of a few bytes ask for
// work without end; these count what is really done.
const (
	maxPages      = 2000
	maxPageBytes  = 12 << 20  // of drawing instructions, unpacked
	maxPDFBytes   = 160 << 20 // of all pages
	maxPDFReads   = 4 << 30   // bytes asked of the file; objects are read over and over
	maxFontBytes  = 4 << 20   // of a table of characters
	maxPDFSeconds = 20        // should all of these be got around
)

var (
	errPDFCost = errors.New("the document asks for more work than any article needs")
	errDamaged = errors.New("this is a PDF document that is damaged or cut off, so that its pages cannot be found; save or fetch it again")
	errScan    = errors.New("its pages have no text: it is a scan; recognise the text (OCR) first")
)

func decodePDF(d Document) ([]Draft, error) {
	type result struct {
		drafts []Draft
		err    error
	}
	done := make(chan result, 1)
	go func() { // a loop in the library cannot be ended, only left behind
		data := pdfData(d.Data)
		drafts, err := readPDF(data, false)
		if errors.Is(err, errDamaged) {
			if data = rebuilt(data); data != nil {
				drafts, err = readPDF(data, true)
			}
			if errors.Is(err, errScan) && !bytes.Contains(d.Data, []byte("%%EOF")) {
				err = errDamaged // the text may have been in what was cut off
			}
		}
		done <- result{drafts, err}
	}()
	select {
	case r := <-done:
		return r.drafts, r.err
	case <-time.After(maxPDFSeconds * time.Second):
		return nil, fmt.Errorf("reading the document takes longer than %d seconds", maxPDFSeconds)
	}
}

// pdfFile gives the library the bytes of a document, and not without end.
type pdfFile struct {
	data []byte
	left int64
}

func (f *pdfFile) ReadAt(p []byte, at int64) (int, error) {
	if f.left -= int64(max(len(p), 1024)); f.left < 0 {
		panic(errPDFCost)
	}
	return bytes.NewReader(f.data).ReadAt(p, at)
}

// pdfData returns a document without what stands before its header and behind
// its end, and with the header that the library expects: newer versions and
// lenient headers are read just as well.
func pdfData(data []byte) []byte {
	if i := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")); i > 0 {
		data = data[i:]
	}
	if i := bytes.LastIndex(data, []byte("%%EOF")); i >= 0 {
		data = data[:i+5]
	}
	if len(data) < 9 {
		return data
	}
	return append([]byte("%PDF-1.7\n"), data[9:]...)
}

// readPDF reads a document. When its table of objects was rebuilt, what is
// missing may be missing for that.
func readPDF(data []byte, repaired bool) (out []Draft, err error) {
	defer func() {
		if r := recover(); r != nil {
			out, err = nil, pdfError(r)
		}
	}()
	r, err := pdf.NewReader(&pdfFile{data: data, left: maxPDFReads}, int64(len(data)))
	if err != nil {
		return nil, pdfError(err)
	}
	doc := &pdfDocument{fonts: map[string]*pdfFont{}, left: maxPDFBytes}
	doc.collect(r.Trailer().Key("Root").Key("Pages"), 0)
	if len(doc.pages) == 0 {
		return nil, errDamaged
	}
	for i := range doc.pages {
		if err := doc.read(i); err != nil {
			doc.failed++
			if errors.Is(err, errPDFCost) {
				break
			}
		}
	}
	t := &pdfText{pages: doc.pages}
	dr := Draft{Pieces: t.pieces()}
	dr.Meta = pdfMeta(r.Trailer().Key("Info"), t)
	switch {
	case len(dr.Pieces) == 0:
		return nil, doc.silence()
	case repaired:
		dr.Diagnostics = append(dr.Diagnostics, model.Diagnostic{Severity: model.Warning, Message: "the document is damaged; parts of it may be missing"})
	}
	if n := doc.failed + doc.blank(); n > 0 {
		dr.Diagnostics = append(dr.Diagnostics, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf(
			"%d of its %d pages have no text that can be read: they are pictures, or damaged", n, len(doc.pages))})
	}
	return []Draft{dr}, nil
}

// pdfError says what is wrong with a document in words for the reader.
func pdfError(why any) error {
	if err, ok := why.(error); ok && errors.Is(err, errPDFCost) {
		return err
	}
	s := fmt.Sprint(why)
	switch {
	case strings.Contains(s, "password") || strings.Contains(s, "encrypt"):
		return errors.New("this is a PDF document that is locked with a password")
	case strings.Contains(s, errPDFCost.Error()):
		return errPDFCost
	}
	return errDamaged
}

// pdfDocument is a document that is being read.
type pdfDocument struct {
	pages  []*pdfPage
	fonts  map[string]*pdfFont // by how they are described
	left   int64               // what may still be unpacked
	nodes  int
	failed int
}

// collect walks the tree of pages. What is inherited is handed down.
func (doc *pdfDocument) collect(node pdf.Value, depth int) {
	if doc.nodes++; depth > 40 || doc.nodes > 4*maxPages || len(doc.pages) >= maxPages {
		return
	}
	kids := node.Key("Kids")
	if kids.Kind() != pdf.Array {
		if node.Key("Type").Name() == "Page" || node.Key("Contents").Kind() != pdf.Null {
			doc.pages = append(doc.pages, &pdfPage{node: node})
		}
		return
	}
	for i := range kids.Len() {
		doc.collect(kids.Index(i), depth+1)
	}
}

// inherited returns a property of a page, or of the nodes above it.
func inherited(node pdf.Value, key string) pdf.Value {
	for range 40 {
		if v := node.Key(key); !v.IsNull() || node.IsNull() {
			return v
		}
		node = node.Key("Parent")
	}
	return pdf.Value{}
}

// read reads the words of a page.
func (doc *pdfDocument) read(i int) (err error) {
	p := doc.pages[i]
	defer func() {
		if r := recover(); r != nil {
			if err = pdfError(r); len(p.words) > 0 && !errors.Is(err, errPDFCost) {
				err = nil // what stands before the fault is shown
			}
		}
	}()
	w := &pdfWalker{doc: doc, page: p, state: pdfState{scale: 1, ctm: unit}}
	box := inherited(p.node, "MediaBox")
	p.width, p.height = box.Index(2).Float64()-box.Index(0).Float64(), box.Index(3).Float64()-box.Index(1).Float64()
	p.turned = int(inherited(p.node, "Rotate").Int64())
	w.run(p.node.Key("Contents"), inherited(p.node, "Resources"), 0)
	return nil
}

// affordable reports whether streams unpack to no more than limit bytes and
// the document may still unpack as much.
func (doc *pdfDocument) affordable(streams pdf.Value, limit int64) bool {
	var n int64
	count := func(v pdf.Value) bool {
		if v.Kind() != pdf.Stream {
			return true
		}
		m, _ := io.Copy(io.Discard, io.LimitReader(v.Reader(), limit+1-n)) // a damaged stream is as long as it can be read
		n += m
		return n <= limit
	}
	ok := count(streams)
	for i := 0; ok && i < streams.Len(); i++ {
		ok = count(streams.Index(i))
	}
	if doc.left -= n; doc.left < 0 {
		panic(errPDFCost)
	}
	return ok
}

// blank counts the pages without a word.
func (doc *pdfDocument) blank() int {
	n := 0
	for _, p := range doc.pages {
		if len(p.words) == 0 {
			n++
		}
	}
	return max(0, n-doc.failed)
}

// silence says why a document shows no text.
func (doc *pdfDocument) silence() error {
	unknown := 0
	for _, p := range doc.pages {
		unknown += p.unknown
	}
	switch {
	case unknown > 0:
		return errors.New("the letters of its fonts cannot be told from the file; save it again as another format, or recognise its text (OCR)")
	case doc.failed == len(doc.pages):
		return errors.New("this is a PDF document whose pages are damaged or too costly to read")
	}
	return errScan
}

// pdfMeta reads the properties of a document, as far as the text bears them
// out: programs put file names and user names there. When it was made does not
// say when its article was published.
func pdfMeta(info pdf.Value, t *pdfText) Meta {
	m := Meta{URL: t.address, Published: Line(t.date)}
	opening := " " + key(t.opening()) + " "
	if s := Line(info.Key("Title").Text()); key(s) != "" && strings.Contains(opening, " "+key(s)+" ") {
		m.Title = s
	}
	if s := Line(info.Key("Author").Text()); key(s) != "" && strings.Contains(opening, " "+key(s)+" ") {
		m.Byline = s
	}
	return m
}
