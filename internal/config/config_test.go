package config_test

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"kiku/internal/config"
)

func write(t *testing.T, text string) (dir, file string) {
	t.Helper()
	dir = t.TempDir()
	file = filepath.Join(dir, "kiku.toml")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir, file
}

func TestLaterWordWins(t *testing.T) {
	t.Parallel()
	dir, file := write(t, "title = \"Harbour\"\nlisten = \":1\"\nworkers = 3\n[fetch]\nallow = [\"192.168.1.9/24\", \"10.0.0.1\"]\ndelay = \"5s\"\n")
	c, err := config.Load(config.LoadInput{
		Environ: []string{"KIKU_DATA_DIR=" + dir, "KIKU_LISTEN=:2", "KIKU_WORKERS=4", "HOME=/x"},
		Flags:   map[string]string{"workers": "5", "database": ""},
	})
	if err != nil {
		t.Fatal(err)
	}
	if c.Title != "Harbour" || c.Listen != ":2" || c.Workers != 5 || c.Language != "auto" || c.Fetch.Delay.String() != "5s" {
		t.Errorf("config: %+v", c)
	}
	if got := len(c.Fetch.Allow); got != 2 || c.Fetch.Allow[0].String() != "192.168.1.0/24" || c.Fetch.Allow[1].String() != "10.0.0.1/32" {
		t.Errorf("allow: %v", c.Fetch.Allow)
	}
	from := make(map[string]string)
	for _, s := range c.Settings() {
		from[s.Key] = s.From
		if s.Help == "" || s.Env == "" {
			t.Errorf("setting %s is not documented", s.Key)
		}
	}
	for key, want := range map[string]string{
		"title": file + ":1", "listen": "environment KIKU_LISTEN", "workers": "flag --workers", "language": "default",
		"fetch.delay": file + ":6", "data_dir": "environment KIKU_DATA_DIR",
	} {
		if from[key] != want {
			t.Errorf("%s comes from %q, want %q", key, from[key], want)
		}
	}
}

func TestMistakesAreNamedWithTheirPlace(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		file, environ string
		flags         map[string]string
		want          error
		at, hint      string
	}{
		"unknown key":          {file: "[fetch]\n# pause\ndelya = \"2s\"\n", want: config.ErrUnknown, at: "kiku.toml:3", hint: "fetch.delay"},
		"unknown section":      {file: "[weather]\ncity = \"Oslo\"\n", want: config.ErrUnknown, at: "kiku.toml:2"},
		"bad number":           {file: "\nworkers = 900\n", want: config.ErrValue, at: "kiku.toml:2", hint: "jobs"},
		"bad kind":             {file: "workers = \"many\"\n", want: config.ErrValue, at: "kiku.toml:1"},
		"bad time":             {file: "[fetch]\ntimeout = \"soon\"\n", want: config.ErrValue, at: "kiku.toml:2"},
		"bad network":          {file: "[fetch]\nallow = [\"home\"]\n", want: config.ErrValue, at: "kiku.toml:2"},
		"bad database":         {file: "database = \"mysql://x\"\n", want: config.ErrValue, at: "kiku.toml:1"},
		"bad language":         {environ: "KIKU_LANGUAGE=klingon", want: config.ErrValue, at: "environment KIKU_LANGUAGE"},
		"bad base address":     {environ: "KIKU_BASE_URL=news", want: config.ErrValue, at: "environment KIKU_BASE_URL"},
		"bad model address":    {file: "[model]\nurl = \"localhost\"\n", want: config.ErrValue, at: "kiku.toml:2"},
		"model without name":   {file: "[model]\nurl = \"http://localhost:1/v1\"\n", want: config.ErrValue, at: "kiku.toml:2", hint: "http://localhost:1/v1/models"},
		"no port":              {flags: map[string]string{"listen": "here"}, want: config.ErrValue, at: "flag --listen"},
		"vectors without name": {environ: "KIKU_EMBEDDINGS_URL=http://localhost:1/v1", want: config.ErrValue, at: "environment KIKU_EMBEDDINGS_URL", hint: "http://localhost:1/v1/models"},
		"slip in environment":  {environ: "KIKU_LISTN=:1", want: config.ErrUnknown, at: "environment KIKU_LISTN", hint: "KIKU_LISTEN"},
		"not TOML":             {file: "title = \"a\"\nlisten = = 3\n", want: config.ErrSyntax, at: "kiku.toml:2"},
		"unknown flag":         {flags: map[string]string{"colour": "red"}, want: config.ErrUnknown, at: "flag --colour"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir, _ := write(t, c.file)
			_, err := config.Load(config.LoadInput{Environ: []string{"KIKU_DATA_DIR=" + dir, c.environ}, Flags: c.flags})
			var e *config.Error
			if !errors.Is(err, c.want) || !errors.As(err, &e) {
				t.Fatalf("err = %v, want %v", err, c.want)
			}
			if !strings.HasSuffix(e.From, c.at) || !strings.Contains(e.Hint, c.hint) {
				t.Errorf("from %q hint %q, want %q and %q", e.From, e.Hint, c.at, c.hint)
			}
		})
	}
}

