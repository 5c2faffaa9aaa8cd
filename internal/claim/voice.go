package claim

import "regexp"

// Voice says whose word a statement rests on.
type Voice string

// The voices.
const (
	OfSpeaker Voice = "speaker" // a person, body or document speaks
	OfMedia   Voice = "media"   // another publisher is the source: 港新聞によると
	OfHearsay Voice = "hearsay" // nobody is named: という, reportedly
)

// Voice returns whose word the statement rests on.
func (s Statement) Voice() Voice {
	switch {
	case s.Hearsay && s.Speaker == "":
		return OfHearsay
	case s.Hearsay, mediaName.MatchString(s.Speaker):
		return OfMedia
	}
	return OfSpeaker
}

// mediaName matches publishers and broadcasters of both languages.
var mediaName = regexp.MustCompile(`(?:新聞|通信|通信社|テレビ|放送|放送局|紙|誌|各紙|日報|週刊.*|ニュース|ニュースサイト|サイト|メディア|マスコミ|タイムズ|タイムス|ポスト|ジャーナル|スポーツ|スポニチ|報知|ロイター|報道|ブログ|ＮＨＫ|NHK|CNN|BBC|AFP|AP|TBS|ＣＮＮ|ＢＢＣ|ＡＦＰ|ＡＰ|ＴＢＳ|Reuters|Bloomberg|ブルームバーグ|News|Times|Post|Journal|agency|TV|media)$`)
