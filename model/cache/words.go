package cache

import (
	"context"
	"database/sql"
	"path"
	"strings"
	"sync"

	"github.com/kreader/kreader/model"
	"github.com/kreader/kreader/model/codec"
	"github.com/kreader/kreader/model/fold"
	"github.com/kreader/kreader/model/index"
)

// An index of full text tells which documents have a word. It holds each word of a
// document once, and not where: a text is gone through anyway, to find the sentence
// and the letters that match, and this takes a tenth of the room.

// row is where the words of a document are in that index.
func (p place) row() int64 { return p.Pack*packDocuments + p.Slot }

// bags returns the words of documents.
func bags(pack []entry) []string {
	memo, out := new(fold.Memo), make([]string, len(pack))
	for i := range pack {
		as := pack[i].Content.Articles
		for k := range as {
			out[i] += strings.Join(index.Bag(memo, as[k].Text), " ") + "\n"
		}
	}
	return out
}

// forgetWords removes the words of the documents in packs.
func forgetWords(tx *sql.Tx, packs string, args ...any) error {
	rows, err := tx.Query(packs, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var ids []int64
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := tx.Exec("DELETE FROM word WHERE rowid >= ? AND rowid < ?", place{Pack: id}.row(), place{Pack: id + 1}.row()); err != nil {
			return err
		}
	}
	return nil
}

// Words is what is kept of the words of a collection, an [index.Kept]. It does not
// change with the run.
type Words struct {
	x     *Index
	rows  []int64        // of each article that of its document, 0 where that is not kept yet
	packs map[int64]bool // that the documents are in

	vocabulary func() *index.Vocabulary
}

// vocabularyPart is the part of a result that has the words of its collection.
const vocabularyPart = -1

// Words returns what is kept of the words of a result of analysing c, for which the
// run was prepared.
func (r *Run) Words(c, all *model.Collection, b Basis) *Words {
	w := &Words{x: r.x, rows: make([]int64, len(all.Articles)), packs: map[int64]bool{}}
	r.mu.Lock()
	at := make(map[string]place, len(r.order))
	for i, k := range r.order {
		at[r.paths[i]] = r.places[k]
	}
	r.mu.Unlock()
	for i := range all.Articles {
		name := all.Articles[i].Path
		p, ok := at[name]
		for !ok && name != "." && name != "/" { // in an archive
			name = path.Dir(name)
			p, ok = at[name]
		}
		if p != (place{}) {
			w.rows[i] = p.row()
			w.packs[p.Pack] = true
		}
	}
	key := r.resultKey(c, b)
	w.vocabulary = sync.OnceValue(func() *index.Vocabulary { return w.x.vocabulary(key) })
	return w
}

// Vocabulary implements index.Kept.
func (w *Words) Vocabulary() *index.Vocabulary { return w.vocabulary() }

func (x *Index) vocabulary(result []byte) *index.Vocabulary {
	if x.Fault() != nil {
		return nil
	}
	var (
		blob []byte
		v    index.Vocabulary
	)
	if x.db.QueryRow("SELECT data FROM result WHERE key = ? AND part = ?", result, vocabularyPart).Scan(&blob) != nil || codec.Decode(blob, &v) != nil {
		return nil // it is of articles that are not kept yet
	}
	return &v
}

// Having implements index.Kept.
func (w *Words) Having(ctx context.Context, sets [][]index.Word) []bool {
	if w.x.Fault() != nil || len(w.packs) == 0 || len(sets) == 0 {
		return nil
	}
	have, err := w.matches(ctx, expression(sets))
	if err != nil || have == nil {
		return nil // then all texts are gone through
	}
	out := make([]bool, len(w.rows))
	for i, row := range w.rows {
		out[i] = row == 0 || have[row]
	}
	return out
}

// matches returns the rows that match, nil when some are missing.
func (w *Words) matches(ctx context.Context, expression string) (map[int64]bool, error) {
	tx, err := w.x.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	defer tx.Rollback() //nolint:errcheck // nothing was changed
	there, err := tx.Prepare("SELECT 1 FROM pack WHERE id = ?")
	if err != nil {
		return nil, err
	}
	defer there.Close()
	for id := range w.packs { // another kreader may have removed what this one has not used today
		var one int
		if err := there.QueryRow(id).Scan(&one); err != nil {
			return nil, err
		}
	}
	rows, err := tx.Query("SELECT rowid FROM word WHERE word MATCH ?", expression)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	have := map[int64]bool{}
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		have[id] = true
	}
	return have, rows.Err()
}

// expression writes sets of words, of each of which one is wanted, as SQLite reads
// it. Words have neither quotation marks nor anything else that it would take for
// more than a word.
func expression(sets [][]index.Word) string {
	var b strings.Builder
	for i, set := range sets {
		if i > 0 {
			b.WriteString(" AND ")
		}
		b.WriteByte('(')
		for k, w := range set {
			if k > 0 {
				b.WriteString(" OR ")
			}
			b.WriteString(`"` + w.Text + `"`)
			if !w.Whole {
				b.WriteByte('*')
			}
		}
		b.WriteByte(')')
	}
	return b.String()
}
