// Goes through the sockets that have a value in a map.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
  __uint(type, BPF_MAP_TYPE_SK_STORAGE);
  __uint(map_flags, BPF_F_NO_PREALLOC);
  __type(key, int);
  __type(value, __u64);
} marks SEC(".maps");

struct bpf_iter_meta {
  struct seq_file *seq;
} __attribute__((preserve_access_index));

struct bpf_iter__bpf_sk_storage_map {
  struct bpf_iter_meta *meta;
  __u64 *value;
} __attribute__((preserve_access_index));

// Writes each value, and ends it with a zero.
SEC("iter/bpf_sk_storage_map")
int write_marks(struct bpf_iter__bpf_sk_storage_map *context) {
  __u64 *value = context->value;
  __u64 mark = value ? *value : 0;
  bpf_seq_write(context->meta->seq, &mark, sizeof(mark));
  return 0;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
