package source

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/kreader/kreader/model"
)

// A zip archive of articles: each member is read as a file in a folder is.
// Members are read in memory by their own names; nothing is written to disk,
// so that no name can lead anywhere.
var _ = register(Format{
	Name:   "zip",
	Exts:   []string{".zip"},
	Magic:  isZip,
	Decode: decodeZip,
})

// What an archive may cost. The sizes that it declares are never believed:
// these count bytes as they come out of it.
const (
	maxUnpacked = 128 << 20 // all members together
	maxMember   = 32 << 20  // one of them
	maxMembers  = 20000     // in its directory
	maxInside   = 3         // archives in archives
)

func isZip(head []byte) bool {
	return bytes.HasPrefix(head, []byte("PK\x03\x04")) || bytes.HasPrefix(head, []byte("PK\x05\x06"))
}

// archive is an open zip archive, and what may still be unpacked from it.
type archive struct {
	files []*zip.File
	names map[string]*zip.File // by cleaned name; of two of one name the first
	left  int64
}

// openZip reads the directory of an archive.
func openZip(data []byte) (*archive, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxMembers*5 {
		return nil, fmt.Errorf("the archive has %d members; kreader opens archives of up to %d", n, maxMembers*5)
	}
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, errors.New("this is a zip archive that is damaged or cut off, so that nothing in it can be found; save or fetch it again")
	}
	a := &archive{files: r.File, names: make(map[string]*zip.File, len(r.File)), left: maxUnpacked}
	for _, f := range r.File {
		if name := memberName(f.Name); a.names[name] == nil {
			a.names[name] = f
		}
	}
	return a, nil
}

// memberName returns the name of a member as a path inside the archive: no
// drive, no root, no step upwards.
func memberName(name string) string {
	name = strings.ReplaceAll(name, "\\", "/")
	if len(name) > 1 && name[1] == ':' {
		name = name[2:]
	}
	return strings.TrimPrefix(path.Clean("/"+name), "/")
}

// formatOfZip returns the format that a zip archive is a document of, if it is
// one.
func formatOfZip(data []byte) (Format, bool) {
	if !isZip(data) {
		return Format{}, false
	}
	a, err := openZip(data)
	if err != nil {
		return Format{}, false // reading it as an archive will say why
	}
	for _, f := range formats {
		if f.Member != "" && a.names[f.Member] != nil {
			return f, true
		}
	}
	return Format{}, false
}

// read returns the bytes of a member, or says why it cannot be read.
func (a *archive) read(f *zip.File) ([]byte, error) {
	switch {
	case f.Flags&1 != 0:
		return nil, errEncrypted
	case f.Mode()&^0o7777 != 0:
		return nil, errors.New("it is a link or a device, not a file")
	}
	r, err := f.Open()
	if err != nil {
		return nil, errors.New("it is packed in a way that kreader does not know")
	}
	defer r.Close()
	limit := min(a.left, maxMember)
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	a.left -= int64(len(data))
	switch {
	case int64(len(data)) > limit && limit < maxMember:
		return nil, fmt.Errorf("the archive unpacks to more than %d MB", maxUnpacked>>20)
	case int64(len(data)) > limit:
		return nil, fmt.Errorf("it unpacks to more than %d MB", maxMember>>20)
	case err != nil:
		return nil, errors.New("it is damaged")
	}
	return data, nil
}

var errEncrypted = errors.New("it is encrypted; kreader has no password")

// named returns the bytes of the member called name.
func (a *archive) named(name string) ([]byte, error) {
	f := a.names[memberName(name)]
	if f == nil {
		return nil, errors.New("it is not in the archive")
	}
	return a.read(f)
}

// office are the members that tell documents which kreader does not read.
var office = []struct{ member, what string }{
	{"xl/workbook.xml", "a spreadsheet; save it as .csv"},
	{"ppt/presentation.xml", "a presentation; save it as .pdf"},
	{"AndroidManifest.xml", "an Android program"},
	{"META-INF/MANIFEST.MF", "a Java program"},
}

func decodeZip(d Document) ([]Draft, error) {
	a, err := openZip(d.Data)
	if err != nil {
		return nil, err
	}
	for _, o := range office {
		if a.names[o.member] != nil {
			return nil, errors.New("this is " + o.what)
		}
	}
	var (
		out   []Draft
		notes []model.Diagnostic
		other int
	)
	for i, f := range a.files {
		name := memberName(f.Name)
		if name == "" || strings.HasSuffix(f.Name, "/") || unlisted(name) || a.names[name] != f {
			continue
		}
		if i >= maxMembers {
			notes = append(notes, model.Diagnostic{Severity: model.Warning, Message: fmt.Sprintf("only its first %d members were looked at", maxMembers)})
			break
		}
		if Foreign(name) || !Known(name) && !Recognised(a.head(f)) {
			other++
			continue
		}
		inside := Document{Path: d.Path + "/" + Visible(name), Rel: d.Rel + "/" + Visible(name), Depth: d.Depth + 1}
		var ds []Draft
		if inside.Data, err = a.read(f); err == nil {
			ds, err = decodeInside(inside)
		}
		if err != nil {
			notes = append(notes, model.Diagnostic{Path: inside.Path, Severity: model.Failure, Message: err.Error()})
			if a.left < 0 {
				break
			}
			continue
		}
		out = append(out, ds...)
	}
	if other > 0 {
		notes = append(notes, model.Diagnostic{Severity: model.Note, Message: fmt.Sprintf("not read: %d of its members, whose formats kreader does not know", other)})
	}
	return withNotes(d, out, notes, "the archive holds no articles")
}

// unlisted reports a name that a folder would not show either: what begins with
// a dot, and what the Mac adds.
func unlisted(name string) bool {
	return slices.ContainsFunc(strings.Split(name, "/"), func(s string) bool { return strings.HasPrefix(s, ".") || s == "__MACOSX" })
}

// head returns how a member begins, nothing when it cannot be read.
func (a *archive) head(f *zip.File) []byte {
	if f.Flags&1 != 0 || f.Mode()&^0o7777 != 0 {
		return nil
	}
	r, err := f.Open()
	if err != nil {
		return nil
	}
	defer r.Close()
	head, _ := io.ReadAll(io.LimitReader(r, HeadSize)) // what a damaged member begins with may do
	a.left -= int64(len(head))
	return head
}

// decodeInside reads the articles of a document that lies in another.
func decodeInside(d Document) ([]Draft, error) {
	if d.Depth > maxInside {
		return nil, errors.New("it lies too deep in archives within archives")
	}
	out, err := formatOf(d).Decode(d)
	for i := range out {
		if out[i].Doc == nil {
			out[i].Doc = &d
		}
	}
	return out, err
}

// withNotes returns the drafts of d with what is to be said about it. When there
// is no draft to carry it, the first of the notes says why, or else nothing.
func withNotes(d Document, out []Draft, notes []model.Diagnostic, nothing string) ([]Draft, error) {
	if len(out) == 0 {
		if len(notes) > 0 {
			nothing += ": " + notes[0].Message
		}
		return nil, errors.New(nothing)
	}
	for i := range notes {
		if notes[i].Path == "" {
			notes[i].Path = d.Path
		}
	}
	out[0].Diagnostics = append(notes, out[0].Diagnostics...)
	return out, nil
}

// plural counts things.
func plural(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + one + "s"
}

// unescaped undoes the percent-encoding of a reference from one member to
// another.
func unescaped(ref string) string {
	if s, err := url.PathUnescape(ref); err == nil {
		return s
	}
	return ref
}
