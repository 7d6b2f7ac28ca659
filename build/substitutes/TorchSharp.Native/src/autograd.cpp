#include "shim.h"

#include <cstdlib>

#include <torch/csrc/autograd/autograd.h>

TS_API int32_t ts_tensor_requires_grad(void* tensor) {
  return ts::impl(tensor)->requires_grad() ? 1 : 0;
}

TS_API int32_t ts_tensor_set_requires_grad(void* tensor, int32_t requires_grad) {
  return ts::guarded<int32_t>(-1, [&]() {
    ts::retain(tensor).set_requires_grad(requires_grad != 0);
    return 0;
  });
}

TS_API int32_t ts_tensor_is_leaf(void* tensor) {
  return ts::retain(tensor).is_leaf() ? 1 : 0;
}

// Null where the tensor has no gradient.
TS_API void* ts_tensor_grad(void* tensor) {
  return ts::guarded<void*>(nullptr, [&]() { return ts::release(ts::retain(tensor).grad()); });
}

TS_API int32_t ts_tensor_set_grad(void* tensor, void* grad) {
  return ts::guarded<int32_t>(-1, [&]() {
    ts::retain(tensor).mutable_grad() = ts::retain(grad);
    return 0;
  });
}

TS_API int32_t ts_autograd_backward(
    void* const* tensors, int64_t tensor_count, void* const* gradients, int64_t gradient_count, int32_t retain_graph,
    int32_t create_graph, void* const* inputs, int64_t input_count) {
  return ts::guarded<int32_t>(-1, [&]() {
    torch::autograd::backward(
        ts::retain_all(tensors, tensor_count), ts::retain_all(gradients, gradient_count), retain_graph != 0,
        create_graph != 0, ts::retain_all(inputs, input_count));
    return 0;
  });
}

// Writes one handle an input, null where the input was unused.
TS_API int32_t ts_autograd_grad(
    void* const* outputs, int64_t output_count, void* const* inputs, int64_t input_count, void* const* gradients,
    int64_t gradient_count, int32_t retain_graph, int32_t create_graph, int32_t allow_unused, void** results) {
  return ts::guarded<int32_t>(-1, [&]() {
    auto values = torch::autograd::grad(
        ts::retain_all(outputs, output_count), ts::retain_all(inputs, input_count),
        ts::retain_all(gradients, gradient_count), retain_graph != 0, create_graph != 0, allow_unused != 0);
    for (size_t i = 0; i < values.size(); i++) {
      results[i] = ts::release(std::move(values[i]));
    }
    return static_cast<int32_t>(values.size());
  });
}

TS_API int32_t ts_grad_mode_enabled() {
  return at::GradMode::is_enabled() ? 1 : 0;
}

TS_API void ts_grad_mode_set(int32_t enabled) {
  at::GradMode::set_enabled(enabled != 0);
}

