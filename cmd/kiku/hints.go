package main

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	"kiku/internal/archive"
	"kiku/internal/pipeline"
)

// hints tells what to do about the errors that a user can do something about.
// The first that matches is printed.
var hints = []struct {
	is   error
	hint string
}{
	{context.Canceled, "nothing is lost; run the same command again and it goes on from here"},
	{pipeline.ErrNoNetwork, "the setting fetch.enabled is false; kiku config says where that comes from"},
	{archive.ErrNotFound, "check the spelling of the path"},
	{archive.ErrUnknown, "kiku import --help lists the kinds of file it reads"},
	{context.DeadlineExceeded, "the other side did not answer in time; try again later"},
	{syscall.EADDRINUSE, "another program listens there; choose another address with --listen, such as --listen localhost:8081"},
	{syscall.ENOSPC, "the disk is full; free some space and run the same command again"},
	{fs.ErrPermission, "this user may not read or write there; check who owns the file or folder"},
	{fs.ErrNotExist, "check the spelling of the path"},
}

// hintFor finds the hint of an error; there is always one.
func hintFor(err error) string {
	for _, h := range hints {
		if errors.Is(err, h.is) {
			return h.hint
		}
	}
	if fault := pipeline.FaultOf(err); fault != pipeline.FaultUnknown {
		_, do := fault.In("en")
		return do
	}
	return "run kiku doctor, which looks at the settings, the database and the disk"
}
