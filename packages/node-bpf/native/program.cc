#include "program.hpp"

#include <bpf/bpf.h>
#include <unistd.h>

#include <algorithm>
#include <vector>

#include "arguments.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "map.hpp"
#include "pinned.hpp"

namespace node_bpf {

namespace {

// How much of an iterator's output is read at a time.
constexpr size_t kOutputChunk = 4096;

// Room that a program may add to the data it is run on, as XDP programs do.
constexpr size_t kHeadroom = 256;

Napi::Value Open(const Napi::CallbackInfo& info) {
  return AdoptProgram(info.Env(), OpenPinned(info.Env(), StringArgument(info[0], "Path"),
                                             "bpf-prog"));
}

Napi::Value OpenById(const Napi::CallbackInfo& info) {
  int fd = bpf_prog_get_fd_by_id(Uint32Argument(info[0], "Id"));
  if (fd < 0) ThrowErrno(info.Env(), fd);
  return AdoptProgram(info.Env(), FileDescriptor(fd));
}

bpf_prog_info ReadInfo(Napi::Env env, const Program& program) {
  bpf_prog_info kernel = {};
  uint32_t length = sizeof(kernel);
  int error = bpf_obj_get_info_by_fd(program.descriptor.Get(env), &kernel, &length);
  if (error < 0) ThrowErrno(env, error);
  return kernel;
}

Napi::Value Info(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_prog_info kernel = ReadInfo(env, Unwrap<Program>(info[0]));
  Napi::Object result = Napi::Object::New(env);
  result.Set("id", kernel.id);
  result.Set("type", kernel.type);
  result.Set("name", std::string(kernel.name));
  result.Set("tag", CopyToJs(env, kernel.tag, sizeof(kernel.tag)));
  result.Set("verifiedInstructions", kernel.verified_insns);
  result.Set("runTimeNanoseconds", Napi::BigInt::New(env, uint64_t{kernel.run_time_ns}));
  result.Set("runCount", Napi::BigInt::New(env, uint64_t{kernel.run_cnt}));
  return result;
}

// Runs the program once on a copy of the context (empty: none) and of the data (null: none).
Napi::Value Run(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Program& program = Unwrap<Program>(info[0]);
  Bytes given = BytesArgument(info[1], "Context");
  std::vector<uint8_t> context(given.data, given.data + given.size);
  Bytes input = {nullptr, 0};
  if (!info[2].IsNull()) input = BytesArgument(info[2], "Data");
  std::vector<uint8_t> output(input.size == 0 ? 0 : input.size + kHeadroom);

  LIBBPF_OPTS(bpf_test_run_opts, options);
  if (!context.empty()) {
    options.ctx_in = context.data();
    options.ctx_size_in = static_cast<uint32_t>(context.size());
    // A program of this type writes into the context that it was given.
    if (ReadInfo(env, program).type != BPF_PROG_TYPE_SYSCALL) {
      options.ctx_out = context.data();
      options.ctx_size_out = static_cast<uint32_t>(context.size());
    }
  }
  if (input.size > 0) {
    options.data_in = input.data;
    options.data_size_in = static_cast<uint32_t>(input.size);
    options.data_out = output.data();
    options.data_size_out = static_cast<uint32_t>(output.size());
  }
  int error = bpf_prog_test_run_opts(program.descriptor.Get(env), &options);
  if (error < 0) ThrowErrno(env, error);

  Napi::Object result = Napi::Object::New(env);
  result.Set("result", options.retval);
  result.Set("context", CopyToJs(env, context.data(), context.size()));
  result.Set("data", CopyToJs(env, output.data(), input.size == 0 ? 0 : options.data_size_out));
  return result;
}

// A link for one iterator over a map's entries, or (null) over what the program's section names.
FileDescriptor LinkIterator(Napi::Env env, int program, const Napi::Value& map) {
  bpf_iter_link_info target = {};
  LIBBPF_OPTS(bpf_link_create_opts, options);
  if (!map.IsNull()) {
    target.map.map_fd = static_cast<uint32_t>(Unwrap<Map>(map).descriptor.Get(env));
    options.iter_info = &target;
    options.iter_info_len = sizeof(target);
  }
  int fd = bpf_link_create(program, 0, BPF_TRACE_ITER, &options);
  if (fd < 0) ThrowErrno(env, fd);
  return FileDescriptor(fd);
}

// Runs an iterator program to its end; returns what it wrote.
Napi::Value Iterate(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int program = Unwrap<Program>(info[0]).descriptor.Get(env);
  FileDescriptor link = LinkIterator(env, program, info[1]);
  int fd = bpf_iter_create(link.Get(env));
  if (fd < 0) ThrowErrno(env, fd);
  FileDescriptor iterator(fd);
  std::vector<uint8_t> output;
  for (;;) {
    size_t filled = output.size();
    output.resize(filled + kOutputChunk);
    ssize_t count = read(fd, output.data() + filled, kOutputChunk);
    output.resize(filled + static_cast<size_t>(std::max<ssize_t>(count, 0)));
    if (count < 0 && errno != EINTR && errno != EAGAIN) ThrowErrno(env, errno);
    if (count == 0) return CopyToJs(env, output.data(), output.size());
  }
}

}  // namespace

Napi::Value AdoptProgram(Napi::Env env, FileDescriptor descriptor) {
  auto program = std::make_unique<Program>();
  program->descriptor = std::move(descriptor);
  return Wrap(env, std::move(program));
}

void ExportProgram(Napi::Object exports) {
  Export<Open>(exports, "programOpenPinned");
  Export<OpenById>(exports, "programOpenById");
  Export<Info>(exports, "programInfo");
  Export<Run>(exports, "programRun");
  Export<Iterate>(exports, "programIterate");
  Export<Pin<Program>>(exports, "programPin");
  Export<Close<Program>>(exports, "programClose");
}

}  // namespace node_bpf
