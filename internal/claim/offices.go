package claim

import (
	"regexp"
	"sort"
	"strings"
	"time"

	"kiku/internal/article"
	"kiku/internal/language"
	"kiku/internal/language/pattern"
	"kiku/internal/language/text"
)

// Office is a person printed with an office, speaking or not, or the report
// that the person left it.
type Office struct {
	Ref       Ref
	Publisher string
	Published time.Time
	Person    string // as printed
	Normal    string // text.Name.Normal
	Title     string // as printed: "Mayor", "市長"
	Left      bool   // the sentence tells that the person left the office
	Words     string // where Left: the printed words that tell it ("resigned as mayor")
	Sentence  string
}

// Offices returns the people an article prints with an office and those whom it
// reports to have left one, in printed order. Titles that say that they are
// past or acting, and honorifics, are left out.
func Offices(a article.Article, t text.Text) []Office {
	var out []Office
	for _, s := range t.Sentences {
		if o, ok := leavesUnnamed(s); ok {
			o.Ref, o.Publisher, o.Published, o.Sentence = refOf(a, s), a.Publisher, a.Published, s.Text
			out = append(out, o)
		}
		for i := range s.Names {
			n := &s.Names[i]
			if n.Type != text.Person || n.Surface == "" {
				continue
			}
			o := Office{Ref: refOf(a, s), Publisher: a.Publisher, Published: a.Published, Person: n.Surface, Normal: n.Normal, Title: n.Title, Sentence: s.Text}
			if left, words := leftOffice(s, n); left != "" {
				o.Title, o.Words, o.Left = left, words, true
			}
			if kind, former := officeOf(o.Title); kind == "" || former || pastDay(s, a.Published) && !o.Left || quotedSpan(s, n.Span) {
				continue
			}
			out = append(out, o)
		}
	}
	return out
}

// pastDay reports whether a sentence tells of a day long gone, when an older
// title was right.
func pastDay(s text.Sentence, published time.Time) bool {
	for _, d := range s.Dates {
		if d.Precision <= text.Year && !published.IsZero() && !d.Time.IsZero() && published.Sub(d.Time) > 5*24*time.Hour {
			return true
		}
	}
	return false
}

func quotedSpan(s text.Sentence, sp text.Span) bool {
	for _, q := range s.Quotations {
		if q.Span.Contains(sp) {
			return true
		}
	}
	return false
}

var (
	leavesByCase = pattern.MustCompile(`(?:^|— )(\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){1,2})((?: has| had)? (?:resigned|stepped down|quit|stood down)\b.*)`)
	leavesEn     = pattern.MustCompile(`(?i)^(?: has| had)? ((?:resigned|stepped down|quit|stood down|was dismissed|was removed|was ousted)(?: on \w+)? as (?:the )?([a-z][a-z -]{2,30}?))(?: of| on| after| over| in|,|\.|$)`)
	leavesJa     = regexp.MustCompile(`^(?:は|が)[^。「」]{0,60}?((?:辞任|退任|辞職|失職)した)(?:。|と発表|$)`)
)

// leftOffice returns the office that a sentence tells the person to have left
// and the words that tell it, "" when it tells no such thing: plans, calls and
// denials do not count.
func leftOffice(s text.Sentence, n *text.Name) (title, words string) {
	rs := []rune(s.Text)
	rest := string(rs[min(n.Span.End, len(rs)):])
	if japanese(s.Text) {
		if m := leavesJa.FindStringSubmatch(rest); n.Title != "" && m != nil {
			return n.Title, m[1]
		}
		return "", ""
	}
	if m := leavesEn.FindStringSubmatch(rest); m != nil {
		return m[2], m[1]
	}
	return "", ""
}

// leavesUnnamed reads who left an office from letter case where the name
// reader saw no name, as at the head of a sentence.
func leavesUnnamed(s text.Sentence) (Office, bool) {
	m := leavesByCase.FindStringSubmatch(s.Text)
	if m == nil {
		return Office{}, false
	}
	for _, n := range s.Names {
		if n.Type == text.Person && strings.HasSuffix(m[1], n.Surface) {
			return Office{}, false // found by its name
		}
	}
	title := leavesEn.FindStringSubmatch(m[2])
	if title == nil {
		return Office{}, false
	}
	if kind, former := officeOf(title[2]); kind == "" || former {
		return Office{}, false
	}
	words := strings.Fields(m[1])
	return Office{Person: m[1], Normal: strings.ToLower(words[len(words)-1]), Title: title[2], Words: title[1], Left: true}, true
}

