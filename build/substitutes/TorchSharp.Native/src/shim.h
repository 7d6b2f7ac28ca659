// The C interface between the managed TorchSharp substitute and libtorch.
//
// Operators go through libtorch's dispatcher with boxed arguments, so a new operator needs no new code here; only what
// the dispatcher does not offer (handles, autograd's entry points, generators, process-wide settings) has a function.
//
// A function that can fail returns a null pointer or a negative number, and leaves the message in ts_last_error().
// A tensor handle is a TensorImpl* that owns one reference; null stands for an undefined tensor.
#pragma once

#include <cstdint>

#include <torch/torch.h>

#define TS_API extern "C" __attribute__((visibility("default")))

enum ts_tag : int32_t {
  TS_NONE = 0,
  TS_TENSOR = 1,
  TS_INT = 2,
  TS_DOUBLE = 3,
  TS_BOOL = 4,
  TS_INT_LIST = 5,
  TS_DOUBLE_LIST = 6,
  TS_TENSOR_LIST = 7,
  TS_OPTIONAL_TENSOR_LIST = 8,
  TS_STRING = 9,
  TS_DEVICE = 10,
  TS_GENERATOR = 11,
  TS_COMPLEX = 12,
  TS_BOOL_LIST = 13,
};

// One boxed value. A list or a string has its length in `count`; a device has its type there.
struct ts_value {
  int32_t tag;
  int32_t count;
  union {
    int64_t i;
    double d;
    void* p;
  };
};
static_assert(sizeof(ts_value) == 16, "the managed side declares this layout");

namespace ts {

void set_error(const std::exception& error);
void set_error(const char* message);

// Gives up the caller's reference; an undefined tensor becomes null.
inline void* release(at::Tensor tensor) {
  return tensor.defined() ? static_cast<void*>(tensor.unsafeReleaseTensorImpl()) : nullptr;
}

// A tensor with a reference of its own.
inline at::Tensor retain(void* handle) {
  if (handle == nullptr) {
    return at::Tensor();
  }
  return at::Tensor(c10::intrusive_ptr<c10::TensorImpl>::reclaim_copy(static_cast<c10::TensorImpl*>(handle)));
}

inline c10::TensorImpl* impl(void* handle) {
  return static_cast<c10::TensorImpl*>(handle);
}

std::vector<at::Tensor> retain_all(void* const* handles, int64_t count);

c10::IValue to_ivalue(const ts_value& value);
void from_ivalue(c10::IValue&& value, ts_value& result);

template <typename Result, typename Body>
Result guarded(Result failure, Body&& body) {
  try {
    return body();
  } catch (const std::exception& error) {
    set_error(error);
  } catch (...) {
    set_error("libtorch threw an exception of an unknown type");
  }
  return failure;
}

}  // namespace ts
