#include "errors.hpp"

#include <cstdlib>

namespace node_bpf {

namespace {

Napi::Error Named(Napi::Env env, const char* name, const std::string& message) {
  Napi::Error error = Napi::Error::New(env, message);
  error.Value().Set("name", name);
  return error;
}

}  // namespace

Napi::Error ErrnoError(Napi::Env env, int error, const std::string& log) {
  Napi::Error thrown = Named(env, "NativeBpfError", "A system call failed");
  thrown.Value().Set("errno", std::abs(error));
  thrown.Value().Set("log", log);
  return thrown;
}

void ThrowErrno(Napi::Env env, int error, const std::string& log) {
  throw ErrnoError(env, error, log);
}

void ThrowBatchErrno(Napi::Env env, int error, uint32_t completed) {
  Napi::Error thrown = ErrnoError(env, error);
  thrown.Value().Set("completed", completed);
  throw thrown;
}

void ThrowClosed(Napi::Env env) { throw Named(env, "NativeClosedError", "The handle is closed"); }

}  // namespace node_bpf
