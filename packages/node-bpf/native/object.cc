#include "object.hpp"

#include <signal.h>

#include <algorithm>

#include "arguments.hpp"
#include "errors.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "log-capture.hpp"
#include "map.hpp"
#include "program.hpp"

namespace node_bpf {

namespace {

Napi::Value Adopt(Napi::Env env, bpf_object* opened, const LogCapture& capture) {
  if (opened == nullptr) ThrowErrno(env, errno, capture.Text());
  return Wrap(env, std::make_unique<Object>(opened));
}

Napi::Value OpenFile(const Napi::CallbackInfo& info) {
  std::string path = StringArgument(info[0], "Path");
  std::string name = StringArgument(info[1], "Name");
  LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = name.c_str());
  LogCapture capture;
  return Adopt(info.Env(), bpf_object__open_file(path.c_str(), &options), capture);
}

// libbpf copies what it needs of the bytes before it returns.
Napi::Value OpenMemory(const Napi::CallbackInfo& info) {
  Bytes source = BytesArgument(info[0], "Source");
  std::string name = StringArgument(info[1], "Name");
  LIBBPF_OPTS(bpf_object_open_opts, options, .object_name = name.c_str());
  LogCapture capture;
  return Adopt(info.Env(), bpf_object__open_mem(source.data, source.size, &options), capture);
}

// While it lives, signals to the process are handled by its other threads: the kernel gives up
// verifying a program with EAGAIN when its thread gets one, and libbpf tries only five times.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_;
};

Napi::Value Load(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_object* object = Unwrap<Object>(info[0]).Get(env);
  LogCapture capture;
  NoSignals no_signals;
  int error = bpf_object__load(object);
  if (error < 0) ThrowErrno(env, error, capture.Text());
  return env.Undefined();
}

Napi::Value SetMaxEntries(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = MapArgument(info[0], info[1]);
  int error = bpf_map__set_max_entries(map, Uint32Argument(info[2], "Max entries"));
  if (error < 0) ThrowErrno(env, error);
  return env.Undefined();
}

Napi::Value ReuseMap(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = MapArgument(info[0], info[1]);
  LogCapture capture;
  int error = bpf_map__reuse_fd(map, Unwrap<Map>(info[2]).descriptor.Get(env));
  if (error < 0) ThrowErrno(env, error, capture.Text());
  return env.Undefined();
}

Napi::Value SetAutoload(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_program* program = ProgramArgument(info[0], info[1]);
  int error = bpf_program__set_autoload(program, BooleanArgument(info[2], "Autoload"));
  if (error < 0) ThrowErrno(env, error);
  return env.Undefined();
}

// Writes into the image that a global-data section gets when the object is loaded.
Napi::Value SetInitialValue(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map* map = MapArgument(info[0], info[1]);
  uint32_t offset = Uint32Argument(info[2], "Offset");
  Bytes bytes = BytesArgument(info[3], "Value");
  size_t size = 0;
  // libbpf gives its own writable image but calls it const.
  auto* image = static_cast<uint8_t*>(const_cast<void*>(bpf_map__initial_value(map, &size)));
  if (image == nullptr) ThrowErrno(env, EINVAL, "the map has no initial value");
  if (offset > size || bytes.size > size - offset) ThrowErrno(env, ERANGE);
  std::copy_n(bytes.data, bytes.size, image + offset);
  return env.Undefined();
}

// A duplicate of what load() made.
FileDescriptor DuplicateLoaded(Napi::Env env, int fd) {
  if (fd < 0) ThrowErrno(env, EBADF, "its object has not loaded it");
  return FileDescriptor::Duplicate(env, fd);
}

Napi::Value LoadedMap(const Napi::CallbackInfo& info) {
  int fd = bpf_map__fd(MapArgument(info[0], info[1]));
  return Map::Adopt(info.Env(), DuplicateLoaded(info.Env(), fd));
}

Napi::Value LoadedProgram(const Napi::CallbackInfo& info) {
  int fd = bpf_program__fd(ProgramArgument(info[0], info[1]));
  return AdoptProgram(info.Env(), DuplicateLoaded(info.Env(), fd));
}

}  // namespace

bpf_object* Object::Get(Napi::Env env) const {
  if (object == nullptr) ThrowClosed(env);
  return object;
}

void ExportObject(Napi::Object exports) {
  Export<OpenFile>(exports, "objectOpenFile");
  Export<OpenMemory>(exports, "objectOpenMemory");
  Export<Load>(exports, "objectLoad");
  Export<SetMaxEntries>(exports, "objectSetMaxEntries");
  Export<ReuseMap>(exports, "objectReuseMap");
  Export<SetAutoload>(exports, "objectSetAutoload");
  Export<SetInitialValue>(exports, "objectSetInitialValue");
  Export<LoadedMap>(exports, "objectMap");
  Export<LoadedProgram>(exports, "objectProgram");
  Export<Close<Object>>(exports, "objectClose");
}

}  // namespace node_bpf
