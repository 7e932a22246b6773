// A program that the verifier rejects: it reads behind a pointer that may be null.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
  __uint(type, BPF_MAP_TYPE_HASH);
  __uint(max_entries, 1);
  __type(key, __u32);
  __type(value, __u32);
} values SEC(".maps");

SEC("cgroup/connect4")
int unchecked(struct bpf_sock_addr *context) {
  __u32 key = 0;
  __u32 *value = bpf_map_lookup_elem(&values, &key);
  return *value & 1;
}

SEC("cgroup/connect4")
int good(struct bpf_sock_addr *context) {
  return 1;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
