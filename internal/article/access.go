package article

import "errors"

// Why a page gives no article although it was read.
var (
	// ErrPaywall says that the text is for subscribers and too little of it is shown.
	ErrPaywall = errors.New("the text is for subscribers only")
	// ErrVideo says that the page holds a film or a recording and no text.
	ErrVideo = errors.New("the page holds a video and no text")
	// ErrGallery says that the page holds pictures and no text.
	ErrGallery = errors.New("the page holds pictures and no text")
	// ErrLogin says that the site asks its readers to log in.
	ErrLogin = errors.New("the page asks to log in")
	// ErrConsent says that the site asks for consent before it shows the page.
	ErrConsent = errors.New("the page asks for consent before it shows its text")
	// ErrMissing says that the page is an error page although it was served as a good one.
	ErrMissing = errors.New("the page says that there is nothing here")
	// ErrNoIndex says that the publisher does not want the page to be found elsewhere.
	ErrNoIndex = errors.New("its publisher asks that the page be found nowhere else (noindex)")
)

// The reasons for which an article's text is only its beginning.
const (
	PartialPaywall = "paywall" // the rest is for subscribers
	PartialMore    = "more"    // the rest is behind a link or a button
)
