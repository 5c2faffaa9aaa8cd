package article

import "regexp"

// titleEnd is where a title ends, or where the site's name follows: what such a
// page is called stands alone there, while headlines go on.
const titleEnd = `\s*($|[|:｜：・–—」-])`

// The words with which sites say that a text is not there to be read. They speak
// to the reader ("to continue", "この記事は") so that a report about subscriptions
// or logins is not taken for one.
var (
	// The hints are there for speed: what holds none of them matches nothing, and
	// looking for a word costs a hundredth of what an expression does.
	wallHints    = []string{"subscri", "sign up", "signup", "register", "log in", "login", "member", "reading", "you've", "you have", "weiterlesen", "lesen sie", "abo", "artikel", "inhalt", "beitrag", "il vous reste", "la suite", "suscr", "socios", "abbonati", "この", "会員", "残り", "続き", "全文", "購読", "ログイン", "이 ", "此文章", "此內容", "此内容"}
	restHints    = []string{"read", "続き", "全文", "もっと", "lesen", "lire", "leyendo", "leggi"}
	consentHints = []string{"continue", "privacy", "zustimmung", "werbung", "consentement"}

	wallWords = regexp.MustCompile(`(?i)` +
		`(subscribe|sign ?up|register|log ?in|become a (member|subscriber))[^.]{0,30} to (continue\b|keep reading|read (on\b|more|this|the (full|whole|entire|rest|article|story|report))|unlock|view the (full|rest))` +
		`|(this|the full|the rest of this) (article|story|content|post) is (only |exclusively |reserved )?(available |accessible )?(to|for) (our )?(paid |paying |premium |digital )?(subscribers|members)` +
		`|(continue|keep) reading (with|for|by) (a |an |your )?(free )?(subscription|trial|account|£|\$|€)` +
		`|already a (subscriber|member)\?|you('ve| have) (reached|used|read) (your|all)[^.]{0,40}(free|limit|articles)` +
		`|(weiterlesen|lesen sie (jetzt )?weiter) mit |(dieser|dieses|diesen) (artikel|inhalt|beitrag) (ist|lesen|können)[^.]{0,40}(abonnent|abo\b|plus)|jetzt (abonnieren|abo abschließen)[^.]{0,30}weiterlesen|(sie|du) ha(ben|st) bereits ein (abo|digital)` +
		`|(cet|l)['’ ]?(article|accès)[^.]{0,30} (est )?réservée? (à|aux) [^.]{0,10}abonné|il vous reste [\d.,]+ ?% de (cet article|l['’]article)|la suite est réservée` +
		`|(contenido|artículo) (exclusivo|solo) para (suscriptores|socios)|suscríbete para (seguir|continuar) leyendo` +
		`|(questo|l['’])(articolo| contenuto)[^.]{0,30} riservat[oa] agli abbonati` +
		`|この(記事|コンテンツ|ページ|続き)は[^。「」]{0,20}(有料(会員|記事|コンテンツ|プラン|版|です|$)|会員限定|会員専用|購読者|読者会員|プレミアム)|(有料会員|会員)(限定|専用)(記事|の記事|コンテンツ)(です|になります|。|$)|残り\s*[:：]?\s*[\d,０-９]+\s*(文字|字)` +
		`|(続き|全文)(を|は)[^。]{0,24}(会員登録|ログイン|購読|有料|会員になる|ご登録)|(会員登録|ログイン|購読)[^。]{0,14}(すると|して|いただくと|で)[^。]{0,14}(続き|全文)` +
		`|이 (기사|콘텐츠)는[^.]{0,20}(유료|구독자|회원)|此(文章|內容|内容)[^。]{0,10}(會員|会员|訂閱|订阅)`)

	// restWords say that the text goes on behind a link.
	// wallLabel is a mark that lists of reports have beside those for members, or a
	// question that a site puts on each of its pages.
	wallLabel = regexp.MustCompile(`^[\s【\[（(]*(有料会員|会員)(限定|専用)(記事|の記事|コンテンツ)[\s】\]）)]*$|^already a (subscriber|member)\?.{0,20}$|^(sie|du) ha(ben|st) bereits ein (abo|digital).{0,30}$`)

	restWords = regexp.MustCompile(`(?i)^(read (the )?(full|whole) (article|story)( (here|on .{2,40}))?|continue reading|read more at .{2,40}|続きを読む|続きはこちら|全文を読む|全文表示|もっと読む|ganzen artikel lesen|weiterlesen( auf .{2,40})?|lire la suite|seguir leyendo|leggi tutto)\s*[.…»>→]*$`)

	consentWords = regexp.MustCompile(`(?i)^(before you continue( to .{2,40})?|we value your privacy|your privacy choices|wir benötigen ihre zustimmung|mit werbung (weiterlesen|lesen)|nous avons besoin de votre consentement)`)
	consentTitle = regexp.MustCompile(`(?i)^(before you continue( to .{2,40})?|(cookie|privacy|datenschutz)[- ]?(consent|settings|einstellungen|wall|zustimmung|notice)|consent( management)?|zustimmung|we value your privacy|クッキー(の|に関する)?(同意|設定)|cookieの(利用|使用)(について|に同意))` + titleEnd)
	loginTitle   = regexp.MustCompile(`(?i)^(log ?in|sign ?in|anmelden|anmeldung|einloggen|connexion|se connecter|iniciar sesión|accedi|ログイン|会員ログイン|로그인|登录|登入)(画面|ページ|してください|( to| with| or| into| bei| zu)\b[^|]{0,40})?` + titleEnd)
	missingWords = regexp.MustCompile(`(?i)^(error )?(404|410)\s*($|[|:–—・-]|(error|page|fehler|gone|エラー)` + titleEnd + `|page not|error page)|\b404\b.{0,3}(not found|error|fehler)|^(sorry[,.!]? )?(the |this )?(page|article|story|content)( you (are|were) looking for| you requested)? ?((was|is|could|can)?(not|n['’]t| not)? ?(be )?(not found|no longer (available|exists?)|cannot be found|can['’]t be found|could not be found|doesn['’]t exist|has (been removed|expired)))|^(page |article )?not found$|^(die )?seite (wurde )?nicht gefunden|^page (non trouvée|introuvable)|^página no encontrada|^pagina non trovata|(ページ|記事)(が|は)(見つかりません|存在しません|削除されました|ありません|ございません)(でした)?([。.]|` + titleEnd + `)|^お探しの(ページ|記事)|(掲載|公開|配信)(期間|期限)(が|は)(終了(し|いたし|致し)|過ぎ(まし|て(い|お)り|た(記事|ページ)))|페이지를 찾을 수 없|^页面(不存在|未找到)|^頁面不存在`)

	videoTitle   = regexp.MustCompile(`(?i)(^|[\s\[【(（|｜:])(video|vídeo|vidéo|watch|動画|映像|podcast|audio)([\s\]】)）|｜:]|$)|【動画】|\[動画\]`)
	galleryTitle = regexp.MustCompile(`(?i)in pictures|photo (gallery|essay)|photos:|pictures of the (day|week)|bilderstrecke|fotostrecke|en images|galería|fotogallery|写真特集|フォトギャラリー|写真集|画像ギャラリー|【写真】|写真\s*[（(]\d+`)
)
