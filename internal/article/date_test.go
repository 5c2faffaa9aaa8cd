package article_test

import (
	"errors"
	"testing"
	"time"

	"kiku/internal/article"
)

func TestParseTime(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"Wed, 21 May 2025 17:05:00 GMT":        "2025-05-21T17:05:00Z",
		"Wed, 21 May 2025 17:05:00 EDT":        "2025-05-21T17:05:00-04:00",
		"Wed, 21 May 2025 17:05:00 -0400":      "2025-05-21T17:05:00-04:00",
		"21 May 2025 17:05 BST":                "2025-05-21T17:05:00+01:00",
		"Wed, 21 May 25 17:05:00 +0900":        "2025-05-21T17:05:00+09:00",
		"2025-05-21T17:05:00Z":                 "2025-05-21T17:05:00Z",
		"2025-05-21T17:05:00+09:00":            "2025-05-21T17:05:00+09:00",
		"2025-05-21T17:05:00.123+0900":         "2025-05-21T17:05:00+09:00",
		"2025-05-21T17:05+09:00":               "2025-05-21T17:05:00+09:00",
		"2025-05-21 17:05:00":                  "2025-05-21T17:05:00Z",
		"2025-05-21 17:05:00 JST":              "2025-05-21T17:05:00+09:00",
		"2025/05/21 17:05":                     "2025-05-21T17:05:00Z",
		"2025-05-21":                           "2025-05-21T00:00:00Z",
		"20250521":                             "2025-05-21T00:00:00Z",
		"1747847100":                           "2025-05-21T17:05:00Z",
		"1747847100000":                        "2025-05-21T17:05:00Z",
		"May 21, 2025":                         "2025-05-21T00:00:00Z",
		"Published: May 21st, 2025 at 5:05 pm": "2025-05-21T17:05:00Z",
		"21 May 2025, 17:05 (UTC)":             "2025-05-21T17:05:00Z",
		"May 21, 2025 5:05 PM ET":              "2025-05-21T17:05:00-05:00",
		"Wednesday, May 21, 2025":              "2025-05-21T00:00:00Z",
		"mié., 21 may. 2025 17:05:00 +0200":    "2025-05-21T17:05:00+02:00",
		"21. Mai 2025, 17:05 Uhr":              "2025-05-21T17:05:00Z",
		"21 de mayo de 2025":                   "2025-05-21T00:00:00Z",
		"le 21 août 2025 à 17h05":              "2025-08-21T17:05:00Z",
		"21.5.2025 klo 17.05":                  "2025-05-21T17:05:00Z",
		"21.05.2025 17:05":                     "2025-05-21T17:05:00Z",
		"2025년 5월 21일 오후 5:05":                 "2025-05-21T17:05:00+09:00",
		"2025年5月21日 17時05分":                    "2025-05-21T17:05:00+09:00",
		"2025年05月21日17:05":                     "2025-05-21T17:05:00+09:00",
		"２０２５年５月２１日　午後５時５分":                    "2025-05-21T17:05:00+09:00",
		"令和7年5月21日(水) 17時":                     "2025-05-21T17:00:00+09:00",
		"令和元年5月1日":                             "2019-05-01T00:00:00+09:00",
		"2025/05/21(水) 17:05":                  "2025-05-21T17:05:00+09:00",
		"2025.5.21（水・祝）":                       "2025-05-21T00:00:00+09:00",
		"2025/5/21 17時05分":                     "2025-05-21T17:05:00+09:00",
		"2025年（令和7年）5月21日（水） 午後5時05分":          "2025-05-21T17:05:00+09:00",
		"令和7年（2025年）5月21日":                     "2025-05-21T00:00:00+09:00",
		"2025-05-21 17:05:00 +0900 JST":        "2025-05-21T17:05:00+09:00",
		"公開日：2025年5月21日 午前0時5分":                "2025-05-21T00:05:00+09:00",
		"2025年5月21日 24時10分":                    "2025-05-22T00:10:00+09:00",
	} {
		got, err := article.ParseTime(in)
		if err != nil || got.Truncate(time.Second).Format(time.RFC3339) != want {
			t.Errorf("ParseTime(%q) = %s, %v; want %s", in, got.Format(time.RFC3339), err, want)
		}
	}
}

func TestParseTimeNamesWhatItCannotRead(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]error{
		"": article.ErrNoDate, " ": article.ErrNoDate, "yesterday": article.ErrBadDate, "2025-13-41": article.ErrBadDate, "2025年2月30日": article.ErrBadDate,
		"0001-01-01": article.ErrBadDate, "12": article.ErrBadDate, "2025-02-30": article.ErrBadDate,
	} {
		if got, err := article.ParseTime(in); !errors.Is(err, want) || !got.IsZero() {
			t.Errorf("ParseTime(%q) = %v, %v; want %v", in, got, err, want)
		}
	}
}

func FuzzParseTime(f *testing.F) {
	f.Add("Wed, 21 May 2025 17:05:00 EDT")
	f.Add("令和7年5月21日 午後5時")
	f.Add("2025-05-21T17:05:00.1+0900")
	f.Fuzz(func(t *testing.T, in string) {
		got, err := article.ParseTime(in)
		if (err == nil) == got.IsZero() {
			t.Errorf("ParseTime(%q) = %v, %v", in, got, err)
		}
		if err == nil && (got.Year() < 1971 || got.Year() > 2201) {
			t.Errorf("ParseTime(%q) = %v", in, got)
		}
		if err == nil {
			// A time printed in the plainest form is the same time.
			if again, err := article.ParseTime(got.Format(time.RFC3339Nano)); err != nil || !again.Equal(got) {
				t.Errorf("ParseTime(%q) = %v, printed and read again %v, %v", in, got, again, err)
			}
			seen := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
			if settled := article.Settle(got, seen); settled.After(seen) {
				t.Errorf("Settle(%v) = %v, after first seen", got, settled)
			}
		}
		if err != nil && !errors.Is(err, article.ErrBadDate) && !errors.Is(err, article.ErrNoDate) {
			t.Errorf("unnamed error: %v", err)
		}
	})
}
