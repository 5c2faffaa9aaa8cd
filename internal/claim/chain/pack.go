package chain

import (
	"bytes"
	"cmp"
	"compress/flate"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
)

// ErrPacked says that bytes are no packed model.
var ErrPacked = errors.New("no packed model")

// unit is what one unit of a packed weight is worth.
const unit = 1.0 / 32

// Pack returns the weights of a model in few bytes: less the first weight of
// their feature, rounded to thirty-seconds between -4 and 4.
func (m *Model) Pack() []byte {
	var raw bytes.Buffer
	m.emit.pack(&raw)
	m.step.pack(&raw)
	var out bytes.Buffer
	z, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		panic(err) // the level is a valid one
	}
	if _, err := z.Write(raw.Bytes()); err != nil {
		panic(err) // to memory: never fails
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return out.Bytes()
}

func (t *table) pack(to *bytes.Buffer) {
	rows := make([]int, len(t.keys))
	for row := range rows {
		rows[row] = row
	}
	slices.SortFunc(rows, func(a, b int) int { return cmp.Compare(t.keys[a], t.keys[b]) })
	to.Write(binary.AppendUvarint(nil, uint64(len(rows))))
	last := uint32(0)
	for _, row := range rows {
		to.Write(binary.AppendUvarint(nil, uint64(t.keys[row]-last)))
		last = t.keys[row]
	}
	// columns of one kind press together better than rows
	for c := range t.width {
		for _, row := range rows {
			// a token has one label and one step, so that only how far the
			// weights of a feature are apart counts
			v := math.Round(float64(t.w[row*t.width+c]-t.w[row*t.width]) / unit)
			to.WriteByte(byte(int8(max(-127, min(127, v)))))
		}
	}
}

// Unpack reads the weights that Pack has written for the same labels. The error
// wraps ErrPacked.
func Unpack(labels int, states []State, packed []byte) (*Model, error) {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(packed)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrPacked, err)
	}
	m := New(labels, states)
	r := bytes.NewReader(raw)
	for _, t := range []*table{&m.emit, &m.step} {
		if err := t.unpack(r); err != nil {
			return nil, fmt.Errorf("%w: %w", ErrPacked, err)
		}
	}
	return m, nil
}

func (t *table) unpack(r *bytes.Reader) error {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return err
	}
	if n > uint64(r.Len()) {
		return io.ErrUnexpectedEOF
	}
	last := uint32(0)
	keys := make([]uint32, n)
	for i := range keys {
		d, err := binary.ReadUvarint(r)
		if err != nil {
			return err
		}
		last += uint32(d)
		keys[i] = last
	}
	t.index(keys)
	t.w = make([]float32, int(n)*t.width)
	for c := range t.width {
		for i := range keys {
			b, err := r.ReadByte()
			if err != nil {
				return err
			}
			t.w[i*t.width+c] = float32(int8(b)) * unit
		}
	}
	return nil
}
