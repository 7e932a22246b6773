#include <bpf/bpf.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "errors.hpp"
#include "exports.hpp"
#include "file-descriptor.hpp"
#include "function.hpp"

namespace node_bpf {

namespace {

// A program runs inside an RCU read section, so what is needed is synchronize_rcu().

// membarrier(2)'s global command is just that, but not on kernels booted with nohz_full (EINVAL),
// and with one CPU it returns at once, though a preempted program may be unfinished there.
int WaitByMembarrier() {
  if (sysconf(_SC_NPROCESSORS_ONLN) == 1) return EINVAL;
  return syscall(__NR_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0) < 0 ? errno : 0;
}

// The kernel promises to wait before it returns from an update of a map of maps (since 4.20), as
// programs may still use the map that was in it.
int WaitByMapOfMaps() {
  int inner = bpf_map_create(BPF_MAP_TYPE_ARRAY, "wait_inner", 4, 4, 1, nullptr);
  if (inner < 0) return -inner;
  FileDescriptor inner_owner(inner);
  LIBBPF_OPTS(bpf_map_create_opts, options, .inner_map_fd = static_cast<uint32_t>(inner));
  int outer = bpf_map_create(BPF_MAP_TYPE_ARRAY_OF_MAPS, "wait_outer", 4, 4, 1, &options);
  if (outer < 0) return -outer;
  FileDescriptor outer_owner(outer);
  uint32_t key = 0;
  return -bpf_map_update_elem(outer, &key, &inner, BPF_ANY);
}

// Waiting takes tens of milliseconds, hence the pool's thread.
class Wait : public Napi::AsyncWorker {
 public:
  Wait(Napi::Env env, int (*way)())
      : Napi::AsyncWorker(env), deferred_(Napi::Promise::Deferred::New(env)), way_(way) {}

  Napi::Promise Promise() const { return deferred_.Promise(); }

 protected:
  void Execute() override { error_ = way_(); }

  void OnOK() override {
    if (error_ == 0) {
      deferred_.Resolve(Env().Undefined());
    } else {
      deferred_.Reject(ErrnoError(Env(), error_).Value());
    }
  }

 private:
  Napi::Promise::Deferred deferred_;
  int (*way_)();
  int error_ = 0;
};

template <int (*Way)()>
Napi::Value Start(const Napi::CallbackInfo& info) {
  // Deletes itself when done.
  auto* wait = new Wait(info.Env(), Way);
  Napi::Promise promise = wait->Promise();
  wait->Queue();
  return promise;
}

}  // namespace

void ExportWaitForReaders(Napi::Object exports) {
  Export<Start<WaitByMembarrier>>(exports, "waitByMembarrier");
  Export<Start<WaitByMapOfMaps>>(exports, "waitByMapOfMaps");
}

}  // namespace node_bpf
