/*
 * Forced into every C++ file of better-sqlite3 (-include) so that it compiles against Node-API 9,
 * which is what Node 20 and Electron up to 35 offer. The one newer feature it relies on is a
 * reference to any kind of value; version 9 refers to objects, functions and symbols only. Other
 * values (strings, in practice) are therefore kept inside a one-element array, and taken out of it
 * again when they are read.
 */
#pragma once

#undef NAPI_VERSION
#define NAPI_VERSION 9
#include <node_api.h>

#include <unordered_set>

namespace tollgate_napi9 {

/* References that point at such an array. One addon instance per thread, hence thread_local. */
inline std::unordered_set<napi_ref>& wrapped_references() {
  static thread_local std::unordered_set<napi_ref> references;
  return references;
}

inline bool can_be_referenced(napi_valuetype type) {
  return type == napi_object || type == napi_function || type == napi_symbol;
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t initial_count,
                                    napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (can_be_referenced(type)) return napi_create_reference(env, value, initial_count, result);

  napi_value wrapper;
  status = napi_create_array_with_length(env, 1, &wrapper);
  if (status == napi_ok) status = napi_set_element(env, wrapper, 0, value);
  if (status == napi_ok) status = napi_create_reference(env, wrapper, initial_count, result);
  if (status == napi_ok) wrapped_references().insert(*result);
  return status;
}

inline napi_status get_reference_value(napi_env env, napi_ref reference, napi_value* result) {
  napi_status status = napi_get_reference_value(env, reference, result);
  const bool found = status == napi_ok && *result != nullptr;
  if (found && wrapped_references().count(reference) > 0) {
    status = napi_get_element(env, *result, 0, result);
  }
  return status;
}

inline napi_status delete_reference(napi_env env, napi_ref reference) {
  wrapped_references().erase(reference);
  return napi_delete_reference(env, reference);
}

}  // namespace tollgate_napi9

/* Below this line the names mean the functions above; they themselves still call the real ones. */
#define napi_create_reference tollgate_napi9::create_reference
#define napi_get_reference_value tollgate_napi9::get_reference_value
#define napi_delete_reference tollgate_napi9::delete_reference
