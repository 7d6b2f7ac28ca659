#include "shim.h"

namespace {

thread_local std::string last_error;

}  // namespace

namespace ts {

void set_error(const std::exception& error) {
  last_error = error.what();
}

void set_error(const char* message) {
  last_error = message;
}

}  // namespace ts

// Valid until the next failure on the same thread.
TS_API const char* ts_last_error() {
  return last_error.c_str();
}