func TestAllMistakesAtOnce(t *testing.T) {
	t.Parallel()
	_, file := write(t, "workers = 0\nlanguage = \"xx\"\nnonsense = 1\n")
	_, err := config.Load(config.LoadInput{File: file})
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok || len(joined.Unwrap()) != 3 {
		t.Errorf("err = %v, want three", err)
	}
}

func TestNamedFileMustBeThere(t *testing.T) {
	t.Parallel()
	missing := filepath.Join(t.TempDir(), "no.toml")
	if _, err := config.Load(config.LoadInput{File: missing}); !errors.Is(err, config.ErrNoFile) {
		t.Errorf("err = %v, want ErrNoFile", err)
	}
	if _, err := config.Load(config.LoadInput{Environ: []string{"KIKU_CONFIG=" + missing}}); !errors.Is(err, config.ErrNoFile) {
		t.Errorf("KIKU_CONFIG: err = %v, want ErrNoFile", err)
	}
	if _, err := config.Load(config.LoadInput{Flags: map[string]string{"data_dir": t.TempDir()}}); err != nil {
		t.Errorf("no file in the data folder: %v", err)
	}
}

func TestPasswordsAreHidden(t *testing.T) {
	t.Parallel()
	c, err := config.Load(config.LoadInput{Environ: []string{"KIKU_DATABASE=postgres://kiku:opensesame@db/kiku"}})
	if err != nil {
		t.Fatal(err)
	}
	if c.Database != "postgres://kiku:opensesame@db/kiku" {
		t.Errorf("database: %q", c.Database)
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, "opensesame") {
			t.Errorf("%s shows the password: %q", s.Key, s.Value)
		}
	}
}

