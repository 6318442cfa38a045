#pragma once

#include <string>

#include <doctest/doctest.h>
#include <iconv.h>

namespace warrantor::test {

/// A text of UTF-8 in another encoding, by the name that iconv knows it by.
inline std::string encoded(std::string text, const char* encoding) {
  iconv_t handle = ::iconv_open(encoding, "UTF-8");
  std::string out(text.size() * 4 + 64, '\0');
  char* in = text.data();
  std::size_t in_left = text.size();
  char* to = out.data();
  std::size_t left = out.size();
  REQUIRE(::iconv(handle, &in, &in_left, &to, &left) != static_cast<std::size_t>(-1));
  ::iconv_close(handle);
  out.resize(out.size() - left);
  return out;
}

}  // namespace warrantor::test
