#pragma once

#include <napi.h>

#include <memory>

namespace node_bpf {

// Opaque handles: JavaScript owns the External, the External owns the T and deletes it when it
// is collected or when its environment ends. The type tag (T::kTag) keeps a handle of one kind
// from being read as another. No state is shared between environments, so worker threads and
// a second load of the addon need nothing more.

template <typename T>
Napi::Value Wrap(Napi::Env env, std::unique_ptr<T> owned) {
  auto external =
      Napi::External<T>::New(env, owned.get(), [](Napi::Env, T* pointer) { delete pointer; });
  owned.release();
  external.TypeTag(&T::kTag);
  return external;
}

template <typename T>
T& Unwrap(const Napi::Value& value) {
  if (!value.IsExternal() || !value.As<Napi::External<T>>().CheckTypeTag(&T::kTag)) {
    throw Napi::TypeError::New(value.Env(), std::string("Expected the handle of ") + T::kKind);
  }
  return *value.As<Napi::External<T>>().Data();
}

// The flat close function of a handle type; closing twice is safe.
template <typename T>
Napi::Value Close(const Napi::CallbackInfo& info) {
  Unwrap<T>(info[0]).Close();
  return info.Env().Undefined();
}

}  // namespace node_bpf
