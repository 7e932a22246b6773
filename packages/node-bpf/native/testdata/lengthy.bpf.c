// What the kernel takes long to verify: most of the million instructions that it looks at.
#include <linux/bpf.h>
#include <bpf/bpf_helpers.h>

char _license[] SEC("license") = "GPL";

SEC("syscall")
int lengthy(void *context) {
  __u32 sum = 0;
  for (int turn = 0; turn < 60000; turn++) {
    sum += bpf_get_prandom_u32();
    // Without this the compiler would know the loop's end.
    barrier_var(sum);
  }
  return sum;
}
