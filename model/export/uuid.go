package export

import (
	"crypto/sha1"
	"fmt"
	"slices"
)

// space is the name space of the identifiers that exports give to events and
// collections. It is arbitrary, and must never change.
var space = [16]byte{0x6f, 0x1b, 0x2d, 0x0e, 0x8a, 0x57, 0x4c, 0x31, 0x9d, 0x44, 0x27, 0xe8, 0x5b, 0x90, 0x3c, 0x76}

// uuid returns the UUID of version 5 (RFC 9562, 5.5) of a name: the same for
// the same kind and name, whatever the machine and the time.
func uuid(kind, name string) string {
	// Version 5 is made with SHA-1; nothing is kept secret by it.
	sum := sha1.Sum(fmt.Appendf(slices.Clone(space[:]), "%s:%s", kind, name))
	sum[6] = sum[6]&0x0f | 0x50
	sum[8] = sum[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
