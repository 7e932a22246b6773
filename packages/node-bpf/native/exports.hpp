#pragma once

#include <napi.h>

namespace node_bpf {

// Each source file puts its flat functions into the addon's exports.
void ExportObject(Napi::Object exports);
void ExportObjectContents(Napi::Object exports);
void ExportMap(Napi::Object exports);
void ExportMapBatch(Napi::Object exports);
void ExportMapMemory(Napi::Object exports);
void ExportProgram(Napi::Object exports);
void ExportCgroupLink(Napi::Object exports);
void ExportRingBuffer(Napi::Object exports);
void ExportProbe(Napi::Object exports);
void ExportFolderLock(Napi::Object exports);
void ExportBpfFileSystem(Napi::Object exports);
void ExportUnusedMemory(Napi::Object exports);
void ExportWaitForReaders(Napi::Object exports);
void ExportStatistics(Napi::Object exports);

}  // namespace node_bpf
