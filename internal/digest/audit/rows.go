package audit

import (
	"regexp"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// mark says what a row is, as far as its own words or its markup tell.
type mark uint8

const (
	plain mark = iota
	bulletMark
	pointMark
	dateMark
	sourceMark
	nextMark
	endingMark // a label after which the conclusion comes
	labelMark
	headlineMark
	headingMark
	titleMark // of a card
	questionMark
	answerMark
	remarkMark
	standMark
	leadMark
	proseMark
	teaserMark
	conclusionMark
	otherMark
)

// row is one line of text or one block of HTML on its way to a Line.
type row struct {
	number    int
	id        string
	mark      mark
	text      string
	url       string
	publisher string
	date      time.Time
	zoned     bool
	shown     time.Time // the day that a reader sees, where markup has another
	glued     string
	box       int // number of the card's element in HTML, 0 in text
	marked    bool
	fixed     bool
	elsewhere bool
	dated     bool // a heading that prints its date
	listed    bool // an item of a plain list
}

// textRows reads plain text line by line.
func textRows(s string) []row {
	var out []row
	for i, l := range strings.Split(s, "\n") {
		if r, ok := textRow(i+1, strings.TrimSpace(strings.TrimSuffix(l, "\r"))); ok {
			out = append(out, r)
		}
	}
	return out
}

// The marks that such pages set before a line.
var (
	bulletSigns = regexp.MustCompile(`^(💡|📌|🔎|🔍)\s*`)
	pointSigns  = regexp.MustCompile(`^(✅|☑️?|✔️?|✓)\s*`)
	listSigns   = regexp.MustCompile(`^(?:([•・●▪◆○◎▶►*-])\s+|([・●○◎▶►])|[①-⑳]\s*|[(（]?[1-9１-９][.．)）]\s+|[(（][1-9１-９][)）]\s*)`)
	dateLabel   = regexp.MustCompile(`(?i)^[🗓📅■●・\s]*(公開日時?|掲載日時?|配信日時?|更新日時?|発信日時?|投稿日時?|日付|日時|掲載|配信|公開|published(?: on| at)?|publication date|posted(?: on)?|date(?:d)?|updated)\s*[:：]\s*`)
	sourceLabel = regexp.MustCompile(`(?i)^(?:▶|▷|👉|→|⇒|■|・)?\s*(さらに読む|続きを読む|続きはこちら|もっと読む|全文を読む|記事を読む|元記事(?:を読む|はこちら)?|詳しくはこちら|read (?:more|on|the original|the full story)|more|full story|original)\s*(?:⇒|→|»|:|：|>|＞|▶)\s*`)
	bareSource  = regexp.MustCompile(`(?i)^[■●・\s]*(出典|画像元|引用元|参照元?|情報源|ソース|source|image|via|from)(?:\s*/\s*(?:画像元|image))?\s*[:：]\s*\S[^。]*$`)
	creditLabel = regexp.MustCompile(`(?i)[（(\s/|,、-]*(出典|画像元|引用元|source|image(?: credit)?|credit)(?:\s*/\s*(?:画像元|出典|image(?: credit)?|source))?\s*[:：]?\s*$`)
	nextLabel   = regexp.MustCompile(`(?i)^(次のページ(?:を読む|へ)?|次ページへ?|続きは次のページ|next page|read the next page|continue)\s*(?:⇒|→|»|>|＞)?\s*$`)
	endingLabel = regexp.MustCompile(`(?i)^[🚩🏁✍️📝■◆▼●◇□★【\[\s]*(結論|まとめ|総括|総まとめ|今回のまとめ|この記事のまとめ|おわりに|最後に|conclusion|in short|in summary|to sum up|wrap-?up|the bottom line)[】\]]?\s*[!！:：]?$`)
	learnLabel  = regexp.MustCompile(`(?i)^[📘📖📕📗📙📝💡🔎■◆▼●◇□★【\[\s]*(この記事で(?:分|わ)かる(?:事|こと)|(?:この記事の|今回の|[3３三]つの)?(?:ポイント|要点|要約|見どころ)|what you(?:'ll|’ll| will) learn|in this (?:article|digest)|key points|key takeaways|takeaways|at a glance|highlights)[】\]]?\s*[!！:：]?$`)
	askLabel    = regexp.MustCompile(`^(?:Q|Ｑ|問|質問)\s*\d*\s*[.．:：、]\s*`)
	answerLabel = regexp.MustCompile(`^(?:A|Ａ|答|回答)\s*\d*\s*[.．:：、]\s*`)
	address     = regexp.MustCompile(`https?://[!-~]+`)
)

// wide writes the narrow forms of Japanese marks as the usual ones.
var wide = strings.NewReplacer("｡", "。", "､", "、", "｢", "「", "｣", "」", "･", "・")

func textRow(number int, s string) (row, bool) {
	s = wide.Replace(s)
	r := row{number: number, text: s}
	if s == "" {
		return r, false
	}
	switch {
	case bulletSigns.MatchString(s):
		r.mark, r.text = bulletMark, bulletSigns.ReplaceAllString(s, "")
	case pointSigns.MatchString(s):
		r.mark, r.text = pointMark, pointSigns.ReplaceAllString(s, "")
	case dateLabel.MatchString(s):
		r.mark = dateMark
		r.date, r.zoned = printedDate(dateLabel.ReplaceAllString(s, ""))
	case sourceLabel.MatchString(s) || bareSource.MatchString(s) && (address.MatchString(s) || len([]rune(s)) < 40):
		r.mark = sourceMark
		splitSource(&r)
	case nextLabel.MatchString(s):
		r.mark = nextMark
	case endingLabel.MatchString(s):
		r.mark = endingMark
	case learnLabel.MatchString(s):
		r.mark = labelMark
	case askLabel.MatchString(s) && asks(s):
		r.mark, r.text = questionMark, askLabel.ReplaceAllString(s, "")
	case answerLabel.MatchString(s) && len(s) < 300:
		r.mark, r.text = answerMark, answerLabel.ReplaceAllString(s, "")
	case strings.HasPrefix(s, "# "):
		r.mark, r.text = headlineMark, strings.TrimSpace(s[2:])
	case strings.HasPrefix(s, "##"):
		r.mark, r.text = headingMark, strings.TrimSpace(strings.TrimLeft(s, "#"))
	case listSigns.MatchString(s):
		r.mark, r.text, r.listed = bulletMark, listSigns.ReplaceAllString(s, ""), true
	}
	return r, true
}

// splitSource takes a "read more" line apart: publisher, address and what runs on
// after the address.
func splitSource(r *row) {
	rest := sourceLabel.ReplaceAllString(r.text, "")
	rest = leadingCredit.ReplaceAllString(rest, "")
	span := address.FindStringIndex(rest)
	if span == nil {
		r.publisher = strings.TrimSpace(creditLabel.ReplaceAllString(rest, ""))
		return
	}
	r.publisher = strings.TrimSpace(creditLabel.ReplaceAllString(strings.TrimSpace(rest[:span[0]]), ""))
	r.url = rest[span[0]:span[1]]
	r.glued = strings.TrimSpace(rest[span[1]:])
}

// leadingCredit matches the label of a line that begins with who printed it.
var leadingCredit = regexp.MustCompile(`(?i)^[■●・\s]*(出典|引用元|参照元?|情報源|ソース|source|via|from)\s*[:：]\s*`)

var datePattern = regexp.MustCompile(`(20\d\d|19\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?`)

// printedDate reads the date of a card; zoned says that time and zone stand
// beside it.
func printedDate(s string) (at time.Time, zoned bool) {
	s = norm.NFKC.String(s)
	if t, err := time.Parse(time.RFC3339, strings.TrimSpace(s)); err == nil {
		return t, true
	}
	if m := datePattern.FindStringSubmatch(s); m != nil {
		return day(m[1], m[2], m[3]), false
	}
	for _, layout := range []string{"January 2, 2006", "Jan 2, 2006", "2 January 2006", "2 Jan 2006", "Jan. 2, 2006"} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t, false
		}
	}
	return time.Time{}, false
}

