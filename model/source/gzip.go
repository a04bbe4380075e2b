package source

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// A file that is packed by itself: it is read as what it holds. Web archives
// are packed record by record, which unpacks as one.
var _ = register(Format{
	Name:   "gzip",
	Exts:   []string{".gz"},
	Magic:  func(head []byte) bool { return bytes.HasPrefix(head, []byte("\x1f\x8b\x08")) },
	Decode: decodeGzip,
})

func decodeGzip(d Document) ([]Draft, error) {
	z, err := gzip.NewReader(bytes.NewReader(d.Data))
	if err != nil {
		return nil, errors.New("it is packed, and damaged")
	}
	r := bufio.NewReaderSize(z, HeadSize)
	head, _ := r.Peek(HeadSize) // short files are no fault
	if isWARC(head) {
		return readWARC(d, r)
	}
	data, err := io.ReadAll(io.LimitReader(r, maxUnpacked+1))
	switch {
	case len(data) > maxUnpacked:
		return nil, fmt.Errorf("it unpacks to more than %d MB", maxUnpacked>>20)
	case err != nil:
		return nil, errors.New("it is packed, and damaged or cut off")
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return nil, errors.New("this is a tar archive; unpack it first")
	}
	name := "/" + strings.TrimSuffix(path.Base(d.Path), path.Ext(d.Path))
	return decodeInside(Document{Path: d.Path + name, Rel: d.Rel + name, URL: d.URL, Data: data, Depth: d.Depth + 1})
}
