#pragma once

#include <napi.h>

#include <exception>

namespace node_bpf {

using NativeFunction = Napi::Value (*)(const Napi::CallbackInfo&);

// Lets no C++ exception out into Node. While a worker thread is being terminated, JavaScript
// cannot be thrown into any more: what fails then is dropped, as nobody is left to hear of it.
template <NativeFunction F>
Napi::Value Guard(const Napi::CallbackInfo& info) {
  try {
    try {
      return F(info);
    } catch (const Napi::Error& error) {
      error.ThrowAsJavaScriptException();
    } catch (const std::exception& error) {
      Napi::Error::New(info.Env(), error.what()).ThrowAsJavaScriptException();
    }
  } catch (const Napi::Error&) {
  }
  return Napi::Value();
}

// Makes a function one of the addon's.
template <NativeFunction F>
void Export(Napi::Object exports, const char* name) {
  exports.Set(name, Napi::Function::New<Guard<F>>(exports.Env(), name));
}

}  // namespace node_bpf
