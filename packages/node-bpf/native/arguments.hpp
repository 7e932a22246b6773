#pragma once

#include <napi.h>

#include <cstdint>
#include <string>

namespace node_bpf {

// A view into a JavaScript Uint8Array; valid until control returns to JavaScript.
struct Bytes {
  const uint8_t* data;
  size_t size;
};

// Each checks its argument and throws a TypeError or RangeError that says `what` was wrong.
Bytes BytesArgument(const Napi::Value& value, const char* what);
Bytes BytesOfLength(const Napi::Value& value, const char* what, size_t length,
                    const std::string& owner);
std::string StringArgument(const Napi::Value& value, const char* what);
uint32_t Uint32Argument(const Napi::Value& value, const char* what);
bool BooleanArgument(const Napi::Value& value, const char* what);
Napi::Function FunctionArgument(const Napi::Value& value, const char* what);

// A new Uint8Array with a copy of the bytes.
Napi::Uint8Array CopyToJs(Napi::Env env, const void* data, size_t size);

}  // namespace node_bpf
