#include "pinned.hpp"

#include <climits>

namespace node_bpf {

FileDescriptor OpenPinned(Napi::Env env, const std::string& path, const char* anonymous_name) {
  int fd = bpf_obj_get(path.c_str());
  if (fd < 0) ThrowErrno(env, fd);
  FileDescriptor opened(fd);
  char target[PATH_MAX];
  std::string link = "/proc/self/fd/" + std::to_string(fd);
  ssize_t length = readlink(link.c_str(), target, sizeof(target));
  if (length < 0) ThrowErrno(env, errno);
  std::string found(target, static_cast<size_t>(length));
  if (found != anonymous_name) {
    ThrowErrno(env, EINVAL, "it is " + found + ", not " + anonymous_name);
  }
  return opened;
}

}  // namespace node_bpf
