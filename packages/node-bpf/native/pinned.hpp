#pragma once

#include <bpf/bpf.h>

#include "arguments.hpp"
#include "errors.hpp"
#include "file-descriptor.hpp"
#include "handle.hpp"

namespace node_bpf {

// Opens what is pinned at a path. The kernel opens any kind; `kind` is how /proc/self/fd names
// the wanted one ("bpf-map"). Throws EINVAL for another.
FileDescriptor OpenPinned(Napi::Env env, const std::string& path, const std::string& kind);

// The flat pin function of a handle type.
template <typename T>
Napi::Value Pin(const Napi::CallbackInfo& info) {
  int fd = Unwrap<T>(info[0]).descriptor.Get(info.Env());
  int error = bpf_obj_pin(fd, StringArgument(info[1], "Path").c_str());
  if (error < 0) ThrowErrno(info.Env(), error);
  return info.Env().Undefined();
}

}  // namespace node_bpf
