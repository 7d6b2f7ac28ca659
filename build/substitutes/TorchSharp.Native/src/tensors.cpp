#include "shim.h"

TS_API void ts_tensor_free(void* tensor) {
  if (tensor != nullptr) {
    c10::intrusive_ptr<c10::TensorImpl>::reclaim(ts::impl(tensor));
  }
}

TS_API int64_t ts_tensor_dim(void* tensor) {
  return ts::impl(tensor)->dim();
}

TS_API int64_t ts_tensor_numel(void* tensor) {
  return ts::impl(tensor)->numel();
}

TS_API int32_t ts_tensor_dtype(void* tensor) {
  return static_cast<int32_t>(c10::typeMetaToScalarType(ts::impl(tensor)->dtype()));
}

TS_API int64_t ts_tensor_element_size(void* tensor) {
  return static_cast<int64_t>(ts::impl(tensor)->itemsize());
}

TS_API int32_t ts_tensor_device_type(void* tensor) {
  return static_cast<int32_t>(ts::impl(tensor)->device().type());
}

TS_API int32_t ts_tensor_device_index(void* tensor) {
  return static_cast<int32_t>(ts::impl(tensor)->device().index());
}

TS_API int32_t ts_tensor_is_contiguous(void* tensor) {
  return ts::impl(tensor)->is_contiguous() ? 1 : 0;
}

TS_API int32_t ts_tensor_is_sparse(void* tensor) {
  return ts::impl(tensor)->is_sparse() ? 1 : 0;
}

TS_API void ts_tensor_sizes(void* tensor, int64_t* sizes) {
  const auto values = ts::impl(tensor)->sizes();
  std::copy(values.begin(), values.end(), sizes);
}

TS_API int32_t ts_tensor_strides(void* tensor, int64_t* strides) {
  return ts::guarded<int32_t>(-1, [&]() {
    const auto values = ts::impl(tensor)->strides();
    std::copy(values.begin(), values.end(), strides);
    return 0;
  });
}

TS_API int64_t ts_tensor_storage_offset(void* tensor) {
  return ts::guarded<int64_t>(-1, [&]() { return ts::impl(tensor)->storage_offset(); });
}

// Null both for an empty tensor and for a failure, which leaves a message and sets *failed.
TS_API void* ts_tensor_data(void* tensor, int32_t* failed) {
  *failed = 1;
  return ts::guarded<void*>(nullptr, [&]() {
    void* data = ts::retain(tensor).data_ptr();
    *failed = 0;
    return data;
  });
}
