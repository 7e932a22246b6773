#pragma once

#include <atomic>
#include <memory>
#include <thread>

#include "file-descriptor.hpp"
#include "handle.hpp"

struct ring_buffer;

namespace node_bpf {

struct Turn;

// Reads a BPF ring buffer on its environment's thread. A second thread only waits for records
// and wakes the event loop; it never touches JavaScript or libbpf's reader.
class RingBuffer {
 public:
  static constexpr napi_type_tag kTag = {0x8be4172f60da4c35, 0x25c93e7fd1a8064b};
  static constexpr const char* kKind = "a ring buffer";

  // Takes the map's descriptor over. `wake` is called without arguments when there is something
  // to Consume, then not again before Resume. `interval` is in milliseconds.
  RingBuffer(Napi::Env env, FileDescriptor map, Napi::Function wake, int interval);
  RingBuffer(const RingBuffer&) = delete;
  RingBuffer& operator=(const RingBuffer&) = delete;
  ~RingBuffer();

  // An array of at most `limit` records, oldest first.
  Napi::Value Consume(uint32_t limit);
  // Lets the thread look again; after an interval's pause where nothing could be consumed.
  void Resume(bool pause);
  // Whether an open ring buffer keeps the process alive.
  void Ref(bool hold);
  void Close();

 private:
  static void CloseAtEnd(void* self);
  void Signal();
  bool AwaitSignal(int timeout);
  void WakeLoop();

  Napi::Env env_;
  FileDescriptor map_;
  FileDescriptor control_;
  // The same descriptors as plain numbers, for the thread.
  int map_fd_ = -1;
  int control_fd_ = -1;
  int interval_;
  std::unique_ptr<ring_buffer, void (*)(ring_buffer*)> ring_;
  // What the current Consume collects into.
  Turn* turn_ = nullptr;
  napi_threadsafe_function wake_ = nullptr;
  std::atomic<bool> stopping_{false};
  std::atomic<bool> pause_{false};
  std::thread waker_;
};

}  // namespace node_bpf
