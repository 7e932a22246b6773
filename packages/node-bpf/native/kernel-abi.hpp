#pragma once

#include <cstdint>

namespace node_bpf {

// What bpf(2) of newer kernels knows and the distribution's linux/bpf.h does not.

// BPF_F_BEFORE (include/uapi/linux/bpf.h since 6.6; cgroup links take it since 6.17): put the
// program before the one in relative_fd, or before all when that is 0.
constexpr uint32_t kFlagBefore = 1U << 3;

// The kernel's own errno for "this map type has no such operation"; no libc names it.
constexpr int kErrnoNotSupported = 524;

// The arguments of BPF_LINK_CREATE for a cgroup, as of 6.17. Older kernels accept them as long
// as what they do not know is zero.
struct CgroupLinkCreate {
  uint32_t prog_fd;
  uint32_t target_fd;
  uint32_t attach_type;
  uint32_t flags;
  uint32_t relative_fd;
  uint32_t padding;
  uint64_t expected_revision;
};
static_assert(sizeof(CgroupLinkCreate) == 32, "the kernel reads these 32 bytes");

}  // namespace node_bpf
