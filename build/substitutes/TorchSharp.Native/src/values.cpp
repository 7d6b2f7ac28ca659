#include "shim.h"

#include <cstdlib>

namespace ts {

std::vector<at::Tensor> retain_all(void* const* handles, int64_t count) {
  std::vector<at::Tensor> tensors;
  tensors.reserve(count);
  for (int64_t i = 0; i < count; i++) {
    tensors.push_back(retain(handles[i]));
  }
  return tensors;
}

namespace {

template <typename T>
c10::List<T> to_list(const ts_value& value) {
  const T* items = static_cast<const T*>(value.p);
  c10::List<T> list;
  list.reserve(value.count);
  for (int32_t i = 0; i < value.count; i++) {
    list.push_back(items[i]);
  }
  return list;
}

void store_tensors(const std::vector<at::Tensor>& tensors, ts_value& result) {
  result.tag = TS_TENSOR_LIST;
  result.count = static_cast<int32_t>(tensors.size());
  void** handles = static_cast<void**>(std::malloc(sizeof(void*) * (tensors.size() + 1)));
  for (size_t i = 0; i < tensors.size(); i++) {
    handles[i] = release(tensors[i]);
  }
  result.p = handles;
}

}  // namespace

c10::IValue to_ivalue(const ts_value& value) {
  switch (value.tag) {
    case TS_NONE:
      return c10::IValue();
    case TS_TENSOR:
      return c10::IValue(retain(value.p));
    case TS_INT:
      return c10::IValue(value.i);
    case TS_DOUBLE:
      return c10::IValue(value.d);
    case TS_BOOL:
      return c10::IValue(value.i != 0);
    case TS_INT_LIST:
      return c10::IValue(to_list<int64_t>(value));
    case TS_DOUBLE_LIST:
      return c10::IValue(to_list<double>(value));
    case TS_BOOL_LIST: {
      const uint8_t* items = static_cast<const uint8_t*>(value.p);
      c10::List<bool> list;
      for (int32_t i = 0; i < value.count; i++) {
        list.push_back(items[i] != 0);
      }
      return c10::IValue(std::move(list));
    }
    case TS_TENSOR_LIST: {
      void* const* handles = static_cast<void* const*>(value.p);
      c10::List<at::Tensor> list;
      list.reserve(value.count);
      for (int32_t i = 0; i < value.count; i++) {
        list.push_back(retain(handles[i]));
      }
      return c10::IValue(std::move(list));
    }
    case TS_OPTIONAL_TENSOR_LIST: {
      void* const* handles = static_cast<void* const*>(value.p);
      // c10::optional in libtorch 1, std::optional in libtorch 2.
      using optional_tensor = decltype(std::declval<c10::IValue>().toOptional<at::Tensor>());
      c10::List<optional_tensor> list;
      list.reserve(value.count);
      for (int32_t i = 0; i < value.count; i++) {
        list.push_back(handles[i] == nullptr ? optional_tensor() : optional_tensor(retain(handles[i])));
      }
      return c10::IValue(std::move(list));
    }
    case TS_STRING:
      return c10::IValue(std::string(static_cast<const char*>(value.p), value.count));
    case TS_DEVICE:
      return c10::IValue(c10::Device(static_cast<c10::DeviceType>(value.count), static_cast<c10::DeviceIndex>(value.i)));
    case TS_GENERATOR:
      return c10::IValue(at::Generator(
          c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(value.p))));
    case TS_COMPLEX: {
      const double* parts = static_cast<const double*>(value.p);
      return c10::IValue(c10::complex<double>(parts[0], parts[1]));
    }
    default:
      throw std::invalid_argument("unknown tag " + std::to_string(value.tag) + " of an operator's argument");
  }
}

void from_ivalue(c10::IValue&& value, ts_value& result) {
  result.count = 0;
  result.i = 0;
  if (value.isTensor()) {
    result.tag = TS_TENSOR;
    result.p = release(std::move(value).toTensor());
  } else if (value.isNone()) {
    result.tag = TS_NONE;
  } else if (value.isInt()) {
    result.tag = TS_INT;
    result.i = value.toInt();
  } else if (value.isDouble()) {
    result.tag = TS_DOUBLE;
    result.d = value.toDouble();
  } else if (value.isBool()) {
    result.tag = TS_BOOL;
    result.i = value.toBool() ? 1 : 0;
  } else if (value.isComplexDouble()) {
    const auto number = value.toComplexDouble();
    double* parts = static_cast<double*>(std::malloc(2 * sizeof(double)));
    parts[0] = number.real();
    parts[1] = number.imag();
    result.tag = TS_COMPLEX;
    result.p = parts;
  } else if (value.isTensorList()) {
    store_tensors(value.toTensorVector(), result);
  } else if (value.isIntList()) {
    const auto items = value.toIntVector();
    int64_t* copy = static_cast<int64_t*>(std::malloc(sizeof(int64_t) * (items.size() + 1)));
    std::copy(items.begin(), items.end(), copy);
    result.tag = TS_INT_LIST;
    result.count = static_cast<int32_t>(items.size());
    result.p = copy;
  } else {
    throw std::invalid_argument("an operator returned a " + value.tagKind() + ", which has no managed counterpart");
  }
}

}  // namespace ts

// Frees the memory of a list or of a complex number in a result, but not the tensors in the list.
TS_API void ts_free(void* memory) {
  std::free(memory);
}
