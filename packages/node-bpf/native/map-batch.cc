#include <algorithm>
#include <vector>

#include "arguments.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "kernel-abi.hpp"
#include "map.hpp"

namespace node_bpf {

namespace {

// Older kernels answer EINTR when keys vanish under a batch of a generic map; a retry continues.
constexpr int kInterruptions = 16;

// A batch of large values gets fewer of them.
constexpr size_t kBytesPerBatch = 1 << 20;

// The kernel's message that a map type, or the kernel as a whole, has no batch operations.
bool IsUnsupported(int error) {
  return error == -kErrnoNotSupported || error == -EOPNOTSUPP || error == -EINVAL;
}

struct Batch {
  std::vector<uint8_t> keys;
  std::vector<uint8_t> values;
  // Where the next batch begins: a bucket's number or a key, as the map type likes.
  std::vector<uint8_t> cursor;
  uint32_t count;
  int error;
};

Batch ReadBatch(const Map& map, int fd, uint8_t* from, uint32_t capacity) {
  Batch batch = {std::vector<uint8_t>(size_t{capacity} * map.key_size),
                 std::vector<uint8_t>(capacity * map.exchanged_size),
                 std::vector<uint8_t>(std::max<size_t>(map.key_size, sizeof(uint64_t))), 0, 0};
  for (int attempt = 0; attempt < kInterruptions; ++attempt) {
    batch.count = capacity;
    batch.error = bpf_map_lookup_batch(fd, from, batch.cursor.data(), batch.keys.data(),
                                       batch.values.data(), &batch.count, nullptr);
    if (batch.error != -EINTR) break;
  }
  return batch;
}

Napi::Value BatchToJs(Napi::Env env, const Map& map, const Batch& batch) {
  Napi::Object result = Napi::Object::New(env);
  result.Set("count", batch.count);
  result.Set("keys", CopyToJs(env, batch.keys.data(), size_t{batch.count} * map.key_size));
  result.Set("values", CopyToJs(env, batch.values.data(), batch.count * map.exchanged_size));
  if (batch.error == -ENOENT) {
    result.Set("cursor", env.Null());
  } else {
    result.Set("cursor", CopyToJs(env, batch.cursor.data(), batch.cursor.size()));
  }
  return result;
}

// Reads the next entries from a cursor (null: the beginning). Returns null where the map has no
// batch operations. A hash map gives whole buckets only, so the capacity grows to the largest.
Napi::Value LookupBatch(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  std::vector<uint8_t> from;
  if (!info[1].IsNull()) {
    Bytes given = BytesOfLength(info[1], "Cursor",
                                std::max<size_t>(map.key_size, sizeof(uint64_t)), "the map");
    from.assign(given.data, given.data + given.size);
  }
  size_t fitting = kBytesPerBatch / (map.key_size + map.exchanged_size + 1);
  size_t wanted = Uint32Argument(info[2], "Capacity");
  auto capacity = static_cast<uint32_t>(std::max<size_t>(1, std::min(wanted, fitting)));
  uint32_t limit = std::max(capacity, ReadMapInfo(env, map).max_entries);
  for (;;) {
    Batch batch = ReadBatch(map, fd, from.empty() ? nullptr : from.data(), capacity);
    if (batch.error == 0 || batch.error == -ENOENT) return BatchToJs(env, map, batch);
    if (from.empty() && IsUnsupported(batch.error)) return env.Null();
    if (batch.error != -ENOSPC || capacity >= limit) ThrowErrno(env, batch.error);
    capacity = capacity > limit / 2 ? limit : capacity * 2;
  }
}

uint32_t CountOf(Napi::Env env, const Bytes& packed, size_t size) {
  if (size == 0 || packed.size % size != 0 || packed.size / size > UINT32_MAX) {
    throw Napi::RangeError::New(env, std::to_string(packed.size) +
                                         " bytes are no whole number of entries of " +
                                         std::to_string(size) + " bytes");
  }
  return static_cast<uint32_t>(packed.size / size);
}

void UpdateOneByOne(Napi::Env env, const Map& map, int fd, const Bytes& keys, const Bytes& values,
                    uint32_t mode) {
  uint32_t count = CountOf(env, keys, map.key_size);
  for (uint32_t index = 0; index < count; ++index) {
    int error = bpf_map_update_elem(fd, keys.data + size_t{index} * map.key_size,
                                    values.data + index * map.exchanged_size, mode);
    if (error < 0) ThrowBatchErrno(env, error, index);
  }
}

Napi::Value UpdateBatch(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  Bytes keys = BytesArgument(info[1], "Keys");
  uint32_t count = CountOf(env, keys, map.key_size);
  Bytes values = BytesOfLength(info[2], "Values", count * map.exchanged_size, "the batch");
  uint32_t mode = Uint32Argument(info[3], "Mode");
  if (count == 0) return env.Undefined();
  int error = -kErrnoNotSupported;
  // The kernel's batch has no modes.
  if (mode == BPF_ANY) {
    uint32_t done = count;
    error = bpf_map_update_batch(fd, keys.data, values.data, &done, nullptr);
    if (error < 0 && !IsUnsupported(error)) ThrowBatchErrno(env, error, done);
  }
  if (error < 0) UpdateOneByOne(env, map, fd, keys, values, mode);
  return env.Undefined();
}

uint32_t DeleteOneByOne(Napi::Env env, const Map& map, int fd, const Bytes& keys) {
  uint32_t count = CountOf(env, keys, map.key_size);
  uint32_t deleted = 0;
  for (uint32_t index = 0; index < count; ++index) {
    int error = bpf_map_delete_elem(fd, keys.data + size_t{index} * map.key_size);
    if (error < 0 && error != -ENOENT) ThrowBatchErrno(env, error, deleted);
    if (error == 0) ++deleted;
  }
  return deleted;
}

// Deletes what is there of the keys and returns how many that were: the kernel stops at an
// absent key, so the batch goes on behind it.
Napi::Value DeleteBatch(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const Map& map = Unwrap<Map>(info[0]);
  int fd = map.descriptor.Get(env);
  Bytes keys = BytesArgument(info[1], "Keys");
  uint32_t count = CountOf(env, keys, map.key_size);
  uint32_t deleted = 0;
  for (uint32_t position = 0; position < count;) {
    uint32_t done = count - position;
    const uint8_t* from = keys.data + size_t{position} * map.key_size;
    int error = bpf_map_delete_batch(fd, from, &done, nullptr);
    if (position == 0 && IsUnsupported(error)) {
      return Napi::Number::New(env, DeleteOneByOne(env, map, fd, keys));
    }
    if (error < 0 && error != -ENOENT) ThrowBatchErrno(env, error, deleted + done);
    deleted += done;
    position += done + (error == -ENOENT ? 1 : 0);
  }
  return Napi::Number::New(env, deleted);
}

}  // namespace

void ExportMapBatch(Napi::Object exports) {
  Export<LookupBatch>(exports, "mapLookupBatch");
  Export<UpdateBatch>(exports, "mapUpdateBatch");
  Export<DeleteBatch>(exports, "mapDeleteBatch");
}

}  // namespace node_bpf
