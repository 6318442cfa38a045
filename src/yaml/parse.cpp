#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <memory>
#include <streambuf>
#include <tuple>
#include <utility>

#include "yaml/builder.hpp"
#include "yaml/bytes.hpp"
#include "yaml/codes.hpp"
#include "yaml/document.hpp"
#include "yaml/storage.hpp"
#include "yaml/syntax_error.hpp"

namespace warrantor::yaml {
namespace {

/// Lets yaml-cpp read the text where it stands.
class MemoryBuffer : public std::streambuf {
 public:
  explicit MemoryBuffer(std::string_view text) {
    // Never written: the buffer has no put area.
    char* const begin = const_cast<char*>(text.data());  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    setg(begin, begin, begin + text.size());
  }
};

Diagnostic about_file(const Source& source, const char* code, std::string message, std::string help) {
  return {Severity::error, code, std::move(message), std::move(help), source.whole()};
}

bool is_colon_missing(const Diagnostic& diagnostic) { return diagnostic.code == code::key_without_colon; }

bool is_behind(const SourceSpan& a, const SourceSpan& b) {
  return std::tie(a.line, a.column) > std::tie(b.line, b.column);
}

void add_syntax_error(const YAML::Exception& exception, const Source& source, Builder& builder) {
  Diagnostics& found = builder.diagnostics();
  // A line without its colon was found already, and is what the parser stumbled over.
  const bool explained = std::any_of(found.begin(), found.end(), is_colon_missing);
  if (explained && exception.msg == YAML::ErrorMsg::END_OF_MAP) return;
  const int offset = std::max(exception.mark.pos, 0);
  const Diagnostic error =
      explain(source, {exception.msg, static_cast<std::size_t>(offset), builder.read_until(), builder.open_bracket()});
  // What stands behind a bracket that is never closed is read as names that it is not.
  std::erase_if(found,
                [&](const Diagnostic& each) { return is_colon_missing(each) && is_behind(each.span, error.span); });
  found.push_back(error);
}

void run(const Source& source, Builder& builder) {
  MemoryBuffer buffer(source.text());
  std::istream stream(&buffer);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const Stop&) {
    return;
  } catch (const YAML::Exception& exception) {
    add_syntax_error(exception, source, builder);
  }
}

Diagnostics in_order_of_file(Diagnostics diagnostics) {
  const auto place = [](const Diagnostic& diagnostic) {
    const bool whole_file = diagnostic.span.line == 0;  // last
    return std::tuple(whole_file, diagnostic.span.line, diagnostic.span.column);
  };
  std::stable_sort(diagnostics.begin(), diagnostics.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return place(a) < place(b); });
  return diagnostics;
}

}  // namespace

Expected<Document, Diagnostics> parse(std::string file_name, std::string text) {
  if (text.size() > largest_file) {
    const Source nothing(std::move(file_name), "");
    return Diagnostics{about_file(nothing, code::file_too_large, "the file is larger than 16 MiB",
                                  "divide it, and include the parts")};
  }
  auto storage = std::make_unique<Document::Storage>(std::move(file_name), std::move(text));
  const Source& source = storage->source;
  if (Diagnostics found = check_bytes(source); !found.empty()) return found;

  Builder builder(*storage);
  run(source, builder);
  if (!builder.diagnostics().empty()) return in_order_of_file(std::move(builder.diagnostics()));
  if (builder.root() == nullptr || builder.root()->is_null()) {
    return Diagnostics{
        about_file(source, code::empty_document, "the file is empty", "write a mapping, or do not include the file")};
  }
  storage->root = builder.root();
  return Document(std::move(storage));
}

}  // namespace warrantor::yaml
