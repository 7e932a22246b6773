#include <bpf/btf.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "arguments.hpp"
#include "exports.hpp"
#include "function.hpp"
#include "object.hpp"

namespace node_bpf {

namespace {

// The sections that libbpf names after the object ("redirect.rodata"); all others keep theirs.
constexpr std::array<const char*, 4> kPrefixedSections = {".rodata", ".data", ".bss", ".kconfig"};

// The name that a user knows a map by: that of its definition or of its ELF section.
std::string NameOf(const bpf_map* map) {
  std::string name = bpf_map__name(map);
  if (!bpf_map__is_internal(map) || name.front() == '.') return name;
  for (const char* section : kPrefixedSections) {
    size_t length = std::strlen(section);
    if (name.size() >= length && name.compare(name.size() - length, length, section) == 0) {
      return section;
    }
  }
  return name;
}

Napi::Value Maps(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_object* object = Unwrap<Object>(info[0]).Get(env);
  Napi::Array result = Napi::Array::New(env);
  bpf_map* map;
  bpf_object__for_each_map(map, object) {
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("name", NameOf(map));
    entry.Set("globalData", bpf_map__is_internal(map));
    result.Set(result.Length(), entry);
  }
  return result;
}

// How the map will be made, or was; changes as it is configured.
Napi::Value MapShape(const Napi::CallbackInfo& info) {
  const bpf_map* map = MapArgument(info[0], info[1]);
  Napi::Object shape = Napi::Object::New(info.Env());
  shape.Set("type", static_cast<uint32_t>(bpf_map__type(map)));
  shape.Set("keySize", bpf_map__key_size(map));
  shape.Set("valueSize", bpf_map__value_size(map));
  shape.Set("maxEntries", bpf_map__max_entries(map));
  shape.Set("flags", bpf_map__map_flags(map));
  return shape;
}

Napi::Value Programs(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  bpf_object* object = Unwrap<Object>(info[0]).Get(env);
  Napi::Array result = Napi::Array::New(env);
  bpf_program* program;
  bpf_object__for_each_program(program, object) {
    Napi::Object entry = Napi::Object::New(env);
    entry.Set("name", bpf_program__name(program));
    entry.Set("section", bpf_program__section_name(program));
    entry.Set("type", static_cast<uint32_t>(bpf_program__type(program)));
    entry.Set("attachType", static_cast<uint32_t>(bpf_program__expected_attach_type(program)));
    result.Set(result.Length(), entry);
  }
  return result;
}

Napi::Value VariableToJs(Napi::Env env, const btf* types, const std::string& section,
                         const btf_var_secinfo& place) {
  const btf_type* variable = btf__type_by_id(types, place.type);
  Napi::Object entry = Napi::Object::New(env);
  entry.Set("name", btf__name_by_offset(types, variable->name_off));
  entry.Set("section", section);
  entry.Set("offset", place.offset);
  entry.Set("size", place.size);
  return entry;
}

// Every variable in a global-data section of the object, as its BTF tells.
Napi::Value Variables(const Napi::CallbackInfo& info) {
  Napi::Env env = info.Env();
  const btf* types = bpf_object__btf(Unwrap<Object>(info[0]).Get(env));
  Napi::Array result = Napi::Array::New(env);
  if (types == nullptr) return result;
  for (uint32_t id = 1; id < btf__type_cnt(types); ++id) {
    const btf_type* type = btf__type_by_id(types, id);
    std::string section = btf__name_by_offset(types, type->name_off);
    // ".maps" and ".ksyms" hold declarations, not data.
    if (!btf_is_datasec(type) || section == ".maps" || section == ".ksyms") continue;
    const btf_var_secinfo* places = btf_var_secinfos(type);
    for (uint32_t index = 0; index < btf_vlen(type); ++index) {
      result.Set(result.Length(), VariableToJs(env, types, section, places[index]));
    }
  }
  return result;
}

}  // namespace

bpf_map* MapArgument(const Napi::Value& object, const Napi::Value& name) {
  std::string wanted = StringArgument(name, "Map name");
  bpf_map* map;
  bpf_object__for_each_map(map, Unwrap<Object>(object).Get(name.Env())) {
    if (NameOf(map) == wanted) return map;
  }
  throw Napi::RangeError::New(name.Env(), "The object has no map " + wanted);
}

bpf_program* ProgramArgument(const Napi::Value& object, const Napi::Value& name) {
  std::string wanted = StringArgument(name, "Program name");
  bpf_object* opened = Unwrap<Object>(object).Get(name.Env());
  bpf_program* program = bpf_object__find_program_by_name(opened, wanted.c_str());
  if (program == nullptr) {
    throw Napi::RangeError::New(name.Env(), "The object has no program " + wanted);
  }
  return program;
}

void ExportObjectContents(Napi::Object exports) {
  Export<Maps>(exports, "objectMaps");
  Export<MapShape>(exports, "objectMapShape");
  Export<Programs>(exports, "objectPrograms");
  Export<Variables>(exports, "objectVariables");
}

}  // namespace node_bpf
