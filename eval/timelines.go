package eval

import (
	"fmt"
	"strings"

	"kiku/internal/digest/timeline"
)

// Timelines measures which days a timeline names and what it says of them: on
// every topic under dataDir, or on those whose "set/topic" begins with set. It
// makes timelines with the committed weights: with as many days and sentences as
// the person's one has, which is the protocol of the papers; as long as it likes
// (free); and with the person's days (given_days), where only the sentences are
// its own. Two plain baselines stand beside. The error wraps ErrNoSet when there is
// nothing to measure.
func Timelines(dataDir, set string) ([]Figure, error) {
	tasks, r, err := loadTasks(dataDir, set)
	if err != nil {
		return nil, err
	}
	committed := func(*task) *timeline.Model { return timeline.DefaultModel() }
	out := timelineFigures(tasks, r, "", committed)
	plain := centroidModel()
	out = append(out, meanFigures(tasks, r, "baseline_published_", func(t *task) told {
		return t.tellDays(plain, t.plainDays(published), t.k)
	})...)
	out = append(out, meanFigures(tasks, r, "baseline_mentioned_", func(t *task) told {
		return t.tellDays(plain, t.plainDays(mentioned), t.k)
	})...)
	return append(out, Figure{tasks[0].set + ".rouge_exceptions", float64(len(r.exceptions)), len(r.exceptions)}), nil
}

// UnseenTimelines measures the same with weights that have seen no timeline of
// the measured topic. It needs two topics at least.
func UnseenTimelines(dataDir string) ([]Figure, error) {
	tasks, r, err := loadTasks(dataDir, "")
	if err != nil {
		return nil, err
	}
	return unseenFigures(tasks, r)
}

func unseenFigures(tasks []task, r *rouge) ([]Figure, error) {
	models := map[string]*timeline.Model{}
	for _, t := range tasks {
		if models[t.topic] == nil {
			models[t.topic] = trainTimelines(r, tasks, t.topic)
		}
		if models[t.topic] == nil {
			return nil, fmt.Errorf("unseen timelines: one topic only: %w", ErrNoSet)
		}
	}
	return timelineFigures(tasks, r, "cv_", func(t *task) *timeline.Model { return models[t.topic] }), nil
}

// timelineFigures measures the three runs, the first of them for each topic too.
func timelineFigures(tasks []task, r *rouge, prefix string, model func(*task) *timeline.Model) []Figure {
	out := meanFigures(tasks, r, prefix, func(t *task) told { return t.tell(model(t)) })
	out = append(out, meanFigures(tasks, r, prefix+"free_", func(t *task) told { return t.tellFreely(model(t)) })...)
	out = append(out, meanFigures(tasks, r, prefix+"given_days_", func(t *task) told {
		return t.tellDays(model(t), t.gold.days(), t.k)
	})...)
	for from := 0; from < len(tasks); {
		to := from
		for to < len(tasks) && tasks[to].topic == tasks[from].topic {
			to++
		}
		part := tasks[from:to]
		for _, f := range meanFigures(part, r, prefix, func(t *task) told { return t.tell(model(t)) }) {
			f.Name = strings.Replace(f.Name, ".", "/"+part[0].topic+".", 1)
			out = append(out, f)
		}
		from = to
	}
	return out
}

// meanFigures scores what make tells of every task. Precision and recall are means
// over the timelines, F is that of the means, as in the papers.
func meanFigures(tasks []task, r *rouge, prefix string, make func(*task) told) []Figure {
	var ar1, ar2, date precisionRecall
	n := float64(len(tasks))
	for i := range tasks {
		s := scoreTimeline(r, make(&tasks[i]), tasks[i].gold)
		for _, x := range []struct{ to, of *precisionRecall }{{&ar1, &s.align[0]}, {&ar2, &s.align[1]}, {&date, &s.date}} {
			x.to.p += x.of.p / n
			x.to.r += x.of.r / n
		}
	}
	name := tasks[0].set + "." + prefix
	return []Figure{
		{name + "ar1_f", ar1.f(), len(tasks)}, {name + "ar2_f", ar2.f(), len(tasks)}, {name + "date_f1", date.f(), len(tasks)},
		{name + "ar1_p", ar1.p, len(tasks)}, {name + "ar1_r", ar1.r, len(tasks)},
	}
}

// loadTasks reads the topics and everything that weights do not change.
func loadTasks(dataDir, set string) ([]task, *rouge, error) {
	topics, err := loadChronicles(dataDir)
	if err != nil {
		return nil, nil, err
	}
	var tasks []task
	for _, c := range topics {
		if strings.HasPrefix(c.set+"/"+c.topic, set) {
			tasks = append(tasks, tasksOf(c, readChronicle(c))...)
		}
	}
	if len(tasks) == 0 {
		return nil, nil, fmt.Errorf("timelines %q in %s: %w", set, dataDir, ErrNoSet)
	}
	return tasks, newRouge(dataDir), nil
}
