package pipeline

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver"
	"github.com/riverqueue/river/riverdriver/riverdatabasesql"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"
	"github.com/riverqueue/river/rivertype"

	"kiku/internal/article"
	"kiku/internal/store"
	"kiku/internal/story"
)

// A job names what became outstanding; the store says whether it still is. So a
// job may run twice, late or for nothing without harm.
type (
	readJob struct {
		Articles []article.ID `json:"articles"`
	}
	placeJob struct{}
	tellJob  struct {
		Stories []story.StoryID `json:"stories"`
	}
)

// Kind names the job in the queue's tables.
func (readJob) Kind() string { return "read" }

// Kind names the job in the queue's tables.
func (placeJob) Kind() string { return "place" }

// Kind names the job in the queue's tables.
func (tellJob) Kind() string { return "tell" }

// InsertOpts sends placing to a queue of its own: one at a time in a process.
func (placeJob) InsertOpts() river.InsertOpts { return river.InsertOpts{Queue: placeQueue} }

const (
	placeQueue = "place"
	readBatch  = 50 // articles in a job: some 0.3 s of work
	tellBatch  = 10 // stories in a job
)

// jobs is the queue in the store's own database.
type jobs struct {
	driver riverdriver.Driver[*sql.Tx]
	client *river.Client[*sql.Tx] // only inserts
	p      *Pipeline
}

func newJobs(ctx context.Context, p *Pipeline) (*jobs, error) {
	db, dialect := p.Store.Pool()
	j := &jobs{p: p}
	if dialect == store.Postgres {
		j.driver = riverdatabasesql.New(db)
	} else {
		j.driver = riversqlite.New(db)
	}
	if err := j.migrate(ctx, db, dialect); err != nil {
		return nil, fmt.Errorf("job tables: %w", err)
	}
	var err error
	if j.client, err = river.NewClient(j.driver, &river.Config{Logger: p.Log}); err != nil {
		return nil, fmt.Errorf("job queue: %w", err)
	}
	return j, nil
}

// migrationLock is any number that nothing else in the database locks.
const migrationLock = 0x6b696b75

func (j *jobs) migrate(ctx context.Context, db *sql.DB, dialect store.Dialect) (err error) {
	m, err := rivermigrate.New(j.driver, &rivermigrate.Config{Logger: j.p.Log})
	if err != nil {
		return err
	}
	if dialect == store.Postgres {
		// Two workers that start together would both make the tables.
		conn, err := db.Conn(ctx)
		if err != nil {
			return err
		}
		defer conn.Close()
		if _, err := conn.ExecContext(ctx, `SELECT pg_advisory_lock($1)`, migrationLock); err != nil {
			return err
		}
		defer conn.ExecContext(ctx, `SELECT pg_advisory_unlock($1)`, migrationLock) //nolint:errcheck // a connection that cannot unlock is broken, and its end unlocks
	}
	_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

// Enqueue implements store.Enqueuer.
func (j *jobs) Enqueue(ctx context.Context, tx *sql.Tx, stage store.Stage, keys []string) error {
	var params []river.InsertManyParams
	switch stage {
	case store.ReadStage:
		for _, part := range parts[article.ID](keys, readBatch) {
			params = append(params, river.InsertManyParams{Args: readJob{part}})
		}
	case store.PlaceStage:
		params = append(params, river.InsertManyParams{Args: placeJob{}})
	case store.TellStage:
		for _, part := range parts[story.StoryID](keys, tellBatch) {
			params = append(params, river.InsertManyParams{Args: tellJob{part}})
		}
	default:
		return fmt.Errorf("no job for stage %q", stage)
	}
	_, err := j.client.InsertManyTx(ctx, tx, params)
	return err
}

// parts cuts keys into pieces of at most n.
func parts[T ~string](keys []string, n int) [][]T {
	var out [][]T
	for i, k := range keys {
		if i%n == 0 {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], T(k))
	}
	return out
}

// waiting returns the IDs of up to n jobs that no worker has begun.
func (j *jobs) waiting(ctx context.Context, n int) ([]int64, error) {
	res, err := j.client.JobList(ctx, river.NewJobListParams().States(rivertype.JobStateAvailable).First(n))
	if err != nil {
		return nil, fmt.Errorf("list jobs: %w", err)
	}
	ids := make([]int64, len(res.Jobs))
	for i, job := range res.Jobs {
		ids[i] = job.ID
	}
	return ids, nil
}

// drop removes jobs that no worker has begun.
func (j *jobs) drop(ctx context.Context, ids []int64) error {
	if len(ids) == 0 {
		return nil
	}
	p := river.NewJobDeleteManyParams().IDs(ids...).States(rivertype.JobStateAvailable).First(len(ids))
	if _, err := j.client.JobDeleteMany(ctx, p); err != nil {
		return fmt.Errorf("drop jobs: %w", err)
	}
	return nil
}

type readWorker struct {
	river.WorkerDefaults[readJob]
	p *Pipeline
}

