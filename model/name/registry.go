package name

import (
	"slices"
	"strings"
)

// Registry joins the spellings of names across articles. Names are added, then
// joined, then looked up.
type Registry struct {
	index map[string]int32 // name as printed to position
	parts [][]string       // of each name, folded
	root  []int32
	plain map[string]string // a part to the spelling that stands for it
}

// NewRegistry returns an empty Registry.
func NewRegistry() *Registry {
	return &Registry{index: map[string]int32{}, plain: map[string]string{}}
}

// Add enters a name as printed.
func (r *Registry) Add(n string) {
	if _, ok := r.index[n]; ok {
		return
	}
	p := Parts(n)
	if len(p) > maxParts {
		p = p[:maxParts]
	}
	r.index[n] = int32(len(r.parts))
	r.parts = append(r.parts, p)
}

// Join works out which names are spellings of one. Names of several parts join
// when they match; a name of one part joins only its own spellings, for within
// its article it has been joined to its full form already. The result does not
// depend on the order in which names were added.
func (r *Registry) Join() {
	names := make([]string, 0, len(r.index))
	for n := range r.index {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int {
		pa, pb := r.parts[r.index[a]], r.parts[r.index[b]]
		if len(pa) != len(pb) {
			return len(pb) - len(pa)
		}
		return strings.Compare(a, b)
	})
	r.joinParts(names)
	r.root = make([]int32, len(r.parts))
	plain := make([][]string, len(r.parts))
	for i, p := range r.parts {
		plain[i] = r.plainParts(p)
	}
	last := map[string][]int32{}
	for _, n := range names {
		i := r.index[n]
		r.root[i] = i
		p := r.parts[i]
		if len(p) == 0 {
			continue
		}
		key := r.plain[p[len(p)-1]]
		for _, j := range last[key] {
			if (len(p) > 1) == (len(r.parts[j]) > 1) && matchPlain(plain[i], plain[j]) {
				r.root[i] = r.root[j]
				break
			}
		}
		if r.root[i] == i {
			last[key] = append(last[key], i)
		}
	}
}

// joinParts finds for each part of a name the spelling that stands for it.
func (r *Registry) joinParts(names []string) {
	byFrame := map[string][]string{}
	all := map[string]bool{}
	for _, n := range names {
		for _, p := range r.parts[r.index[n]] {
			all[p] = true
		}
	}
	sorted := make([]string, 0, len(all))
	for p := range all {
		sorted = append(sorted, p)
	}
	slices.Sort(sorted)
	for _, p := range sorted {
		r.plain[p] = p
	search:
		for _, f := range frames(p) {
			for _, q := range byFrame[f] {
				if SamePart(p, q) {
					r.plain[p] = q
					break search
				}
			}
		}
		if r.plain[p] == p {
			for _, f := range frames(p) {
				byFrame[f] = append(byFrame[f], p)
			}
		}
	}
}

func (r *Registry) plainParts(p []string) []string {
	out := make([]string, len(p))
	for i, w := range p {
		out[i] = r.plain[w]
	}
	return out
}

// matchPlain is Match for parts whose spellings are one already.
func matchPlain(p, q []string) bool {
	if len(p) > len(q) {
		p, q = q, p
	}
	if p[len(p)-1] != q[len(q)-1] {
		return false
	}
	j := 0
	for _, w := range p {
		for j < len(q) && q[j] != w {
			j++
		}
		if j == len(q) {
			return false
		}
		j++
	}
	return true
}

// ID returns the number that all spellings of a name share, -1 for a name that
// was not added.
func (r *Registry) ID(n string) int32 {
	i, ok := r.index[n]
	if !ok {
		return -1
	}
	return r.root[i]
}

// Group is [Group] for a name that was added.
func (r *Registry) Group(n string) bool {
	i, ok := r.index[n]
	return ok && group(n, r.parts[i])
}

// Parts returns the parts of a name, each in the spelling that stands for all.
func (r *Registry) Parts(n string) []string {
	i, ok := r.index[n]
	if !ok {
		return nil
	}
	return r.plainParts(r.parts[i])
}
