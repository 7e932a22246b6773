#pragma once

#include "file-descriptor.hpp"
#include "handle.hpp"

namespace node_bpf {

// A link that keeps a program attached to a cgroup.
struct CgroupLink {
  static constexpr napi_type_tag kTag = {0x71e8b35c0d2f4996, 0xa40c6f92e3d81b57};
  static constexpr const char* kKind = "a cgroup link";

  void Close() { descriptor.Close(); }

  FileDescriptor descriptor;
};

// BPF_LINK_CREATE through bpf(2) itself; the descriptor or a negative errno.
int CreateCgroupLink(int program, int cgroup, uint32_t attach_type, uint32_t flags);

}  // namespace node_bpf
