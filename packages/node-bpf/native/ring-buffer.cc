#include "ring-buffer.hpp"

#include <bpf/libbpf.h>
#include <poll.h>
#include <sys/eventfd.h>

#include "arguments.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "log-capture.hpp"
#include "map.hpp"

namespace node_bpf {

// Collects the records that one Consume reads.
struct Turn {
  Napi::Env env;
  Napi::Array records;
  uint32_t limit;
};

namespace {

// What libbpf calls for each record. A negative result makes libbpf stop behind this
// record. C code lies between us and the caller, so a JavaScript exception (out of memory) waits
// until we are back there.
int TakeRecord(Turn& turn, const void* data, size_t size) {
  try {
    turn.records.Set(turn.records.Length(), CopyToJs(turn.env, data, size));
  } catch (const Napi::Error& error) {
    error.ThrowAsJavaScriptException();
    return -ECANCELED;
  }
  return turn.records.Length() < turn.limit ? 0 : -EAGAIN;
}

// Not node-addon-api's own: what the function throws is left to Node, which makes it an uncaught
// exception, or drops it when the environment is being terminated.
void CallWake(napi_env env, napi_value wake, void*, void*) {
  if (env == nullptr) return;
  napi_value undefined;
  if (napi_get_undefined(env, &undefined) != napi_ok) return;
  napi_call_function(env, undefined, wake, 0, nullptr, nullptr);
}

}  // namespace

RingBuffer::RingBuffer(Napi::Env env, FileDescriptor map, Napi::Function wake, int interval)
    : env_(env), map_(std::move(map)), interval_(interval), ring_(nullptr, ring_buffer__free) {
  LogCapture capture;
  ring_.reset(ring_buffer__new(
      map_.Get(env),
      [](void* context, void* data, size_t size) {
        return TakeRecord(*static_cast<RingBuffer*>(context)->turn_, data, size);
      },
      this, nullptr));
  if (ring_ == nullptr) ThrowErrno(env, errno, capture.Text());
  control_ = FileDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
  if (!control_.IsOpen()) ThrowErrno(env, errno);
  map_fd_ = map_.Get(env);
  control_fd_ = control_.Get(env);
  napi_status status = napi_create_threadsafe_function(
      env, wake, nullptr, Napi::String::New(env, "node-bpf ring buffer"), 1, 1, nullptr, nullptr,
      nullptr, CallWake, &wake_);
  if (status != napi_ok) throw Napi::Error::New(env);
  napi_add_env_cleanup_hook(env, CloseAtEnd, this);
  waker_ = std::thread([this] { WakeLoop(); });
}

RingBuffer::~RingBuffer() { Close(); }

void RingBuffer::CloseAtEnd(void* self) { static_cast<RingBuffer*>(self)->Close(); }

void RingBuffer::Close() {
  if (ring_ == nullptr) return;
  napi_remove_env_cleanup_hook(env_, CloseAtEnd, this);
  stopping_ = true;
  Signal();
  waker_.join();
  napi_release_threadsafe_function(wake_, napi_tsfn_abort);
  ring_.reset();
  map_.Close();
  control_.Close();
}

Napi::Value RingBuffer::Consume(uint32_t limit) {
  if (ring_ == nullptr) ThrowClosed(env_);
  Turn turn = {env_, Napi::Array::New(env_), limit};
  turn_ = &turn;
  int result = ring_buffer__consume(ring_.get());
  turn_ = nullptr;
  if (env_.IsExceptionPending()) throw env_.GetAndClearPendingException();
  if (result < 0 && result != -EAGAIN) ThrowErrno(env_, result);
  return turn.records;
}

void RingBuffer::Resume(bool pause) {
  if (ring_ == nullptr) return;
  pause_ = pause;
  Signal();
}

void RingBuffer::Ref(bool hold) {
  if (ring_ == nullptr) return;
  if (hold) {
    napi_ref_threadsafe_function(env_, wake_);
  } else {
    napi_unref_threadsafe_function(env_, wake_);
  }
}

void RingBuffer::Signal() {
  uint64_t one = 1;
  // Cannot fail: the counter would have to reach 2^64.
  ssize_t written = write(control_fd_, &one, sizeof(one));
  (void)written;
}

// Returns whether to go on; waits at most `timeout` milliseconds (-1: forever) for a signal.
bool RingBuffer::AwaitSignal(int timeout) {
  pollfd control = {control_fd_, POLLIN, 0};
  poll(&control, 1, timeout);
  uint64_t count;
  ssize_t drained = read(control_fd_, &count, sizeof(count));
  (void)drained;
  return !stopping_;
}

// poll(2) on the map looks for unread records each time it is entered and sleeps until a
// producer wakes it, so entering it again every interval also finds the records of producers
// that wake nobody. After waking the event loop the thread rests until that has read.
void RingBuffer::WakeLoop() {
  while (!stopping_) {
    pollfd waits[2] = {{map_fd_, POLLIN, 0}, {control_fd_, POLLIN, 0}};
    poll(waits, 2, interval_);
    if (stopping_) return;
    if ((waits[0].revents & POLLIN) == 0) continue;
    if (napi_call_threadsafe_function(wake_, nullptr, napi_tsfn_nonblocking) != napi_ok) return;
    if (!AwaitSignal(-1)) return;
    // Nothing could be read: a producer has reserved a record but not yet submitted it.
    if (pause_ && !AwaitSignal(interval_)) return;
  }
}

namespace {

Napi::Value Open(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int map = Unwrap<Map>(info[0]).descriptor.Get(env);
  Napi::Function wake = FunctionArgument(info[1], "Wake");
  uint32_t interval = Uint32Argument(info[2], "Interval");
  return Wrap(env, std::make_unique<RingBuffer>(env, FileDescriptor::Duplicate(env, map), wake,
                                                static_cast<int>(interval)));
}

Napi::Value Consume(const Napi::CallbackInfo& info) {
  return Unwrap<RingBuffer>(info[0]).Consume(Uint32Argument(info[1], "Limit"));
}

Napi::Value Resume(const Napi::CallbackInfo& info) {
  Unwrap<RingBuffer>(info[0]).Resume(BooleanArgument(info[1], "Pause"));
  return info.Env().Undefined();
}

Napi::Value Ref(const Napi::CallbackInfo& info) {
  Unwrap<RingBuffer>(info[0]).Ref(BooleanArgument(info[1], "Hold"));
  return info.Env().Undefined();
}

}  // namespace

void ExportRingBuffer(Napi::Object exports) {
  Export<Open>(exports, "ringBufferOpen");
  Export<Consume>(exports, "ringBufferConsume");
  Export<Resume>(exports, "ringBufferResume");
  Export<Ref>(exports, "ringBufferRef");
  Export<Close<RingBuffer>>(exports, "ringBufferClose");
}

}  // namespace node_bpf
