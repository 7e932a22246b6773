#include <napi.h>

#include "cgroup-link.hpp"
#include "log-capture.hpp"
#include "map.hpp"
#include "object.hpp"
#include "program.hpp"
#include "system.hpp"

// Flat functions on opaque handles, in the order of src/native.ts, which has their types.
static Napi::Object Init(Napi::Env env, Napi::Object exports) {
  node_bpf::LogCapture::Install();
  node_bpf::ExportObject(env, exports);
  node_bpf::ExportObjectContents(env, exports);
  node_bpf::ExportMap(env, exports);
  node_bpf::ExportMapBatch(env, exports);
  node_bpf::ExportMapMemory(env, exports);
  node_bpf::ExportProgram(env, exports);
  node_bpf::ExportCgroupLink(env, exports);
  node_bpf::ExportRingBuffer(env, exports);
  node_bpf::ExportProbe(env, exports);
  node_bpf::ExportFolderLock(env, exports);
  node_bpf::ExportBpfFileSystem(env, exports);
  node_bpf::ExportWaitForReaders(env, exports);
  node_bpf::ExportStatistics(env, exports);
  return exports;
}

NODE_API_MODULE(node_bpf, Init)
