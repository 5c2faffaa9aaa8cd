package store

import (
	"context"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"
)

// queryer is what a pool and a transaction share.
type queryer interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// each runs a query and calls f for every row.
func each(ctx context.Context, q queryer, query string, args []any, f func(*sql.Rows) error) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := f(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// changed reports whether a statement changed any row. It takes what ExecContext
// returns.
func changed(res sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// chunk is how many keys one IN list holds. SQLite allows 32,766 values and
// PostgreSQL 65,535; a few hundred keep the statement cache small.
const chunk = 400

// inList writes "$1,$2,...", starting at $first, for n values.
func inList(first, n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(',')
		}
		fmt.Fprintf(&b, "$%d", first+i)
	}
	return b.String()
}

// anys turns keys into query arguments.
func anys[T ~string](keys []T) []any {
	out := make([]any, len(keys))
	for i, k := range keys {
		out[i] = string(k)
	}
	return out
}

// millis is how times are kept: milliseconds since 1970, 0 for no time. The
// zone that a source printed is kept inside the article.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is the inverse of millis, in UTC.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

// toJSON marshals v, which must be marshalable; nil slices become "".
func toJSON(v any) (string, error) {
	b, err := json.Marshal(v)
	return string(b), err
}

// storable is a text as both databases can keep it: PostgreSQL refuses bytes that
// are no UTF-8, and zero bytes, and with them the whole step.
func storable(s string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(s, "\uFFFD"), "\x00", "\uFFFD")
}

// packedMark begins what packBytes had to pack. Nothing that a server may send in
// a header begins with it.
const packedMark = "\x01"

// packBytes makes a text of bytes that a server wants back as they were: validators
// may hold any byte above 0x7f (RFC 9110, section 8.8.3).
func packBytes(s string) string {
	if utf8.ValidString(s) && !strings.ContainsRune(s, 0) {
		return s
	}
	return packedMark + hex.EncodeToString([]byte(s))
}

// unpackBytes is the inverse of packBytes.
func unpackBytes(s string) string {
	packed, ok := strings.CutPrefix(s, packedMark)
	if !ok {
		return s
	}
	b, err := hex.DecodeString(packed)
	if err != nil {
		return "" // asked without it, the server answers whole
	}
	return string(b)
}
