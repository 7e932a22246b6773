#pragma once

#include <bpf/bpf.h>

#include "file-descriptor.hpp"
#include "handle.hpp"

namespace node_bpf {

// A map in the kernel. The sizes are read from the kernel once, never taken from JavaScript:
// they bound what the kernel writes into our buffers.
struct Map {
  static constexpr napi_type_tag kTag = {0x6c1f0a3b8d7e4f21, 0x9b5d2e6a1c8f7043};
  static constexpr const char* kKind = "a map";

  // Takes the descriptor over and asks the kernel for the sizes.
  static Napi::Value Adopt(Napi::Env env, FileDescriptor descriptor);

  void Close() { descriptor.Close(); }

  FileDescriptor descriptor;
  uint32_t key_size = 0;
  // Bytes that one lookup or update exchanges: the value, or for per-CPU maps one value for
  // each possible CPU, each padded to eight bytes.
  size_t exchanged_size = 0;
};

bpf_map_info ReadMapInfo(Napi::Env env, const Map& map);

}  // namespace node_bpf
