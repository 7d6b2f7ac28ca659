#include "shim.h"

#include <ATen/CPUGeneratorImpl.h>

// A generator handle is a GeneratorImpl* that owns one reference.
namespace {

at::Generator generator(void* handle) {
  return at::Generator(
      c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle)));
}

void* release(at::Generator value) {
  return value.unsafeReleaseGeneratorImpl();
}

}  // namespace

TS_API void* ts_generator_new(uint64_t seed, int32_t device_type, int32_t device_index) {
  return ts::guarded<void*>(nullptr, [&]() {
    const c10::Device device(static_cast<c10::DeviceType>(device_type), static_cast<c10::DeviceIndex>(device_index));
    at::Generator created = device.is_cpu() ? at::detail::createCPUGenerator(seed)
                                            : at::globalContext().defaultGenerator(device).clone();
    created.set_current_seed(seed);
    return release(std::move(created));
  });
}

TS_API void* ts_generator_default() {
  return ts::guarded<void*>(nullptr, [&]() { return release(at::detail::getDefaultCPUGenerator()); });
}

TS_API void ts_generator_free(void* handle) {
  c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(handle));
}

TS_API int32_t ts_generator_manual_seed(void* handle, uint64_t seed) {
  return ts::guarded<int32_t>(-1, [&]() {
    auto target = generator(handle);
    std::lock_guard<std::mutex> lock(target.mutex());
    target.set_current_seed(seed);
    return 0;
  });
}

TS_API int64_t ts_generator_initial_seed(void* handle) {
  return static_cast<int64_t>(generator(handle).current_seed());
}

TS_API void* ts_generator_get_state(void* handle) {
  return ts::guarded<void*>(nullptr, [&]() { return ts::release(generator(handle).get_state()); });
}

TS_API int32_t ts_generator_set_state(void* handle, void* state) {
  return ts::guarded<int32_t>(-1, [&]() {
    generator(handle).set_state(ts::retain(state));
    return 0;
  });
}

// Seeds the default generators of every device.
TS_API int32_t ts_manual_seed(uint64_t seed) {
  return ts::guarded<int32_t>(-1, [&]() {
    torch::manual_seed(seed);
    return 0;
  });
}

TS_API int32_t ts_cuda_manual_seed(int64_t seed, int32_t all_devices) {
  return ts::guarded<int32_t>(-1, [&]() {
    all_devices != 0 ? torch::cuda::manual_seed_all(seed) : torch::cuda::manual_seed(seed);
    return 0;
  });
}
