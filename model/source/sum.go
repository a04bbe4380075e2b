package source

import "crypto/sha256"

// Sum stands for the bytes of a document: a part of their SHA-256, long enough
// that no two documents share one.
type Sum [16]byte

// SumOf returns the sum of data, which is never zero.
func SumOf(data []byte) Sum {
	s := sha256.Sum256(data)
	return Sum(s[:16])
}
