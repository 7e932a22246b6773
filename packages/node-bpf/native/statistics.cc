#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "exports.hpp"
#include "file-descriptor.hpp"
#include "function.hpp"
#include "handle.hpp"

namespace node_bpf {

namespace {

// While open, the kernel measures every program's runs.
struct Statistics {
  static constexpr napi_type_tag kTag = {0x39c5e07ab1d64f82, 0xf7168ad4c92e530b};
  static constexpr const char* kKind = "program statistics";

  void Close() { descriptor.Close(); }

  FileDescriptor descriptor;
};

Napi::Value Enable(const Napi::CallbackInfo& info) {
  int fd = bpf_enable_stats(BPF_STATS_RUN_TIME);
  if (fd < 0) ThrowErrno(info.Env(), fd);
  auto statistics = std::make_unique<Statistics>();
  statistics->descriptor = FileDescriptor(fd);
  return Wrap(info.Env(), std::move(statistics));
}

Napi::Value PossibleCpus(const Napi::CallbackInfo& info) {
  int cpus = libbpf_num_possible_cpus();
  if (cpus < 0) ThrowErrno(info.Env(), cpus);
  return Napi::Number::New(info.Env(), cpus);
}

}  // namespace

void ExportStatistics(Napi::Object exports) {
  Export<Enable>(exports, "statisticsEnable");
  Export<Close<Statistics>>(exports, "statisticsClose");
  Export<PossibleCpus>(exports, "possibleCpus");
}

}  // namespace node_bpf
