#include "map.hpp"

#include <bpf/libbpf.h>

#include "arguments.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "log-capture.hpp"
#include "pinned.hpp"

namespace node_bpf {

namespace {

bool IsPerCpu(uint32_t type) {
  return type == BPF_MAP_TYPE_PERCPU_HASH || type == BPF_MAP_TYPE_PERCPU_ARRAY ||
         type == BPF_MAP_TYPE_LRU_PERCPU_HASH || type == BPF_MAP_TYPE_PERCPU_CGROUP_STORAGE;
}

Napi::Value Create(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  if (!info[0].IsObject()) throw Napi::TypeError::New(env, "Shape must be an object");
  auto shape = info[0].As<Napi::Object>();
  LIBBPF_OPTS(bpf_map_create_opts, options, .map_flags = Uint32Argument(shape["flags"], "Flags"));
  LogCapture capture;
  int fd = bpf_map_create(static_cast<bpf_map_type>(Uint32Argument(shape["type"], "Map type")),
                          StringArgument(shape["name"], "Map name").c_str(),
                          Uint32Argument(shape["keySize"], "Key size"),
                          Uint32Argument(shape["valueSize"], "Value size"),
                          Uint32Argument(shape["maxEntries"], "Max entries"), &options);
  if (fd < 0) ThrowErrno(env, fd, capture.Text());
  return Map::Adopt(env, FileDescriptor(fd));
}

Napi::Value Open(const Napi::CallbackInfo& info) {
  return Map::Adopt(info.Env(), OpenPinned(info.Env(), StringArgument(info[0], "Path"),
                                           "bpf-map"));
}

Napi::Value Info(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_map_info kernel = ReadMapInfo(env, Unwrap<Map>(info[0]));
  Napi::Object result = Napi::Object::New(env);
  result.Set("type", kernel.type);
  result.Set("name", std::string(kernel.name));
  result.Set("keySize", kernel.key_size);
  result.Set("valueSize", kernel.value_size);
  result.Set("maxEntries", kernel.max_entries);
  result.Set("flags", kernel.map_flags);
  result.Set("id", kernel.id);
  result.Set("perCpu", IsPerCpu(kernel.type));
  return result;
}

Bytes KeyArgument(const Napi::Value& value, const Map& map) {
  return BytesOfLength(value, "Key", map.key_size, "the map");
}

Napi::Value Lookup(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  Bytes key = KeyArgument(info[1], map);
  Napi::Uint8Array value = Napi::Uint8Array::New(env, map.exchanged_size);
  int error = bpf_map_lookup_elem(fd, key.data, value.Data());
  if (error == -ENOENT) return env.Null();
  if (error < 0) ThrowErrno(env, error);
  return value;
}

Napi::Value Update(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  Bytes key = KeyArgument(info[1], map);
  Bytes value = BytesOfLength(info[2], "Value", map.exchanged_size, "the map");
  int error = bpf_map_update_elem(fd, key.data, value.data, Uint32Argument(info[3], "Mode"));
  if (error < 0) ThrowErrno(env, error);
  return env.Undefined();
}

Napi::Value Delete(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  int error = bpf_map_delete_elem(fd, KeyArgument(info[1], map).data);
  if (error < 0 && error != -ENOENT) ThrowErrno(env, error);
  return Napi::Boolean::New(env, error == 0);
}

// The key after the given one (null: the first), or null after the last.
Napi::Value NextKey(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  const uint8_t* key = info[1].IsNull() ? nullptr : KeyArgument(info[1], map).data;
  Napi::Uint8Array next = Napi::Uint8Array::New(env, map.key_size);
  int error = bpf_map_get_next_key(fd, key, next.Data());
  if (error == -ENOENT) return env.Null();
  if (error < 0) ThrowErrno(env, error);
  return next;
}

}  // namespace

bpf_map_info ReadMapInfo(Napi::Env env, const Map& map) {
  bpf_map_info kernel = {};
  uint32_t length = sizeof(kernel);
  int error = bpf_obj_get_info_by_fd(map.descriptor.Get(env), &kernel, &length);
  if (error < 0) ThrowErrno(env, error);
  return kernel;
}

Napi::Value Map::Adopt(Napi::Env env, FileDescriptor descriptor) {
  auto map = std::make_unique<Map>();
  map->descriptor = std::move(descriptor);
  bpf_map_info kernel = ReadMapInfo(env, *map);
  map->key_size = kernel.key_size;
  map->exchanged_size = kernel.value_size;
  if (IsPerCpu(kernel.type)) {
    int cpus = libbpf_num_possible_cpus();
    if (cpus < 0) ThrowErrno(env, cpus);
    size_t padded = (static_cast<size_t>(kernel.value_size) + 7) & ~size_t{7};
    map->exchanged_size = padded * static_cast<size_t>(cpus);
  }
  return Wrap(env, std::move(map));
}

void ExportMap(Napi::Object exports) {
  Export<Create>(exports, "mapCreate");
  Export<Open>(exports, "mapOpenPinned");
  Export<Info>(exports, "mapInfo");
  Export<Lookup>(exports, "mapLookup");
  Export<Update>(exports, "mapUpdate");
  Export<Delete>(exports, "mapDelete");
  Export<NextKey>(exports, "mapNextKey");
  Export<Pin<Map>>(exports, "mapPin");
  Export<Close<Map>>(exports, "mapClose");
}

}  // namespace node_bpf
