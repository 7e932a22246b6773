#include "pinned.hpp"

#include <algorithm>
#include <climits>

namespace node_bpf {

namespace {

// "bpf-map" of "bpf-map"; older kernels write "bpf_link" for "bpf-link".
std::string KindOf(Napi::Env env, int fd) {
  char target[PATH_MAX];
  std::string link = "/proc/self/fd/" + std::to_string(fd);
  ssize_t length = readlink(link.c_str(), target, sizeof(target));
  if (length < 0) ThrowErrno(env, errno);
  std::string found(target, static_cast<size_t>(length));
  std::string kind = found.substr(found.find(':') + 1);
  std::replace(kind.begin(), kind.end(), '_', '-');
  return kind;
}

}  // namespace

FileDescriptor OpenPinned(Napi::Env env, const std::string& path, const std::string& kind) {
  int fd = bpf_obj_get(path.c_str());
  if (fd < 0) ThrowErrno(env, fd);
  FileDescriptor opened(fd);
  std::string found = KindOf(env, fd);
  if (found != kind) ThrowErrno(env, EINVAL, "it is a " + found + ", not a " + kind);
  return opened;
}

}  // namespace node_bpf