// StaleRoles finds reports that still print an office with a person whom an
// earlier report of the same weeks tells to have left it. The offices are those
// of one story; names join across Japanese and English by their sound. Of each
// stale report one dispute is returned: the report of the leaving, in the same
// language where there is one, and the stale sentence. About is the person's
// name as the stale report prints it. Reports of the same day, and of one who
// is printed in the office again by two publishers, give none.
func StaleRoles(offices []Office, independent func(a, b article.ID) bool) []Dispute {
	ordered := append([]Office(nil), offices...)
	sort.SliceStable(ordered, func(i, j int) bool {
		a, b := ordered[i], ordered[j]
		if !a.Published.Equal(b.Published) {
			return a.Published.Before(b.Published)
		}
		return a.Ref.Article < b.Ref.Article
	})
	var out []Dispute
	seen := map[article.ID]bool{}
	for _, stale := range ordered {
		if stale.Left || seen[stale.Ref.Article] {
			continue
		}
		left, ok := leaving(stale, ordered, independent)
		if !ok || backInOffice(stale, left, ordered) {
			continue
		}
		seen[stale.Ref.Article] = true
		out = append(out, Dispute{
			ID: disputeID(string(Conflict), "stale|"+stale.Normal, left.Ref.Article, stale.Ref.Article), Kind: Conflict, About: stale.Person,
			A: officeSide(left), B: officeSide(stale),
		})
	}
	return out
}

func officeSide(o Office) Side {
	value := o.Title
	if o.Left {
		value = o.Words
	}
	return Side{Ref: o.Ref, Publisher: o.Publisher, Published: o.Published, Value: value, Sentence: o.Sentence}
}

// leaving returns the best report that the holder of a stale office had left it
// on a day before: in its language, then the newest.
func leaving(stale Office, all []Office, independent func(a, b article.ID) bool) (Office, bool) {
	var best Office
	found := false
	for _, o := range all {
		if !o.Left || o.Publisher == stale.Publisher || !laterDay(o.Published, stale.Published) || stale.Published.Sub(o.Published) < 20*time.Hour ||
			stale.Published.Sub(o.Published) > roleWindow || !sameHolder(o, stale) || !independent(o.Ref.Article, stale.Ref.Article) {
			continue
		}
		if found && japanese(best.Sentence) == japanese(stale.Sentence) && japanese(o.Sentence) != japanese(stale.Sentence) {
			continue
		}
		best, found = o, true
	}
	return best, found
}

// backInOffice reports whether two other publishers print the person in the
// office after the leaving, too: then it was taken back, or never happened.
func backInOffice(stale, left Office, all []Office) bool {
	others := map[string]bool{}
	for _, o := range all {
		if !o.Left && o.Publisher != stale.Publisher && o.Published.Sub(left.Published) > 20*time.Hour && sameHolder(o, stale) {
			others[o.Publisher] = true
		}
	}
	return len(others) > 1
}

// sameHolder reports whether two mentions are one person in one office.
func sameHolder(a, b Office) bool {
	x, _ := officeOf(a.Title)
	y, _ := officeOf(b.Title)
	if x == "" || x != y {
		return false
	}
	if japanese(a.Person) == japanese(b.Person) {
		return a.Normal == b.Normal || strings.HasSuffix(a.Normal, " "+b.Normal) || strings.HasSuffix(b.Normal, " "+a.Normal)
	}
	ja, la := &sounds{full: map[string]bool{}}, &sounds{full: map[string]bool{}}
	for i, s := range []*sounds{ja, la} {
		key := language.SoundKey([]string{a.Person, b.Person}[i])
		words := strings.Fields(key)
		if len(words) == 0 {
			return false
		}
		s.last = words[len(words)-1]
		if len(words) > 1 {
			s.full[key] = true
		}
	}
	return soundAlike(ja, la)
}

// offices ties the printed offices of both languages; one word each.
var offices = []struct{ name, en, ja string }{
	{"deputy mayor", "deputy mayor", "副市長"}, {"mayor", "mayor", "市長"}, {"vice president", "vice president", "副大統領"},
	{"president", "president", "大統領"}, {"deputy prime minister", "deputy prime minister", "副首相"}, {"prime minister", "prime minister", "首相"},
	{"foreign minister", "foreign minister", "外相"}, {"finance minister", "finance minister", "財務相"}, {"defence minister", "defence minister", "国防相"},
	{"defence minister", "defense minister", "防衛相"}, {"vice governor", "lieutenant governor", "副知事"}, {"governor", "governor", "知事"},
	{"chancellor", "chancellor", ""}, {"chief executive", "chief executive", "最高経営責任者"}, {"chief cabinet secretary", "chief cabinet secretary", "官房長官"},
	{"secretary of state", "secretary of state", "国務長官"},
}

// officeOf returns the office in a printed title, "" when it is none that the
// table knows, and whether the title says that it is past, to come or held for
// somebody else.
func officeOf(title string) (name string, former bool) {
	low := strings.ToLower(strings.TrimSpace(title))
	if japanese(low) {
		former = strings.ContainsAny(low, "前元新次") || strings.Contains(low, "代行") || strings.Contains(low, "候補")
		for _, o := range offices {
			if o.ja != "" && strings.HasSuffix(low, o.ja) {
				return o.name, former
			}
		}
		return "", former
	}
	for _, w := range []string{"former", "ex-", "acting", "then", "-elect", "interim", "late", "outgoing", "candidate"} {
		former = former || strings.Contains(low, w)
	}
	for _, o := range offices {
		if strings.HasSuffix(low, o.en) {
			return o.name, former
		}
	}
	return "", former
}
