#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "errors.hpp"
#include "exports.hpp"
#include "function.hpp"

namespace node_bpf {

namespace {

// membarrier(2)'s global command is synchronize_rcu() by another name, and a program runs inside
// an RCU read section. It takes tens of milliseconds, hence the pool's thread.
class Barrier : public Napi::AsyncWorker {
 public:
  explicit Barrier(Napi::Env env)
      : Napi::AsyncWorker(env), deferred_(Napi::Promise::Deferred::New(env)) {}

  Napi::Promise Promise() const { return deferred_.Promise(); }

 protected:
  void Execute() override {
    if (syscall(__NR_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0) < 0) error_ = errno;
  }

  void OnOK() override {
    if (error_ == 0) {
      deferred_.Resolve(Env().Undefined());
    } else {
      deferred_.Reject(ErrnoError(Env(), error_).Value());
    }
  }

 private:
  Napi::Promise::Deferred deferred_;
  int error_ = 0;
};

Napi::Value Wait(const Napi::CallbackInfo& info) {
  // Deletes itself when done.
  auto* barrier = new Barrier(info.Env());
  Napi::Promise promise = barrier->Promise();
  barrier->Queue();
  return promise;
}

Napi::Value CanWait(const Napi::CallbackInfo& info) {
  long commands = syscall(__NR_membarrier, MEMBARRIER_CMD_QUERY, 0, 0);
  return Napi::Boolean::New(info.Env(), commands > 0 && (commands & MEMBARRIER_CMD_GLOBAL) != 0);
}

}  // namespace

void ExportWaitForReaders(Napi::Object exports) {
  Export<Wait>(exports, "waitForReaders");
  Export<CanWait>(exports, "canWaitForReaders");
}

}  // namespace node_bpf
