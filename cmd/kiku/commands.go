package main

// commands is the command line: the global flags and one field a command, in
// the order in which a newcomer needs them.
type commands struct {
	global

	Version versionCmd `cmd:"" help:"Print the version."`
}
