#pragma once

#include "file-descriptor.hpp"
#include "handle.hpp"

namespace node_bpf {

// A program in the kernel.
struct Program {
  static constexpr napi_type_tag kTag = {0x2d94c7e15fb04a68, 0x83a6f01e7b9d5c42};
  static constexpr const char* kKind = "a program";

  void Close() { descriptor.Close(); }

  FileDescriptor descriptor;
};

// Takes the descriptor over.
Napi::Value AdoptProgram(Napi::Env env, FileDescriptor descriptor);

}  // namespace node_bpf
