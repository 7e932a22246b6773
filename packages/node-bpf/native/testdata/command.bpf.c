// Programs that a test runs on demand.
#include <linux/bpf.h>

#include <bpf/bpf_helpers.h>

struct {
  __uint(type, BPF_MAP_TYPE_RINGBUF);
  __uint(max_entries, 4096);
} records SEC(".maps");

struct {
  __uint(type, BPF_MAP_TYPE_PERCPU_ARRAY);
  __uint(max_entries, 1);
  __type(key, __u32);
  __type(value, __u32);
} runs SEC(".maps");

__u64 sum = 0;

struct emission {
  __u64 first;
  __u64 count;
  // BPF_RB_NO_WAKEUP, BPF_RB_FORCE_WAKEUP or 0.
  __u64 flags;
};

// Emits records with consecutive numbers; returns how many had no room.
SEC("syscall")
int emit(struct emission *context) {
  int lost = 0;
  for (__u32 index = 0; index < 1024; ++index) {
    if (index >= context->count) break;
    __u64 record = context->first + index;
    if (bpf_ringbuf_output(&records, &record, sizeof(record), context->flags)) ++lost;
  }
  return lost;
}

struct sum {
  __u64 left;
  __u64 right;
  __u64 result;
};

// Adds the context's numbers, also into the global variable, and counts the run on its CPU.
SEC("syscall")
int add(struct sum *context) {
  context->result = context->left + context->right;
  sum += context->result;
  __u32 key = 0;
  __u32 *own = bpf_map_lookup_elem(&runs, &key);
  if (own) *own += 1;
  return 42;
}

// Swaps the first two bytes of a packet.
SEC("tc")
int swap(struct __sk_buff *packet) {
  __u8 bytes[2];
  if (bpf_skb_load_bytes(packet, 0, bytes, sizeof(bytes))) return -1;
  __u8 swapped[2] = {bytes[1], bytes[0]};
  if (bpf_skb_store_bytes(packet, 0, swapped, sizeof(swapped), 0)) return -1;
  return 7;
}

// 1 while `hold` runs, 2 when it is done.
__u64 stage SEC(".data.stage") = 0;

static long spend_time(__u32 index, void *unused) {
  bpf_ktime_get_ns();
  return 0;
}

// Runs for some 200 milliseconds, with a reserved record that it submits at the end.
SEC("tc")
int hold(struct __sk_buff *packet) {
  __u64 *record = bpf_ringbuf_reserve(&records, sizeof(*record), 0);
  if (!record) return -1;
  __sync_lock_test_and_set(&stage, 1);
  bpf_loop(1 << 23, spend_time, 0, 0);
  __sync_lock_test_and_set(&stage, 2);
  *record = 99;
  bpf_ringbuf_submit(record, 0);
  return 0;
}

char LICENSE[] SEC("license") = "Dual MIT/GPL";
