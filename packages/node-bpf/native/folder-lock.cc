#include <sys/file.h>

#include "arguments.hpp"
#include "exports.hpp"
#include "file-descriptor.hpp"
#include "function.hpp"
#include "handle.hpp"

namespace node_bpf {

namespace {

// An flock(2) on a folder. The kernel drops it with the descriptor, so also when we crash.
struct FolderLock {
  static constexpr napi_type_tag kTag = {0xd80a95f3c7124eb6, 0x4e619b8d20fa73c1};
  static constexpr const char* kKind = "a folder lock";

  void Close() { descriptor.Close(); }

  FileDescriptor descriptor;
};

// The lock, or null while another holds it.
Napi::Value Lock(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  int fd = open(StringArgument(info[0], "Path").c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) ThrowErrno(env, errno);
  auto lock = std::make_unique<FolderLock>();
  lock->descriptor = FileDescriptor(fd);
  if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
    if (errno == EWOULDBLOCK) return env.Null();
    ThrowErrno(env, errno);
  }
  return Wrap(env, std::move(lock));
}

}  // namespace

void ExportFolderLock(Napi::Object exports) {
  Export<Lock>(exports, "folderLock");
  Export<Close<FolderLock>>(exports, "folderUnlock");
}

}  // namespace node_bpf
