package claim

import (
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
)

// roleWindow is how far apart two reports may stand for their roles to
// contradict each other: offices change.
const roleWindow = 45 * 24 * time.Hour

// roleDisputes finds one person printed as holder and as former holder of one
// office by independent reports of the same weeks.
func roleDisputes(sts []Statement, independent func(a, b article.ID) bool) []Dispute {
	byPerson := map[string][]Statement{}
	for _, s := range sts {
		if s.Role != "" && s.Named && !s.Resolved {
			byPerson[s.SpeakerNormal] = append(byPerson[s.SpeakerNormal], s)
		}
	}
	names := make([]string, 0, len(byPerson))
	for n := range byPerson {
		names = append(names, n)
	}
	sort.Strings(names)
	var out []Dispute
	for _, n := range names {
		if d, ok := roleDispute(byPerson[n], independent); ok {
			out = append(out, d)
		}
	}
	return out
}

func roleDispute(sts []Statement, independent func(a, b article.ID) bool) (Dispute, bool) {
	sort.SliceStable(sts, func(i, j int) bool {
		if !sts[i].Time.Equal(sts[j].Time) {
			return sts[i].Time.Before(sts[j].Time)
		}
		return sts[i].Ref.Article < sts[j].Ref.Article
	})
	for i, a := range sts {
		for _, b := range sts[i+1:] {
			if a.Ref.Article == b.Ref.Article || a.Publisher == b.Publisher || !independent(a.Ref.Article, b.Ref.Article) || b.Time.Sub(a.Time) > roleWindow {
				continue
			}
			officeA, formerA := office(a.Role)
			officeB, formerB := office(b.Role)
			if formerA == formerB || officeA == "" || officeA != officeB {
				continue
			}
			return Dispute{
				ID: disputeID(string(Conflict), "role|"+a.SpeakerNormal, a.Ref.Article, b.Ref.Article), Kind: Conflict, About: a.Speaker,
				A: statementSide(a, a.Role), B: statementSide(b, b.Role),
			}, true
		}
	}
	return Dispute{}, false
}

// office returns the office in a printed role without its country, and
// whether the role says that it is past.
func office(role string) (string, bool) {
	r := strings.ToLower(strings.TrimSpace(role))
	former := false
	for _, p := range []string{"former ", "ex-", "then-", "ex "} {
		if i := strings.Index(r, p); i >= 0 {
			r = r[:i] + r[i+len(p):]
			former = p != "then-"
		}
	}
	if japanese(r) {
		rs := []rune(r)
		for i, c := range rs {
			if (c == '前' || c == '元') && i+1 < len(rs) {
				former = true
				rs = append(rs[:i:i], rs[i+1:]...)
				break
			}
		}
		r = string(rs)
		for _, o := range []string{"国務長官", "国防長官", "官房長官", "長官", "副大統領", "大統領", "副首相", "首相", "外相", "財務相", "防衛相", "国防相", "知事", "市長", "町長", "議長", "総裁", "会長", "社長", "報道官"} {
			if strings.HasSuffix(r, o) {
				return o, former
			}
		}
		return r, former
	}
	for _, o := range []string{"vice president", "prime minister", "foreign minister", "defence minister", "defense minister", "finance minister", "secretary of state", "president", "chancellor", "governor", "mayor", "chairman", "chief executive"} {
		if strings.HasSuffix(r, o) {
			return o, former
		}
	}
	return r, former
}
