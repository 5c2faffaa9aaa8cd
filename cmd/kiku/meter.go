package main

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"kiku/internal/pipeline"
)

// every is how often a meter prints a line where there is no terminal.
const every = 5 * time.Second

// meter shows how far a long command is: as a bar on a terminal, as a line now
// and then elsewhere, and not at all with --quiet.
type meter struct {
	w     io.Writer
	style meterStyle
	now   func() time.Time

	mu      sync.Mutex
	bar     *progressbar.ProgressBar
	stage   string
	started time.Time
	printed time.Time
	last    pipeline.Progress
}

type meterStyle int

const (
	silent meterStyle = iota
	plainLines
	terminalBar
)

// meter returns the meter that fits where the errors go.
func (a *app) meter() *meter {
	m := &meter{w: a.err, style: plainLines, now: time.Now}
	if f, ok := a.err.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		m.style = terminalBar
	}
	if a.Quiet {
		m.style = silent
	}
	return m
}

// show takes a report of progress; it may be called from several goroutines.
func (m *meter) show(p pipeline.Progress) {
	if m.style == silent {
		return
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	now := m.now()
	if p.Stage != m.stage {
		m.endStage(now)
		m.stage, m.started, m.printed = p.Stage, now, now
		if m.style == terminalBar {
			m.bar = newBar(m.w, p)
		}
	}
	m.last = p
	if m.style == terminalBar {
		m.draw(p)
		return
	}
	if now.Sub(m.printed) >= every {
		m.printed = now
		fmt.Fprintln(m.w, line(p, now.Sub(m.started)))
	}
}

// done ends the last stage's bar or prints its last line.
func (m *meter) done() {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.endStage(m.now())
	m.stage = ""
}

func (m *meter) endStage(now time.Time) {
	if m.stage == "" {
		return
	}
	if m.bar != nil {
		// An unfinished bar (interrupted, or a total that was a guess) stays
		// as it is, and the next output begins on a new line.
		_ = m.bar.Exit()
		m.bar = nil
		fmt.Fprintln(m.w)
		return
	}
	fmt.Fprintln(m.w, line(m.last, now.Sub(m.started)))
}

// draw moves the bar. Its errors are those of the terminal, which a command
// that does its work should not fail for.
func (m *meter) draw(p pipeline.Progress) {
	if p.Total > 0 && p.Total != m.bar.GetMax64() {
		m.bar.ChangeMax64(p.Total)
	}
	if p.Item != "" {
		m.bar.Describe(fmt.Sprintf("%-6s %.24s", p.Stage, p.Item))
	}
	_ = m.bar.Set64(p.Done)
}

func newBar(w io.Writer, p pipeline.Progress) *progressbar.ProgressBar {
	most := p.Total
	if most <= 0 {
		most = -1
	}
	return progressbar.NewOptions64(most,
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetDescription(fmt.Sprintf("%-6s", p.Stage)),
		progressbar.OptionShowCount(),
		progressbar.OptionShowIts(),
		progressbar.OptionSetItsString(p.Unit),
		progressbar.OptionShowBytes(p.Unit == "bytes"),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionThrottle(100*time.Millisecond),
		progressbar.OptionSetWidth(20),
	)
}

// line is progress in words: "import: 120 of 759 articles, 40 a second, 16s left".
func line(p pipeline.Progress, took time.Duration) string {
	s := fmt.Sprintf("%s: %s", p.Stage, count(p.Done, p.Unit))
	if p.Total > 0 {
		s = fmt.Sprintf("%s: %s of %s", p.Stage, bare(p.Done, p.Unit), count(p.Total, p.Unit))
	}
	seconds := took.Seconds()
	if seconds < 1 || p.Done == 0 {
		return s
	}
	rate := float64(p.Done) / seconds
	s += fmt.Sprintf(", %s a second", bare(int64(rate), p.Unit))
	if p.Total > p.Done {
		left := time.Duration(float64(p.Total-p.Done) / rate * float64(time.Second))
		s += fmt.Sprintf(", %s left", left.Round(time.Second))
	} else {
		s += fmt.Sprintf(", in %s", took.Round(100*time.Millisecond))
	}
	return s
}

// count is a number with its unit; bytes are given in kB or MB.
func count(n int64, unit string) string {
	if unit == "bytes" {
		return bare(n, unit)
	}
	return fmt.Sprintf("%d %s", n, unit)
}

func bare(n int64, unit string) string {
	switch {
	case unit == "bytes" && n < 1e6:
		return fmt.Sprintf("%d kB", (n+500)/1000)
	case unit == "bytes":
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprint(n)
}
