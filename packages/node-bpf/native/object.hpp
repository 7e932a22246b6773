#pragma once

#include <bpf/libbpf.h>

#include "handle.hpp"

namespace node_bpf {

// A BPF ELF object in libbpf's hands. Descriptors of its maps and programs are handed out as
// duplicates, so that they live on when the object is closed.
struct Object {
  static constexpr napi_type_tag kTag = {0x5ab31d60e8c94f7e, 0x1f72d4830b6ce9a5};
  static constexpr const char* kKind = "a BPF object";

  explicit Object(bpf_object* opened) : object(opened) {}
  Object(const Object&) = delete;
  Object& operator=(const Object&) = delete;
  ~Object() { Close(); }

  void Close() {
    bpf_object__close(object);
    object = nullptr;
  }

  // Throws the error named NativeClosedError once closed.
  bpf_object* Get(Napi::Env env) const;

  bpf_object* object;
};

// Throws a RangeError that names what the object has no map or program of.
bpf_map* MapArgument(const Napi::Value& object, const Napi::Value& name);
bpf_program* ProgramArgument(const Napi::Value& object, const Napi::Value& name);

}  // namespace node_bpf
