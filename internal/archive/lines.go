package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
)

// lines reads JSON Lines: one object on each line. Empty lines are no records.
type lines struct {
	in   *bufio.Reader
	disk *os.File
	opts Options
	line int64
}

func (l *lines) next() (Record, error) {
	data, err := l.read()
	at := Position{Line: l.line}
	if errors.Is(err, ErrTooLong) {
		return Record{Position: at}, &Problem{Position: at, Err: err}
	}
	if err != nil {
		return Record{Position: at}, err
	}
	r, err := decode(data, l.opts.Map)
	r.Position = at
	if err != nil {
		return r, &Problem{Position: at, Err: err}
	}
	return r, nil
}

func (l *lines) skip() error {
	_, err := l.read()
	if errors.Is(err, ErrTooLong) {
		return nil
	}
	return err
}

// read returns the next line that is not empty. A line over the bound is read to
// its end and dropped.
func (l *lines) read() ([]byte, error) {
	for {
		l.line++
		var data []byte
		tooLong := false
		for {
			part, err := l.in.ReadSlice('\n')
			if len(data)+len(part) > l.opts.MaxRecord {
				tooLong, data = true, nil
			}
			if !tooLong {
				data = append(data, part...)
			}
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			if err != nil && !errors.Is(err, io.EOF) {
				return nil, gzipError(err)
			}
			if err != nil && len(data) == 0 && !tooLong {
				return nil, io.EOF
			}
			break
		}
		if tooLong {
			return nil, fmt.Errorf("%w: over %d bytes", ErrTooLong, l.opts.MaxRecord)
		}
		if len(bytes.TrimSpace(data)) > 0 {
			return data, nil
		}
	}
}

// Close closes the file.
func (l *lines) Close() error { return l.disk.Close() }
