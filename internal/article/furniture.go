package article

import (
	"regexp"
	"strings"
)

// furnitureForms recognise sentences that a site prints around every report: to its
// readers, about itself, never about the world. Each form speaks of the site's
// own business with the reader, so that a report about cookies, subscriptions
// or copyright keeps its sentences.
var furnitureForms = regexp.MustCompile(`(?i)` + strings.Join([]string{
	// rights
	`^\W*(©|\(c\) ?\d{4}|copyright(ed)? (©|\(c\)|\d{4}|by |the ))`, `all rights reserved`, `may not be (published|reproduced|broadcast|copied)[^.]*(redistribut|permission|broadcast)`,
	`^(a division of|legal statement)\b`, `無断(転載|複製|使用)`, `^(©|\(C\)|copyright)`, `著作権は.{0,30}に帰属`,
	// data vendors
	`(market|fund|etf) data (is )?(provided|delayed)`, `quotes displayed in real-time`, `^\W*data (is (a real-time|delayed)|also provided)`, `powered and implemented by`, `stock quotes, and market data`,
	// the browser
	`(enable|activate|turn on|deactivated|disabled|without|support) [^.]{0,30}javascript`, `javascript (is|has been|must be) [^.]{0,20}(disabled|deactivated|enabled|turned)`,
	`skipping the main menu`, `^skip to (main )?(content|navigation)`, `please refresh (the page|your browser)`, `notifications can be managed in browser`,
	`(javascript|ジャバスクリプト)を有効`, `protected by recaptcha`, `your browser (does not|doesn.t) support`, `ご利用の(ブラウザ|環境)`,
	// accounts and walls
	`^(log|sign) ?in(to)?\b.{0,40}$`, `(log|sign) ?in ?to ?(your|an?) .{0,30}account`, `^already (a (subscriber|member)|have an account)`, `^don.t have an account`, `username or email address|forgot password|remember me`,
	`^(want all of|to continue reading|continue reading|keep reading|subscribe( now| today| to|\.?$)|start your free trial)`, `(rest|remainder) is for subscribers`, `of this article left to read`,
	`you.ve read (all|the last) of your free`, `having trouble retrieving the article`, `while we verify access`, `reader mode please exit`,
	`^(this|the) (article|story|content) is (only )?(available )?(for|to|exclusive(ly)? (for|to)) (subscribers|members)`, `subscribe now (to|and)`, `unlimited access to (the|our|all)`,
	`(有料)?会員(限定|登録|専用)の?(記事|ページ|コンテンツ)?.{0,20}(です|ログイン|ください|。|$)`, `^(続きを読む|ログイン|新規登録|会員登録)`, `残り[:：]?\d+文字`, `この記事は有料`,
	`anmelden\W*$`, `(mit ihrem|sie haben bereits) .{0,30}(account|konto)`, `digitales abo`, `artikel speichern`, `redaktionell nicht bearbeitet`, `automatisch von der .{3,60} übernommen`, `^danke, dass sie `, `noch in der beta-phase`,
	`(vous|votre|en cliquant|ce message|ce dernier|autre personne)[^.?!]{0,120}(compte|appareil|mot de passe|abonnement)`, `abonnement n.autorise`, `^comment ne plus voir ce message`, `lecture (restreinte|du .{2,30} en cours)`, `que se passera-t-il si vous`, `y a-t-il d.autres limites`,
	// newsletters and forms
	`(straight |directly )?(delivered )?(straight )?to your inbox`, `by (entering|submitting|subscribing|signing|clicking|continuing|providing)\b[^.]*\b(agree|accept|privacy|terms)`, `(you )?agree to (our|the) (privacy|terms)`,
	`(you.ve )?successfully subscribed`, `problem processing your (submission|request)`, `(need to )?confirm your email address`, `^almost finished`, `^please try again later`, `follow the instructions in the email`,
	`(opt[- ]?out|unsubscribe) at any ?time`, `^sign up (for|to|now|here)\b`, `(sign up|subscribe) (for|to) (our|the|free) [^.]*newsletter`, `ニュースレター.{0,20}(登録|購読)`,
	`^get (the latest|a daily|our|breaking|all the) [^.]*(inbox|updates|news in|newsletter|headlines|campaign trail)`, `^the hottest stories ripped`,
	// cookies
	`^(we|this (web)?site|our (web)?site|our partners)[^.]{0,40} cookies`, `^accept (all )?cookies`, `^cookie (policy|settings|preferences|notice)`, `(クッキー|cookie)(を使用|の使用|ポリシー)`,
	// asking
	`got a (confidential )?(news )?tip`, `^we want to hear from you`, `tips can be (sent|emailed)`, `^what do you want .{2,40} to investigate`, `^do you have (a )?(story|tip|question)`, `^(follow|like) (us|him|her|them|me|our)\b.{0,80}$`, `^click here\b`, `^(download|get) (the|our) .{0,30}\bapp\b`,
	`your (donation|support) (allows|helps|makes|funds)`, `support(ing)? (independent|our|quality) journalism`, `quality journalism should be`, `(not to lock|behind a?) .{0,60}paywalls?`, `we (know|understand) how important it is to parse`, `latest documentary`,
	`need reporters on the ground`, `is on the ground when the story`, `is trusted by .{2,40} across the (entire )?political`, `^join (the|thought-provoking) (conversation|discussion)`, `logged in to post a comment`, `^(leave|post) a comment`, `^follow other .{2,40} readers`,
	`^(to )?(address|report|send) [^.]{0,60}(complaints|corrections|an error)[^.]{0,60}contact`, `responsible for their own content`, `^read (the original|more|also|next|full)\b.{0,90}$`, `^(see|watch|read) (also|more)\b`,
	`p\.? ?o\.? box \d+`, `toll[- ]free`, `closed captioning`, `^it is a priority for .{2,20} to create products`,
	// marks that stand alone
	`^(advertisement|sponsored( content)?|promoted|story continues below|article continues below|scroll to continue|recommended( for you| stories)?|more articles|related (articles|stories|topics|news|content)|most (read|popular|viewed)|share this( article)?|listen to (this )?article|trending( now)?|erscheinungsbild|follow le monde|in this article)\W*$`,
	`^(watch|read|listen|see also|related|more|now playing): `, `^(関連記事|関連リンク|あわせて読みたい|合わせて読みたい|おすすめ|ランキング|広告|シェアする|この記事をシェア|写真を拡大|画像を見る|写真|もっと見る)\W*$`, `^(【関連記事】|【写真】|＜関連記事＞)`,
}, `|`))

