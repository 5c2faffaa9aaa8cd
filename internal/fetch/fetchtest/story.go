package fetchtest

import (
	"fmt"
	"hash/fnv"
)

// What invented reports are made of. People, places and firms do not exist.
var (
	places  = []string{"Ostvik", "Lundhamn", "Marrow Bay", "Tallforde", "Kessen", "Dunmere", "Vellin", "Aldersund"}
	people  = []string{"Ada Holm", "Piet Varga", "Lena Osk", "Tomas Reed", "Mira Sande", "Jon Alder", "Ines Falk", "Karl Brandt"}
	things  = []string{"ferry line", "city library", "harbour wall", "night train", "school kitchen", "fish market", "tram depot", "town orchestra"}
	deeds   = []string{"reopens after repairs", "gets a new budget", "is to move next year", "counts more visitors", "closes for the winter", "asks for volunteers", "finds a new owner", "starts earlier on Mondays"}
	ja      = []string{"大滝市", "青浜町", "北沢村", "白鳥区", "月見町", "港北郡", "霧島台", "花園市"}
	jaThing = []string{"市立図書館", "渡し船", "夜行列車", "魚市場", "路面電車", "給食センター", "防波堤", "市民楽団"}
	jaDeed  = []string{"の改修が終わる", "の予算が決まる", "が来年移転へ", "の利用者が増える", "が冬の間休業", "が手伝いを募集", "に新しい持ち主", "の始発が早まる"}
)

// story invents the i-th report of a paper.
func story(lang, paper string, i int) (title string, text []string) {
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%s %d", paper, i)
	x := sum.Sum64()
	x ^= x >> 29 // FNV's low bits alone follow i too closely
	x *= 0xbf58476d1ce4e5b9
	pick := func(words []string) string {
		w := words[x%uint64(len(words))]
		x = x>>7 | x<<57
		return w
	}
	n := 20 + int(x>>40%900)
	if lang == "ja" {
		place, thing, deed := pick(ja), pick(jaThing), pick(jaDeed)
		return fmt.Sprintf("%sの%s%s、%d人が影響", place, thing, deed, n), []string{
			fmt.Sprintf("%sの%s%sことが%d日に分かった。市によると、影響を受けるのは約%d人。", place, thing, deed, i%28+1, n),
			fmt.Sprintf("担当者は「準備には%d週間かかる」と話した。費用はおよそ%d万円と見込まれている。", i%9+2, n*3),
			fmt.Sprintf("近くに住む人からは歓迎の声が上がる一方、%d件の問い合わせが寄せられているという。", n/7+1),
		}
	}
	place, who, thing, deed := pick(places), pick(people), pick(things), pick(deeds)
	return fmt.Sprintf("%s: %s %s, %d are affected", place, thing, deed, n), []string{
		fmt.Sprintf("The %s of %s %s, the council said on its page, and some %d people will notice it from next week on.", thing, place, deed, n),
		fmt.Sprintf("“We have waited %d weeks for this day,” said %s, who speaks for the neighbours and has followed the matter from the start.", i%9+2, who),
		fmt.Sprintf("The costs are put at %d crowns. A first report in %s had named a lower sum, which the council has since corrected.", n*300, place),
	}
}
