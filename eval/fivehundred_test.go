package eval

import (
	"fmt"
	"testing"
	"time"

	"kiku/internal/digest"
	"kiku/internal/site"
	"kiku/internal/story"
)

// siteDigests is how many digests the goal speaks of.
const siteDigests = 500

// BenchmarkSiteOfFiveHundred composes 500 digests of real reports and writes
// their site, on the cores there are. The reports are read and grouped before the
// clock starts. Where the sets have fewer stories of two publishers, the first
// ones are told again under other names.
func BenchmarkSiteOfFiveHundred(b *testing.B) {
	dir := shared(b)
	sets, err := toldSets(dir, "")
	if err != nil {
		b.Fatal(err)
	}
	topics, err := loadChronicles(locate(dir).data)
	if err != nil {
		b.Fatal(err)
	}
	for _, c := range topics {
		t, err := tell(c.topic, chronicleArticles(c))
		if err == nil {
			sets = append(sets, t)
		}
	}
	var inputs []digest.Input
	for _, s := range sets {
		for _, t := range s.tellings {
			inputs = append(inputs, t.in)
		}
	}
	own := len(inputs)
	for i := 0; len(inputs) < siteDigests; i++ {
		in := inputs[i]
		in.Story.ID = story.StoryID(fmt.Sprintf("%s-%d", in.Story.ID, len(inputs)))
		in.Salt += len(inputs)
		inputs = append(inputs, in)
	}
	inputs = inputs[:siteDigests]
	b.ResetTimer()
	for b.Loop() {
		spent := processorTime()
		composed, written, lines := buildAll(b, inputs)
		b.ReportMetric((processorTime() - spent).Seconds(), "s-of-processor")
		b.ReportMetric(composed.Seconds(), "s-composing")
		b.ReportMetric(written.Seconds(), "s-writing")
		b.ReportMetric(float64(lines), "lines")
		b.ReportMetric(float64(min(own, siteDigests)), "stories")
	}
}

func buildAll(b *testing.B, inputs []digest.Input) (composed, written time.Duration, lines int) {
	b.Helper()
	made, start := make([]digest.Digest, len(inputs)), time.Now()
	each(len(inputs), func(i int) {
		d, err := digest.Compose(inputs[i])
		if err != nil {
			b.Error(err)
		}
		made[i] = d
	})
	composed, start = time.Since(start), time.Now()
	for i := range made {
		made[i].Lines(func(*digest.Line) { lines++ })
	}
	in := site.Input{Config: site.Config{Built: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}, Digests: made, Hosts: digest.DefaultHosts()}
	if err := site.Render(in, site.Memory{}); err != nil {
		b.Fatal(err)
	}
	return composed, time.Since(start), lines
}
