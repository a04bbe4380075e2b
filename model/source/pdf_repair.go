package source

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"sync"
)

// maxObjects is how many objects of a damaged document are looked for.
const maxObjects = 200000

// rootOf finds the object that a trailer names as the root of the document.
var rootOf = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`/Root\s+(\d{1,7})\s+(\d{1,5})\s+R`) })

// rebuilt returns a document with a new table of its objects, for one whose
// table is missing, wrong or cut off: the objects say themselves where they
// begin. It returns nil when there are none, or when the document is encrypted.
func rebuilt(data []byte) []byte {
	if bytes.Contains(data, []byte("/Encrypt")) {
		return nil
	}
	type object struct{ id, gen, at int }
	var objects []object
	root := ""
	if m := rootOf().FindAllSubmatch(data, -1); len(m) > 0 {
		root = fmt.Sprintf("%s %s R", m[len(m)-1][1], m[len(m)-1][2])
	}
	for at := 0; len(objects) < maxObjects; {
		i := bytes.Index(data[at:], []byte("obj"))
		if i < 0 {
			break
		}
		i += at
		at = i + 3
		// Backwards: "12 0 obj".
		gen, j := numberBefore(data, i)
		id, j := numberBefore(data, j)
		if id <= 0 || gen < 0 || gen > 99999 || id > 8000000 {
			continue
		}
		objects = append(objects, object{id, gen, j})
		if head := data[i:min(len(data), i+400)]; root == "" && bytes.Contains(bytes.ReplaceAll(head, []byte(" "), nil), []byte("/Type/Catalog")) {
			root = fmt.Sprintf("%d %d R", id, gen)
		}
	}
	if len(objects) == 0 || root == "" {
		return nil
	}
	// Of two objects of one number the later counts.
	slices.Reverse(objects)
	slices.SortStableFunc(objects, func(a, b object) int { return a.id - b.id })
	objects = slices.CompactFunc(objects, func(a, b object) bool { return a.id == b.id })
	out := append(slices.Clone(data), '\n')
	table := len(out)
	out = append(out, "xref\n0 1\n0000000000 65535 f \n"...)
	for _, o := range objects {
		out = fmt.Appendf(out, "%d 1\n%010d %05d n \n", o.id, o.at, o.gen)
	}
	return fmt.Appendf(out, "trailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF", objects[len(objects)-1].id+1, root, table)
}

// numberBefore reads the number that ends, but for white space, before at; it
// returns -1 when there is none. It also returns where the number begins.
func numberBefore(data []byte, at int) (n, from int) {
	end := at
	for end > 0 && bytes.IndexByte([]byte(" \t\r\n"), data[end-1]) >= 0 {
		end--
	}
	from = end
	for from > 0 && end-from < 9 && data[from-1] >= '0' && data[from-1] <= '9' {
		from--
	}
	if from == end || end == at {
		return -1, from
	}
	n, err := strconv.Atoi(string(data[from:end]))
	if err != nil {
		return -1, from
	}
	return n, from
}
