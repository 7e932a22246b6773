#include <sys/mman.h>

#include "exports.hpp"
#include "function.hpp"
#include "map.hpp"

namespace node_bpf {

namespace {

// An array's elements lie eight-byte aligned one after the other, in whole pages.
size_t UsedSize(const bpf_map_info& kernel) {
  size_t stride = (static_cast<size_t>(kernel.value_size) + 7) & ~size_t{7};
  return stride * kernel.max_entries;
}

// Maps an array's memory. Only the buffer's finalizer unmaps: the memory may have been moved on
// by ArrayBuffer.prototype.transfer(), and then detaching ours must not pull it away.
Napi::Value Memory(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  size_t used = UsedSize(ReadMapInfo(env, map));
  void* memory = mmap(nullptr, used, PROT_READ | PROT_WRITE, MAP_SHARED,
                      map.descriptor.Get(env), 0);
  if (memory == MAP_FAILED) ThrowErrno(env, errno);
  return Napi::ArrayBuffer::New(
      env, memory, used, [used](Napi::Env, void* address) { munmap(address, used); });
}

Napi::Value Detach(const Napi::CallbackInfo& info) {
  if (!info[0].IsArrayBuffer()) {
    throw Napi::TypeError::New(info.Env(), "Expected the memory of a map");
  }
  auto buffer = info[0].As<Napi::ArrayBuffer>();
  if (!buffer.IsDetached()) buffer.Detach();
  return info.Env().Undefined();
}

}  // namespace

void ExportMapMemory(Napi::Object exports) {
  Export<Memory>(exports, "mapMemory");
  Export<Detach>(exports, "detachMemory");
}

}  // namespace node_bpf
