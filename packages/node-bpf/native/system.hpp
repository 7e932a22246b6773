#pragma once

#include <napi.h>

namespace node_bpf {

void ExportProbe(Napi::Object exports);
void ExportFolderLock(Napi::Object exports);
void ExportBpfFileSystem(Napi::Object exports);
void ExportWaitForReaders(Napi::Object exports);
void ExportStatistics(Napi::Object exports);
void ExportRingBuffer(Napi::Object exports);

}  // namespace node_bpf
