package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets a script call this test binary as kiku.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"kiku": main})
}

// TestScripts runs the program as its user does; each script tells one tale.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("KIKU_DATA_DIR", env.WorkDir+"/data")
			return nil
		},
	})
}
