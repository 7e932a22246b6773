#include "arguments.hpp"

#include <cmath>
#include <cstring>

namespace node_bpf {

namespace {

[[noreturn]] void ThrowType(Napi::Env env, const char* what, const char* wanted) {
  throw Napi::TypeError::New(env, std::string(what) + " must be " + wanted);
}

}  // namespace

Bytes BytesArgument(const Napi::Value& value, const char* what) {
  if (!value.IsTypedArray() ||
      value.As<Napi::TypedArray>().TypedArrayType() != napi_uint8_array) {
    ThrowType(value.Env(), what, "a Uint8Array");
  }
  auto array = value.As<Napi::Uint8Array>();
  return {array.Data(), array.ByteLength()};
}

Bytes BytesOfLength(const Napi::Value& value, const char* what, size_t length,
                    const std::string& owner) {
  Bytes bytes = BytesArgument(value, what);
  if (bytes.size != length) {
    throw Napi::RangeError::New(value.Env(), std::string(what) + " has " +
                                                 std::to_string(bytes.size) + " bytes, " + owner +
                                                 " takes " + std::to_string(length));
  }
  return bytes;
}

std::string StringArgument(const Napi::Value& value, const char* what) {
  if (!value.IsString()) ThrowType(value.Env(), what, "a string");
  std::string text = value.As<Napi::String>().Utf8Value();
  if (text.find('\0') != std::string::npos) {
    ThrowType(value.Env(), what, "a string without a null character");
  }
  return text;
}

uint32_t Uint32Argument(const Napi::Value& value, const char* what) {
  if (!value.IsNumber()) ThrowType(value.Env(), what, "a number");
  double number = value.As<Napi::Number>().DoubleValue();
  if (!(number >= 0 && number <= UINT32_MAX) || std::floor(number) != number) {
    throw Napi::RangeError::New(value.Env(), std::string(what) + " is " +
                                                 value.ToString().Utf8Value() +
                                                 ", not an integer from 0 to 4294967295");
  }
  return static_cast<uint32_t>(number);
}

bool BooleanArgument(const Napi::Value& value, const char* what) {
  if (!value.IsBoolean()) ThrowType(value.Env(), what, "a boolean");
  return value.As<Napi::Boolean>().Value();
}

Napi::Function FunctionArgument(const Napi::Value& value, const char* what) {
  if (!value.IsFunction()) ThrowType(value.Env(), what, "a function");
  return value.As<Napi::Function>();
}

Napi::Uint8Array CopyToJs(Napi::Env env, const void* data, size_t size) {
  Napi::Uint8Array copy = Napi::Uint8Array::New(env, size);
  if (size > 0) std::memcpy(copy.Data(), data, size);
  return copy;
}

}  // namespace node_bpf
