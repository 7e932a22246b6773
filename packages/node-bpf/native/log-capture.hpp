#pragma once

#include <string>

namespace node_bpf {

// Collects what libbpf warns about on this thread while it lives; nothing ever reaches stderr.
// libbpf has one print function for the whole process, hence the thread-local current capture.
class LogCapture {
 public:
  LogCapture();
  ~LogCapture();
  LogCapture(const LogCapture&) = delete;
  LogCapture& operator=(const LogCapture&) = delete;

  // Installs the print function; called whenever the addon is loaded into an environment.
  static void Install();

  void Append(const std::string& line);
  const std::string& Text() const { return text_; }

 private:
  std::string text_;
  LogCapture* outer_;
};

}  // namespace node_bpf
