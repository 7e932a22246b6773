#include "log-capture.hpp"

#include <bpf/libbpf.h>

#include <cstdarg>
#include <cstdio>
#include <vector>

namespace node_bpf {

namespace {

// A verifier's log can reach 16 MiB; its verdict stands at the end, so the end is kept.
constexpr size_t kKept = 1 << 20;

thread_local LogCapture* current = nullptr;

int Print(enum libbpf_print_level level, const char* format, va_list arguments) {
  if (current == nullptr || level != LIBBPF_WARN) return 0;
  va_list measured;
  va_copy(measured, arguments);
  int length = vsnprintf(nullptr, 0, format, measured);
  va_end(measured);
  if (length <= 0) return 0;
  std::vector<char> line(static_cast<size_t>(length) + 1);
  vsnprintf(line.data(), line.size(), format, arguments);
  current->Append(std::string(line.data(), static_cast<size_t>(length)));
  return 0;
}

}  // namespace

LogCapture::LogCapture() : outer_(current) {
  current = this;
  // Another copy of this addon, or another user of libbpf, may have installed its own.
  Install();
}

LogCapture::~LogCapture() { current = outer_; }

void LogCapture::Install() { libbpf_set_print(Print); }

void LogCapture::Append(const std::string& line) {
  text_ += line;
  if (text_.size() > kKept) text_.erase(0, text_.size() - kKept);
}

}  // namespace node_bpf
