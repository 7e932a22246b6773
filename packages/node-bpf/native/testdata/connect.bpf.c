// Programs on connect(2) that leave their number behind, so that a test sees which ran in what
// order. They let every connection pass.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

// Tells the verifier's log apart, and shows read-only data of each size.
const volatile __u64 magic = 0;
const volatile __u32 increment = 1;
const volatile __u8 enabled = 0;
const volatile char label[6] = "";

// Writable global data, mapped into memory by the tests.
__u64 runs = 0;
__u64 seen[4] SEC(".data.seen") = {7, 0, 0, 0};

struct {
  __uint(type, BPF_MAP_TYPE_ARRAY);
  __uint(max_entries, 16);
  __type(key, __u32);
  __type(value, __u32);
} order SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 64);
  __type(key, __u32);
  __type(value, __u64);
} counts SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, 2);
  __type(key, __u32);
  __type(value, __u32);
} per_cpu SEC(".maps");

static __always_inline int note(__u32 program) {
  __u32 position = __sync_fetch_and_add(&runs, 1) & 15;
  __u32 *slot = bpf_map_lookup_elem(&order, &position);
  if (slot) *slot = program;
  __u64 *count = bpf_map_lookup_elem(&counts, &program);
  if (count) __sync_fetch_and_add(count, increment);
  __u32 first = 0;
  __u32 *own = bpf_map_lookup_elem(&per_cpu, &first);
  if (own) *own += 1;
  if (enabled) seen[1] = magic + label[0];
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
int other(struct bpf_sock_addr *context) {
  return note(6);
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
