#include <malloc.h>
#include <sys/mman.h>

#include <cinttypes>
#include <cstdio>
#include <fstream>
#include <string>

#include "errors.hpp"
#include "exports.hpp"
#include "function.hpp"

namespace node_bpf {

namespace {

// A mapping as /proc/self/smaps describes it, in several lines.
struct Mapping {
  uintptr_t start = 0;
  uintptr_t end = 0;
  bool is_unchanged_file = false;  // private, read-only, of a file
  uint64_t resident = 0;           // kB
  uint64_t anonymous = 0;          // kB of pages that are no longer the file's

  // Its pages can be had again from the page cache at any time.
  bool IsReplaceable() const { return is_unchanged_file && resident > 0 && anonymous == 0; }
};

bool ParseFirstLine(const std::string& line, Mapping* mapping) {
  char permissions[5] = {};
  uint64_t inode = 0;
  int path = 0;
  if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " %4s %*s %*s %" SCNu64 " %n",
                  &mapping->start, &mapping->end, permissions, &inode, &path) < 4)
    return false;
  mapping->is_unchanged_file =
      permissions[1] == '-' && permissions[3] == 'p' && inode != 0 && line[path] == '/';
  return true;
}

// Gives back what is replaceable, and returns how many kB that was.
uint64_t Release(const Mapping& mapping) {
  if (!mapping.IsReplaceable()) return 0;
  void* start = reinterpret_cast<void*>(mapping.start);
  return madvise(start, mapping.end - mapping.start, MADV_DONTNEED) == 0 ? mapping.resident : 0;
}

uint64_t ReleaseFilePages() {
  std::ifstream smaps("/proc/self/smaps");
  Mapping current;
  uint64_t released = 0;
  for (std::string line; std::getline(smaps, line);) {
    Mapping next;
    if (ParseFirstLine(line, &next)) {
      released += Release(current);
      current = next;
      continue;
    }
    std::sscanf(line.c_str(), "Rss: %" SCNu64, &current.resident);
    std::sscanf(line.c_str(), "Anonymous: %" SCNu64, &current.anonymous);
  }
  return released + Release(current);
}

Napi::Value ReleaseUnusedMemory(const Napi::CallbackInfo& info) {
  malloc_trim(0);
  return Napi::Number::New(info.Env(), static_cast<double>(ReleaseFilePages()) * 1024);
}

}  // namespace

void ExportUnusedMemory(Napi::Object exports) {
  Export<ReleaseUnusedMemory>(exports, "releaseUnusedMemory");
}

}  // namespace node_bpf
