#pragma once

#include <napi.h>

#include <cerrno>
#include <string>

namespace node_bpf {

// Errors are only named here; src/native-call.ts turns the names into classes.

// An Error named NativeBpfError with `errno` (positive) and `log`, what libbpf wrote meanwhile.
Napi::Error ErrnoError(Napi::Env env, int error, const std::string& log = "");

// Accepts libbpf's negative results as well as errno.
[[noreturn]] void ThrowErrno(Napi::Env env, int error, const std::string& log = "");

// As ThrowErrno, with how many entries of a batch were done before the failing one.
[[noreturn]] void ThrowBatchErrno(Napi::Env env, int error, uint32_t completed);

// An Error named NativeClosedError: a handle was used after close().
[[noreturn]] void ThrowClosed(Napi::Env env);

}  // namespace node_bpf
