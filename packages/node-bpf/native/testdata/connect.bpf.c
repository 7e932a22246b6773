// Programs on connect(2) that leave their number behind, so that a test sees which ones ran and
// in what order. They let every connection pass.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

// One read-only variable of each size.
const volatile __u64 increment = 1;
const volatile __s32 offset = 0;
const volatile __u16 port = 0;
const volatile __u8 enabled = 0;
const volatile char label[6] = "";

// The first 16 programs that ran, by their numbers.
__u64 runs = 0;
__u64 order[16] SEC(".data.order") = {0};

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 64);
  __type(key, __u32);
  __type(value, __u64);
} counts SEC(".maps");

static __always_inline int note(__u32 program) {
  __u64 position = __sync_fetch_and_add(&runs, 1);
  if (position < 16) order[position] = program;
  __u64 *count = bpf_map_lookup_elem(&counts, &program);
  if (count) __sync_fetch_and_add(count, increment);
  if (enabled) order[15] = port + offset + label[0];
  return 1;
}

SEC("cgroup/connect4")
int first(struct bpf_sock_addr *context) {
  return note(1);
}

SEC("cgroup/connect4")
int second(struct bpf_sock_addr *context) {
  return note(2);
}

SEC("cgroup/connect6")
int third(struct bpf_sock_addr *context) {
  return note(3);
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