var dayMonthYear = regexp.MustCompile(`\b(\d{1,2}) (January|February|March|April|May|June|July|August|September|October|November|December) (\d{4})\b`)

// shownDay is the day in the words of a time element when it is not the one of its
// attribute; zero when they agree or the words have none.
func shownDay(words string, at time.Time) time.Time {
	var t time.Time
	if m := dayMonthYear.FindString(words); m != "" {
		t, _ = time.Parse("2 January 2006", m) // matched as such
	} else if m := datePattern.FindStringSubmatch(folded(words)); m != nil {
		t = day(m[1], m[2], m[3])
	}
	if t.IsZero() || at.IsZero() || t.Format(time.DateOnly) == at.Format(time.DateOnly) {
		return time.Time{}
	}
	return t
}

// day is a date from three printed numbers; zero when there is no such day.
func day(y, m, d string) time.Time {
	if len(m) == 1 {
		m = "0" + m
	}
	if len(d) == 1 {
		d = "0" + d
	}
	t, err := time.Parse("2006-01-02", y+"-"+m+"-"+d)
	if err != nil {
		return time.Time{}
	}
	return t
}

// ends reports whether a line ends as a sentence does.
func ends(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "」』）)\"”’' "))
	return strings.ContainsRune("。．.!！?？…", r)
}

// asks reports whether a line ends as a question.
func asks(s string) bool {
	s = strings.TrimRight(s, "」』）) ")
	return strings.HasSuffix(s, "?") || strings.HasSuffix(s, "？") || strings.HasSuffix(s, "か") || strings.HasSuffix(s, "か。")
}

// short reports whether a line is short enough to be a heading.
func short(s string) bool {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Han) {
			return n <= 60
		}
	}
	return n <= 120
}

// answerLong reports whether a line may be an answer: up to a long sentence.
func answerLong(s string) bool {
	n := utf8.RuneCountInString(s)
	return n <= 100 || !isJapanese(s) && n <= 280
}
