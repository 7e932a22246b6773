#include <sys/mount.h>

#include "arguments.hpp"
#include "errors.hpp"
#include "exports.hpp"
#include "function.hpp"

namespace node_bpf {

namespace {

Napi::Value Mount(const Napi::CallbackInfo& info) {
  std::string path = StringArgument(info[0], "Path");
  unsigned long flags = MS_NOSUID | MS_NODEV | MS_NOEXEC | MS_RELATIME;
  // Whoever can open a pin can change the map behind it: nobody but the owner.
  if (mount("bpf", path.c_str(), "bpf", flags, "mode=0700") < 0) ThrowErrno(info.Env(), errno);
  return info.Env().Undefined();
}

Napi::Value Unmount(const Napi::CallbackInfo& info) {
  std::string path = StringArgument(info[0], "Path");
  if (umount2(path.c_str(), UMOUNT_NOFOLLOW) < 0) ThrowErrno(info.Env(), errno);
  return info.Env().Undefined();
}

}  // namespace

void ExportBpfFileSystem(Napi::Object exports) {
  Export<Mount>(exports, "bpfFileSystemMount");
  Export<Unmount>(exports, "bpfFileSystemUnmount");
}

}  // namespace node_bpf
