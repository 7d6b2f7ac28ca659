#include "shim.h"

#include <ATen/core/dispatch/Dispatcher.h>

// Looks an operator up once; the handle lives as long as the process.
TS_API void* ts_operator_find(const char* name, const char* overload) {
  return ts::guarded<void*>(nullptr, [&]() -> void* {
    return new c10::OperatorHandle(c10::Dispatcher::singleton().findSchemaOrThrow(name, overload));
  });
}

// Calls an operator. Arguments that the caller leaves out at the end take the schema's defaults.
// Returns the number of results, or a negative number.
TS_API int32_t ts_operator_call(
    void* op, const ts_value* arguments, int32_t argument_count, ts_value* results, int32_t result_capacity) {
  return ts::guarded<int32_t>(-1, [&]() -> int32_t {
    const auto& handle = *static_cast<c10::OperatorHandle*>(op);
    const auto& schema = handle.schema();
    const auto& declared = schema.arguments();
    const size_t given = static_cast<size_t>(argument_count);
    TORCH_CHECK(given <= declared.size(), schema.name(), " takes at most ", declared.size(), " arguments, got ", given);

    torch::jit::Stack stack;
    stack.reserve(std::max<size_t>(declared.size(), 4));
    for (size_t i = 0; i < given; i++) {
      stack.push_back(ts::to_ivalue(arguments[i]));
    }
    for (size_t i = given; i < declared.size(); i++) {
      const auto& fallback = declared[i].default_value();
      TORCH_CHECK(fallback.has_value(), schema.name(), " needs a value for its argument '", declared[i].name(), "'");
      stack.push_back(*fallback);
    }

    handle.callBoxed(&stack);

    const int32_t count = static_cast<int32_t>(stack.size());
    TORCH_CHECK(count <= result_capacity, schema.name(), " returned ", count, " values, more than the caller expects");
    for (int32_t i = 0; i < count; i++) {
      ts::from_ivalue(std::move(stack[i]), results[i]);
    }
    return count;
  });
}
