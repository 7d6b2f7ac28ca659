#include "shim.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

TS_API const char* ts_version() {
  return TORCH_VERSION;
}

TS_API int32_t ts_cuda_is_available() {
  return torch::cuda::is_available() ? 1 : 0;
}

TS_API int32_t ts_cuda_device_count() {
  return static_cast<int32_t>(torch::cuda::device_count());
}

TS_API int32_t ts_cuda_cudnn_is_available() {
  return torch::cuda::cudnn_is_available() ? 1 : 0;
}

TS_API int32_t ts_cuda_synchronize(int64_t device_index) {
  return ts::guarded<int32_t>(-1, [&]() {
    torch::cuda::synchronize(device_index);
    return 0;
  });
}

TS_API int32_t ts_get_num_threads() {
  return at::get_num_threads();
}

TS_API int32_t ts_set_num_threads(int32_t count) {
  return ts::guarded<int32_t>(-1, [&]() {
    at::set_num_threads(count);
    return 0;
  });
}

TS_API int32_t ts_get_num_interop_threads() {
  return at::get_num_interop_threads();
}

TS_API int32_t ts_set_num_interop_threads(int32_t count) {
  return ts::guarded<int32_t>(-1, [&]() {
    at::set_num_interop_threads(count);
    return 0;
  });
}

// Whether cuBLAS (0) and cuDNN (1) may round float32 to TF32.
TS_API int32_t ts_get_allow_tf32(int32_t library) {
  auto& context = at::globalContext();
  return (library == 0 ? context.allowTF32CuBLAS() : context.allowTF32CuDNN()) ? 1 : 0;
}

TS_API int32_t ts_set_allow_tf32(int32_t library, int32_t allow) {
  return ts::guarded<int32_t>(-1, [&]() {
    auto& context = at::globalContext();
    if (library == 0) {
      context.setAllowTF32CuBLAS(allow != 0);
    } else {
      context.setAllowTF32CuDNN(allow != 0);
    }
    return 0;
  });
}
