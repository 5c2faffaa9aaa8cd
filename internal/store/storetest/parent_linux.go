package storetest

import "syscall"

// dieWithParent stops the server when the tests are killed. A change of account
// clears the setting, so as root a killed test leaves the server running.
func dieWithParent(a *syscall.SysProcAttr) { a.Pdeathsig = syscall.SIGINT }