// tailForms recognise what follows a report: who helped, who wrote, where it
// was first printed. In the middle of a report such sentences would be news.
var tailForms = regexp.MustCompile(`(?i)` + strings.Join([]string{
	`contributed (to (this|the)( \w+)? (report|article|story)|reporting)`, `^(edited|translated|reported|written|additional reporting) by\b`, `^with (files|reporting) from\b`, `^reporting by\b`,
	`^[\p{L} .'’-]{4,60} (is|was) (an?|the) [\p{L} ,'’-]*(reporter|correspondent|writer|editor|journalist|producer|columnist|researcher)\b[^.]*\.?$`,
	`^this (article|story|report) (was|is|has been) (originally |first |also )?(published|written|produced|translated|adapted|a developing|part of)`, `^this is a (developing|breaking)( news)? story`, `^edited translation from`, `^(mna|end|ends|/end)\W*$`,
	`[（(](共同|時事|ロイター|AFP|AP)(通信)?[)）]$`, `^[（(]?(聞き手|取材|文|構成|編集|翻訳)(は|[・:：＝])`,
}, `|`))

// credit matches a picture's credit as it ends a caption.
var credit = regexp.MustCompile(`^\([^()]{0,100}(Getty|AP Photo|AP/|Reuters|REUTERS|AFP|EPA|Photo|PHOTO|Image|Courtesy|File|via AP|Pool)[^()]{0,100}\)$`)

// isFurniture reports whether a sentence is a site's furniture. Long ones are
// prose whatever they hold: the forms were written for lines.
func isFurniture(sentence string) bool {
	return len(sentence) < 500 && furnitureForms.MatchString(sentence)
}

func isTail(sentence string) bool {
	return len(sentence) < 300 && tailForms.MatchString(sentence)
}
