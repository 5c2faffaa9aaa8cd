package pipeline

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"kiku/internal/store"
)

// Doctor looks at everything that can be wrong and says what to do about it:
// what fails first, then in a fixed order. It changes nothing.
func (p *Pipeline) Doctor(ctx context.Context) []Finding {
	var out []Finding
	for _, look := range []func(context.Context) []Finding{
		p.lookDatabase, p.lookTables, p.lookDisk, p.lookDictionary, p.lookRiver, p.lookSources, p.lookJobs, p.lookWriter, p.lookEmbedder,
	} {
		out = append(out, look(ctx)...)
	}
	return out
}

func ok(what, format string, args ...any) []Finding {
	return []Finding{{Level: OK, What: what, Text: fmt.Sprintf(format, args...)}}
}

func bad(level Level, what, hint, format string, args ...any) []Finding {
	return []Finding{{Level: level, What: what, Text: fmt.Sprintf(format, args...), Hint: hint}}
}

func (p *Pipeline) lookDatabase(ctx context.Context) []Finding {
	_, dialect := p.Store.Pool()
	if err := p.Store.Reachable(ctx); err != nil {
		return bad(Fail, "database", "is the disk full, or the database server stopped?", "%v", err)
	}
	if err := p.Store.Settled(ctx); err != nil {
		return bad(Fail, "database", "a copy made by another program may have changed the file; restore a backup", "%v", err)
	}
	return ok("database", "%s, takes writes, settings as expected", dialect)
}

func (p *Pipeline) lookTables(ctx context.Context) []Finding {
	now, newest, err := p.Store.Migrations(ctx)
	switch {
	case err != nil:
		return bad(Fail, "tables", "the database cannot be asked for its version", "%v", err)
	case now > newest:
		return bad(Fail, "tables", "install the newer kiku that wrote them", "version %d, this kiku knows %d", now, newest)
	case now < newest:
		return bad(Fail, "tables", "start kiku serve once: it brings them up to date", "version %d of %d", now, newest)
	}
	return ok("tables", "version %d, the newest", now)
}

const (
	diskWarn = 2 << 30
	diskFail = 200 << 20
)

func (p *Pipeline) lookDisk(context.Context) []Finding {
	dir := p.Store.Dir()
	if dir == "" {
		return nil // everything is in PostgreSQL
	}
	free, err := freeBytes(dir)
	const hint = "move --data-dir to a larger disk, or make room"
	switch {
	case err != nil:
		return bad(Warn, "disk", "kiku cannot tell how much room is left", "%s: %v", dir, err)
	case free < diskFail:
		return bad(Fail, "disk", hint, "%s: %d MB left", dir, free>>20)
	case free < diskWarn:
		return bad(Warn, "disk", hint, "%s: %d MB left", dir, free>>20)
	}
	return ok("disk", "%s: %d GB left", dir, free>>30)
}

func (p *Pipeline) lookDictionary(context.Context) (out []Finding) {
	defer func() {
		if v := recover(); v != nil {
			out = bad(Fail, "dictionary", "the program is damaged; install it again", "%v", v)
		}
	}()
	t := p.Reader.Read("ja", "港が再開した。", []string{"市長は再開を歓迎した。"}, p.Now())
	if len(t.Title.Words) == 0 || len(t.Sentences) != 1 {
		return bad(Fail, "dictionary", "the program is damaged; install it again", "Japanese is not read: %d words", len(t.Title.Words))
	}
	return ok("dictionary", "Japanese is read, %d words in a test sentence", len(t.Title.Words))
}

func (p *Pipeline) lookRiver(ctx context.Context) []Finding {
	c, err := p.Store.Counts(ctx)
	if err != nil {
		return bad(Fail, "articles", "see database", "%v", err)
	}
	text := fmt.Sprintf("%d articles, %d stories, %d digests shown", c.All(), c.Stories, c.Told)
	if c.All() == 0 {
		return bad(Warn, "articles", "kiku add --starter follows some forty sources; kiku import FILE brings in reports", "there are no articles yet")
	}
	out := ok("articles", "%s", text)
	if r := c.Articles[store.Refused]; r > 100 && r*5 > c.All() {
		out = append(out, bad(Warn, "refused", "kiku why URL says why for one of them", "%d of %d articles were refused", r, c.All())...)
	}
	waited, err := p.Store.Waited(ctx)
	if err == nil && waited > time.Hour {
		out = append(out, bad(Warn, "waiting", "is kiku serve or kiku work running? kiku build catches up too",
			"%d articles to read, %d to place, the oldest waits %s", c.Articles[store.New], c.Articles[store.Read], waited.Round(time.Minute))...)
	}
	return out
}

func (p *Pipeline) lookSources(ctx context.Context) []Finding {
	sources, err := p.Store.Sources(ctx)
	if err != nil {
		return bad(Fail, "sources", "see database", "%v", err)
	}
	if len(sources) == 0 {
		return bad(Warn, "sources", "kiku add --starter, or kiku add URL", "no source is followed")
	}
	var out []Finding
	feeds := 0
	for _, s := range sources {
		feeds += len(s.States)
		for _, f := range s.States {
			if f.Errors >= failedAfter && !s.Paused {
				out = append(out, bad(Warn, "source", "look at the address in a browser; pause or remove it when it is gone",
					"%s: %s failed %d times: %s", s.Name, f.URL, f.Errors, firstLine(f.Reason))...)
			}
		}
	}
	if len(out) == 0 {
		return ok("sources", "%d sources, %d feeds, none failing", len(sources), feeds)
	}
	return out
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// lookJobs looks for jobs that no worker takes, and for those given up.
func (p *Pipeline) lookJobs(ctx context.Context) []Finding {
	var out []Finding
	list := func(states ...rivertype.JobState) []*rivertype.JobRow {
		res, err := p.jobs.client.JobList(ctx, river.NewJobListParams().States(states...).First(1000))
		if err != nil {
			out = append(out, bad(Fail, "jobs", "see database", "%v", err)...)
			return nil
		}
		return res.Jobs
	}
	var late int
	for _, j := range list(rivertype.JobStateAvailable) {
		if p.Now().Sub(j.ScheduledAt) > time.Hour {
			late++
		}
	}
	if late > 0 {
		out = append(out, bad(Warn, "jobs", "is kiku serve or kiku work running?", "%d jobs wait for more than an hour", late)...)
	}
	if gone := list(rivertype.JobStateDiscarded); len(gone) > 0 {
		why := ""
		if e := gone[0].Errors; len(e) > 0 {
			why = firstLine(e[len(e)-1].Error)
		}
		out = append(out, bad(Warn, "jobs", "kiku recompute does their work again", "%d jobs were given up, one of kind %s: %s", len(gone), gone[0].Kind, why)...)
	}
	if out == nil {
		return ok("jobs", "none late, none given up")
	}
	return out
}
