#include <napi.h>

#include "exports.hpp"
#include "log-capture.hpp"

// Flat functions on opaque handles, in the order of src/native.ts, which has their types.
static Napi::Object Init(Napi::Env, Napi::Object exports) {
  node_bpf::LogCapture::Install();
  node_bpf::ExportObject(exports);
  node_bpf::ExportObjectContents(exports);
  node_bpf::ExportMap(exports);
  node_bpf::ExportMapBatch(exports);
  node_bpf::ExportMapMemory(exports);
  node_bpf::ExportProgram(exports);
  node_bpf::ExportCgroupLink(exports);
  node_bpf::ExportRingBuffer(exports);
  node_bpf::ExportProbe(exports);
  node_bpf::ExportFolderLock(exports);
  node_bpf::ExportBpfFileSystem(exports);
  node_bpf::ExportUnusedMemory(exports);
  node_bpf::ExportWaitForReaders(exports);
  node_bpf::ExportStatistics(exports);
  return exports;
}

NODE_API_MODULE(node_bpf, Init)
