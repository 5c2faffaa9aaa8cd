//go:build unix

package language

import (
	"syscall"
	"testing"
)

const englishReport = `The mayor of Port Ansel, Ingrid Berg, said on Tuesday that the harbour bridge would stay closed until June 3 because of cracks found last week. ` +
	`"We cannot take the risk. People cross it every day," Ms. Berg told reporters at the town hall. Officials of the Ministry of Transport said repairs would cost at least $12.5 million, more than twice what the council had planned in 2029. ` +
	`Karel Novak, a spokesman for the ferry workers' union, said 340 people would lose their jobs if the bridge did not open again. The opposition Harbour Party rejected the plan, saying that the government had known of the damage for three years. `

const japaneseReport = `アンセル市のベルグ市長は21日、ひび割れが見つかった港大橋について、6月3日まで通行止めを続けると発表した。「危険を冒すことはできない。毎日多くの人が渡る橋だ」と市役所で記者団に述べた。` +
	`運輸省によると、修理費は少なくとも12億5000万円に上り、2029年の計画の2倍を超える見通しだという。フェリー労組のカレル・ノヴァク報道官は、橋が再開しなければ約340人が職を失うと訴えた。野党の港湾党は、政府が3年前から損傷を知っていたとして計画を批判した。`

func BenchmarkReadEnglish(b *testing.B) {
	para := []string{englishReport, englishReport[:500]}
	r := NewReader()
	r.Read("en", "", para, published)
	before := cpu()
	for b.Loop() {
		r.Read("en", "Bridge at Port Ansel stays closed", para, published)
	}
	b.ReportMetric(float64(b.N)/(cpu()-before), "articles/cpu-s")
}

func BenchmarkReadJapanese(b *testing.B) {
	para := []string{japaneseReport, japaneseReport[:len("アンセル市のベルグ市長は21日、ひび割れが見つかった港大橋について、6月3日まで通行止めを続けると発表した。")]}
	r := NewReader()
	r.Read("ja", "", para, published)
	before := cpu()
	for b.Loop() {
		r.Read("ja", "港大橋の通行止め続く", para, published)
	}
	b.ReportMetric(float64(b.N)/(cpu()-before), "articles/cpu-s")
}

// cpu returns the processor time of this process in seconds: what counts when
// others work on the same machine.
func cpu() float64 {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

func BenchmarkDetect(b *testing.B) {
	for b.Loop() {
		Detect(englishReport)
	}
}
