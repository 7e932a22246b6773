#pragma once

#include <fcntl.h>
#include <unistd.h>

#include <utility>

#include "errors.hpp"

namespace node_bpf {

// Owns one file descriptor. Closing twice is safe; so is destruction after closing, which is
// what makes the garbage collector's finalizer a backstop for a forgotten close().
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int fd) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { Close(); }

  // A second descriptor for what a libbpf object owns, so that ours outlives that object.
  static FileDescriptor Duplicate(Napi::Env env, int fd) {
    int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
    if (copy < 0) ThrowErrno(env, errno);
    return FileDescriptor(copy);
  }

  bool IsOpen() const { return fd_ >= 0; }

  // Throws the error named NativeClosedError once closed.
  int Get(Napi::Env env) const {
    if (fd_ < 0) ThrowClosed(env);
    return fd_;
  }

  void Close() {
    if (fd_ >= 0) close(std::exchange(fd_, -1));
  }

 private:
  int fd_ = -1;
};

}  // namespace node_bpf
