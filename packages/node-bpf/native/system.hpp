#pragma once

#include <napi.h>

namespace node_bpf {

void ExportProbe(Napi::Env env, Napi::Object exports);
void ExportFolderLock(Napi::Env env, Napi::Object exports);
void ExportBpfFileSystem(Napi::Env env, Napi::Object exports);
void ExportWaitForReaders(Napi::Env env, Napi::Object exports);
void ExportStatistics(Napi::Env env, Napi::Object exports);
void ExportRingBuffer(Napi::Env env, Napi::Object exports);

}  // namespace node_bpf