func TestModelKeyIsHidden(t *testing.T) {
	t.Parallel()
	c, err := config.Load(config.LoadInput{Environ: []string{"KIKU_MODEL_URL=http://localhost:11434/v1/", "KIKU_MODEL_NAME=gull", "KIKU_MODEL_KEY=opensesame"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := (config.Model{URL: "http://localhost:11434/v1", Name: "gull", Key: "opensesame", Timeout: time.Minute}); c.Model != want {
		t.Errorf("model: %+v, want %+v", c.Model, want)
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, "opensesame") || s.Key == "model.key" && s.Value == "" {
			t.Errorf("%s: %q", s.Key, s.Value)
		}
	}
	if c, err = config.Load(config.LoadInput{}); err != nil || c.Model.URL != "" || c.Model.Name != "" || c.Model.Key != "" {
		t.Errorf("without settings: %+v, %v", c.Model, err)
	}
}

func TestEmbeddingsAreAModelOfTheirOwn(t *testing.T) {
	t.Parallel()
	c, err := config.Load(config.LoadInput{Environ: []string{"KIKU_EMBEDDINGS_URL=http://localhost:11434/v1/", "KIKU_EMBEDDINGS_NAME=tern", "KIKU_EMBEDDINGS_KEY=opensesame"}})
	if err != nil {
		t.Fatal(err)
	}
	if want := (config.Model{URL: "http://localhost:11434/v1", Name: "tern", Key: "opensesame", Timeout: 20 * time.Second}); c.Embeddings != want || c.Model.URL != "" {
		t.Errorf("embeddings %+v, want %+v; model %+v", c.Embeddings, want, c.Model)
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, "opensesame") {
			t.Errorf("%s: %q", s.Key, s.Value)
		}
	}
}

func TestCredentialsAreHiddenAndByOrigin(t *testing.T) {
	t.Parallel()
	c, err := config.Load(config.LoadInput{Environ: []string{"KIKU_FETCH_CREDENTIALS=https://gull:opensesame@Paper.example:8443/, https://wire.example Bearer opensesame2"}})
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{"https://paper.example:8443": "Basic Z3VsbDpvcGVuc2VzYW1l", "https://wire.example": "Bearer opensesame2"}
	if !maps.Equal(c.Fetch.Credentials, want) {
		t.Errorf("%v, want %v", c.Fetch.Credentials, want)
	}
	for _, s := range c.Settings() {
		if strings.Contains(s.Value, "opensesame") {
			t.Errorf("%s shows a password: %q", s.Key, s.Value)
		}
	}
	for _, bad := range []string{"opensesame", "ftp://a:opensesame@b", "https://paper.example opensesame", "https://paper.example", "https://a:opensesame@b/feed", "https://a:opensesame@b Basic x"} {
		_, err := config.Load(config.LoadInput{Environ: []string{"KIKU_FETCH_CREDENTIALS=" + bad}})
		if !errors.Is(err, config.ErrValue) || strings.Contains(err.Error(), "opensesame") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestWaysOutAreRead(t *testing.T) {
	t.Parallel()
	pin := strings.Repeat("ab", 32)
	c, err := config.Load(config.LoadInput{Environ: []string{
		"KIKU_FETCH_ALLOW_HOSTS=News.lan, [::1]", "KIKU_FETCH_PINS=Paper.example=" + strings.ToUpper(pin), "KIKU_FETCH_PROXY=http://proxy.example:3128", "KIKU_FETCH_NAT64=true", "KIKU_FETCH_RATIO=50",
	}})
	if err != nil {
		t.Fatal(err)
	}
	f := c.Fetch
	if !slices.Equal(f.AllowHosts, []string{"news.lan", "[::1]"}) || f.Pins["paper.example"] != pin || f.Proxy.Host != "proxy.example:3128" || !f.NAT64 || f.Ratio != 50 {
		t.Errorf("%+v", f)
	}
	for _, bad := range []string{"ALLOW_HOSTS=https://news.lan", "ALLOW_HOSTS=news.lan:80", "PINS=paper.example", "PINS=paper.example=12", "PROXY=proxy", "PROXY=ftp://proxy", "NAT64=perhaps", "RATIO=1", "ROBOTS_BYTES=1000", "REDIRECTS=0"} {
		if _, err := config.Load(config.LoadInput{Environ: []string{"KIKU_FETCH_" + bad}}); !errors.Is(err, config.ErrValue) {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

func TestUserAgentNamesTheContact(t *testing.T) {
	t.Parallel()
	if got := (config.Fetch{Contact: "https://owner.example"}).UserAgent(); got != "Kiku (+https://owner.example)" {
		t.Error(got)
	}
	if got := (config.Fetch{}).UserAgent(); got != "Kiku" {
		t.Error(got)
	}
}

func FuzzLoad(f *testing.F) {
	f.Add([]byte("title = \"x\"\n[fetch]\ndelay = \"1s\"\n"))
	f.Add([]byte("fetch = 3\n"))
	f.Add([]byte("fetch.delay = 3\n[[fetch]]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		file := filepath.Join(t.TempDir(), "kiku.toml")
		if err := os.WriteFile(file, data, 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := config.Load(config.LoadInput{File: file})
		if err == nil && (c.DataDir == "" || c.Workers < 1 || c.Listen == "" || len(c.Settings()) == 0) {
			t.Errorf("accepted but incomplete: %+v", c)
		}
	})
}
