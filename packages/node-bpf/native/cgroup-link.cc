#include "cgroup-link.hpp"

#include <bpf/bpf.h>
#include <sys/syscall.h>

#include <vector>

#include "arguments.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "kernel-abi.hpp"
#include "pinned.hpp"
#include "program.hpp"

namespace node_bpf {

namespace {

// How many programs of one attach type a cgroup can show; the kernel allows 64 of its own.
constexpr uint32_t kMostAttached = 4096;

FileDescriptor OpenCgroup(Napi::Env env, const Napi::Value& path) {
  int fd = open(StringArgument(path, "Cgroup").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) ThrowErrno(env, errno);
  return FileDescriptor(fd);
}

Napi::Value Adopt(Napi::Env env, FileDescriptor descriptor) {
  auto link = std::make_unique<CgroupLink>();
  link->descriptor = std::move(descriptor);
  return Wrap(env, std::move(link));
}

Napi::Value Create(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int program = Unwrap<Program>(info[0]).descriptor.Get(env);
  FileDescriptor cgroup = OpenCgroup(env, info[1]);
  uint32_t flags = BooleanArgument(info[3], "First") ? kFlagBefore : 0;
  uint32_t type = Uint32Argument(info[2], "Attach type");
  int fd = CreateCgroupLink(program, cgroup.Get(env), type, flags);
  if (fd < 0) ThrowErrno(env, fd);
  return Adopt(env, FileDescriptor(fd));
}

bpf_link_info ReadInfo(Napi::Env env, int fd) {
  bpf_link_info kernel = {};
  uint32_t length = sizeof(kernel);
  int error = bpf_obj_get_info_by_fd(fd, &kernel, &length);
  if (error < 0) ThrowErrno(env, error);
  return kernel;
}

Napi::Value Open(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  FileDescriptor link = OpenPinned(env, StringArgument(info[0], "Path"), "bpf-link");
  if (ReadInfo(env, link.Get(env)).type != BPF_LINK_TYPE_CGROUP) {
    ThrowErrno(env, EINVAL, "it is a link, but not to a cgroup");
  }
  return Adopt(env, std::move(link));
}

Napi::Value Info(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_link_info kernel = ReadInfo(env, Unwrap<CgroupLink>(info[0]).descriptor.Get(env));
  Napi::Object result = Napi::Object::New(env);
  result.Set("id", kernel.id);
  result.Set("programId", kernel.prog_id);
  result.Set("cgroupId", Napi::BigInt::New(env, uint64_t{kernel.cgroup.cgroup_id}));
  result.Set("attachType", kernel.cgroup.attach_type);
  return result;
}

// With the program that must be there now, or null to replace whatever is there.
Napi::Value Update(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int link = Unwrap<CgroupLink>(info[0]).descriptor.Get(env);
  int program = Unwrap<Program>(info[1]).descriptor.Get(env);
  LIBBPF_OPTS(bpf_link_update_opts, options);
  if (!info[2].IsNull()) {
    options.flags = BPF_F_REPLACE;
    options.old_prog_fd = static_cast<uint32_t>(Unwrap<Program>(info[2]).descriptor.Get(env));
  }
  int error = bpf_link_update(link, program, &options);
  if (error < 0) ThrowErrno(env, error);
  return env.Undefined();
}

Napi::Value Detach(const Napi::CallbackInfo& info) {
  int error = bpf_link_detach(Unwrap<CgroupLink>(info[0]).descriptor.Get(info.Env()));
  if (error < 0) ThrowErrno(info.Env(), error);
  return info.Env().Undefined();
}

// Ids of the programs that run for a cgroup, its ancestors' included, in the order they run.
Napi::Value Attached(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  FileDescriptor cgroup = OpenCgroup(env, info[0]);
  auto type = static_cast<bpf_attach_type>(Uint32Argument(info[1], "Attach type"));
  std::vector<uint32_t> ids(kMostAttached);
  uint32_t count = kMostAttached;
  int error = bpf_prog_query(cgroup.Get(env), type, BPF_F_QUERY_EFFECTIVE, nullptr, ids.data(),
                             &count);
  if (error < 0) ThrowErrno(env, error);
  Napi::Array result = Napi::Array::New(env, count);
  for (uint32_t index = 0; index < count; ++index) result.Set(index, ids[index]);
  return result;
}

}  // namespace

int CreateCgroupLink(int program, int cgroup, uint32_t attach_type, uint32_t flags) {
  CgroupLinkCreate attributes = {};
  attributes.prog_fd = static_cast<uint32_t>(program);
  attributes.target_fd = static_cast<uint32_t>(cgroup);
  attributes.attach_type = attach_type;
  attributes.flags = flags;
  long fd = syscall(__NR_bpf, BPF_LINK_CREATE, &attributes, sizeof(attributes));
  return fd < 0 ? -errno : static_cast<int>(fd);
}

void ExportCgroupLink(Napi::Object exports) {
  Export<Create>(exports, "linkCreate");
  Export<Open>(exports, "linkOpenPinned");
  Export<Info>(exports, "linkInfo");
  Export<Update>(exports, "linkUpdate");
  Export<Detach>(exports, "linkDetach");
  Export<Pin<CgroupLink>>(exports, "linkPin");
  Export<Close<CgroupLink>>(exports, "linkClose");
  Export<Attached>(exports, "attachedPrograms");
}

}  // namespace node_bpf