// Work reads those of the job's articles that are still unread. It fails, to be
// tried again, while the reading of one of them fails.
func (w *readWorker) Work(ctx context.Context, job *river.Job[readJob]) error {
	as, err := w.p.Store.Unread(ctx, len(job.Args.Articles), job.Args.Articles...)
	if err != nil || len(as) == 0 {
		return err
	}
	if err := w.p.read(ctx, as); err != nil {
		return err
	}
	left, err := w.p.Store.Unread(ctx, len(job.Args.Articles), job.Args.Articles...)
	if err == nil && len(left) > 0 {
		err = fmt.Errorf("%d articles could not be read, the first %s", len(left), left[0].URL)
	}
	return err
}

type placeWorker struct {
	river.WorkerDefaults[placeJob]
	p *Pipeline
}

// Work places all that waits, unless more is about to be read: placing in order
// of publication is better than in order of arrival.
func (w *placeWorker) Work(ctx context.Context, _ *river.Job[placeJob]) error {
	mine, err := w.p.Store.Lease(ctx, placeLease, w.p.name, placeLeased)
	if err != nil {
		return err
	}
	if !mine {
		return river.JobSnooze(time.Second)
	}
	soon, err := w.p.Store.Unread(ctx, 1)
	if err != nil {
		return err
	}
	if len(soon) > 0 {
		waited, err := w.p.Store.Waited(ctx)
		if err != nil || waited < placePatience {
			return err // the last reading job brings another placing job
		}
	}
	if err := w.p.embedMissing(ctx); err != nil {
		return err
	}
	_, err = w.p.placeAll(ctx, nil)
	return err
}

// One process places, as long as it is alive: its grouper knows what is stored,
// while any other would have to load months of features first.
const (
	placeLease  = "place"
	placeLeased = time.Minute
)

// placePatience is how long an article that was read waits for others that were
// published before it and are still to be read.
const placePatience = 30 * time.Second

type tellWorker struct {
	river.WorkerDefaults[tellJob]
	p *Pipeline
}

// Timeout gives telling an hour where each digest may wait for a writer.
func (w *tellWorker) Timeout(*river.Job[tellJob]) time.Duration {
	if w.p.Writer == nil {
		return 0 // the usual one
	}
	return time.Hour
}

// Work tells those of the job's stories that changed since they were last told.
func (w *tellWorker) Work(ctx context.Context, job *river.Job[tellJob]) error {
	ids, err := w.p.Store.Untold(ctx, len(job.Args.Stories), job.Args.Stories...)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := w.p.tell(ctx, id, turn{}); err != nil {
			return err
		}
	}
	return nil
}

// Work fetches what is due and does outstanding stages as jobs until ctx ends,
// then lets the running ones finish for half a minute and returns nil. Any number of processes may
// work on one PostgreSQL at once; on SQLite, processes on one machine.
func (p *Pipeline) Work(ctx context.Context) error {
	workers := river.NewWorkers()
	river.AddWorker(workers, &readWorker{p: p})
	river.AddWorker(workers, &placeWorker{p: p})
	river.AddWorker(workers, &tellWorker{p: p})
	client, err := river.NewClient(p.jobs.driver, &river.Config{
		Logger:            p.Log,
		Queues:            map[string]river.QueueConfig{river.QueueDefault: {MaxWorkers: p.Procs}, placeQueue: {MaxWorkers: 1}},
		Workers:           workers,
		JobTimeout:        10 * time.Minute,
		FetchPollInterval: 200 * time.Millisecond,
	})
	if err != nil {
		return fmt.Errorf("work: %w", err)
	}
	// Not ctx: when it ends, running jobs are to finish.
	if err := client.Start(context.WithoutCancel(ctx)); err != nil {
		return fmt.Errorf("work: %w", err)
	}
	// There may be no job for what an older version or a discarded job left.
	if err := p.Store.Wake(ctx); err != nil && ctx.Err() == nil {
		p.Log.Error("wake", "err", err)
	}
	var polling sync.WaitGroup
	if p.Network != nil {
		polling.Go(func() { p.poll(ctx) })
		polling.Go(func() { p.subscribe(ctx) })
	}
	<-ctx.Done()
	polling.Wait()
	defer p.letGo(context.WithoutCancel(ctx))
	soft, cancel := context.WithTimeout(context.WithoutCancel(ctx), 30*time.Second)
	defer cancel()
	if err := client.Stop(soft); err != nil {
		hard, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		if err2 := client.StopAndCancel(hard); err2 != nil {
			return errors.Join(fmt.Errorf("work: stop: %w", err), err2)
		}
	}
	return nil
}

// letGo gives up the lease on placing, so that another process need not wait.
func (p *Pipeline) letGo(ctx context.Context) {
	if _, err := p.Store.Lease(ctx, placeLease, p.name, 0); err != nil {
		p.Log.Warn("let go of placing", "err", err)
	}
}
