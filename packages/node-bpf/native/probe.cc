#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "arguments.hpp"
#include "cgroup-link.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "kernel-abi.hpp"
#include "log-capture.hpp"
#include "map.hpp"

namespace node_bpf {

namespace {

Napi::Value Answer(Napi::Env env, int result) {
  if (result < 0) ThrowErrno(env, result);
  return Napi::Boolean::New(env, result == 1);
}

Napi::Value ProgramType(const Napi::CallbackInfo& info) {
  LogCapture capture;
  auto type = static_cast<bpf_prog_type>(Uint32Argument(info[0], "Program type"));
  return Answer(info.Env(), libbpf_probe_bpf_prog_type(type, nullptr));
}

Napi::Value MapType(const Napi::CallbackInfo& info) {
  LogCapture capture;
  auto type = static_cast<bpf_map_type>(Uint32Argument(info[0], "Map type"));
  return Answer(info.Env(), libbpf_probe_bpf_map_type(type, nullptr));
}

// "return 1", which lets every connection pass; it is never attached.
FileDescriptor LoadPassingProgram(Napi::Env env) {
  bpf_insn instructions[2] = {};
  instructions[0].code = BPF_ALU64 | BPF_MOV | BPF_K;
  instructions[0].imm = 1;
  instructions[1].code = BPF_JMP | BPF_EXIT;
  LIBBPF_OPTS(bpf_prog_load_opts, options, .expected_attach_type = BPF_CGROUP_INET4_CONNECT);
  int fd = bpf_prog_load(BPF_PROG_TYPE_CGROUP_SOCK_ADDR, "probe", "Dual MIT/GPL", instructions, 2,
                         &options);
  if (fd < 0) ThrowErrno(env, fd);
  return FileDescriptor(fd);
}

// Offers a link to no cgroup: a kernel that understands the flags goes on to complain about the
// descriptor, another one about the flags. Nothing is attached either way.
Napi::Value CgroupLinks(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  uint32_t flags = BooleanArgument(info[0], "Before") ? kFlagBefore : 0;
  FileDescriptor program = LoadPassingProgram(env);
  int error = CreateCgroupLink(program.Get(env), -1, BPF_CGROUP_INET4_CONNECT, flags);
  if (error == -EBADF) return Napi::Boolean::New(env, true);
  if (error == -EINVAL) return Napi::Boolean::New(env, false);
  ThrowErrno(env, error);
}

// Reads an empty hash map by batch: ENOENT, its end, where the kernel can.
Napi::Value MapBatch(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int fd = bpf_map_create(BPF_MAP_TYPE_HASH, "probe", 4, 4, 1, nullptr);
  if (fd < 0) ThrowErrno(env, fd);
  FileDescriptor map(fd);
  uint32_t next = 0;
  uint32_t key = 0;
  uint32_t value = 0;
  uint32_t count = 1;
  int error = bpf_map_lookup_batch(fd, nullptr, &next, &key, &value, &count, nullptr);
  return Napi::Boolean::New(env, error == -ENOENT);
}

// Memory-mappable arrays, and with them mappable global data.
Napi::Value MappableArrays(const Napi::CallbackInfo& info) {
  LIBBPF_OPTS(bpf_map_create_opts, options, .map_flags = BPF_F_MMAPABLE);
  int fd = bpf_map_create(BPF_MAP_TYPE_ARRAY, "probe", 4, 8, 1, &options);
  if (fd >= 0) FileDescriptor(fd).Close();
  if (fd < 0 && fd != -EINVAL) ThrowErrno(info.Env(), fd);
  return Napi::Boolean::New(info.Env(), fd >= 0);
}

}  // namespace

void ExportProbe(Napi::Object exports) {
  Export<ProgramType>(exports, "probeProgramType");
  Export<MapType>(exports, "probeMapType");
  Export<CgroupLinks>(exports, "probeCgroupLink");
  Export<MapBatch>(exports, "probeMapBatch");
  Export<MappableArrays>(exports, "probeMappableArrays");
}

}  // namespace node_bpf
