#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>

#include <warrantor/diagnostic.hpp>

#include "yaml/document.hpp"

namespace warrantor::yaml {

inline Document read(std::string text) {
  Expected<Document, Diagnostics> document = parse("rules.yaml", std::move(text));
  if (!document) FAIL(render(document.error()));
  return std::move(document).value();
}

inline Diagnostics mistakes(std::string text) {
  const Expected<Document, Diagnostics> document = parse("rules.yaml", std::move(text));
  return document ? Diagnostics{} : document.error();
}

/// The one mistake of a text that has exactly one.
inline Diagnostic mistake(std::string text) {
  Diagnostics found = mistakes(std::move(text));
  INFO(render(found));
  REQUIRE(found.size() == 1);
  return found.front();
}

inline std::string underlined(const SourceSpan& span) {
  if (span.column == 0 || span.column - 1 > span.text.size()) return "(nothing)";
  return span.text.substr(span.column - 1, span.length);
}

inline std::string place(const SourceSpan& span) {
  return std::to_string(span.line) + ":" + std::to_string(span.column);
}

/// `line:column underlined text`
inline std::string shown(const SourceSpan& span) { return place(span) + " " + underlined(span); }

inline void check_mistake(const std::string& text, const char* code, const char* message, const char* help,
                          const char* where) {
  CAPTURE(text);
  const Diagnostic found = mistake(text);
  CHECK(found.severity == Severity::error);
  CHECK(found.code == code);
  CHECK(found.message == message);
  CHECK(found.help == help);
  CHECK(shown(found.span) == where);
}

}  // namespace warrantor::yaml
