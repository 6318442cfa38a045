#pragma once

#include <yaml-cpp/anchor.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>

#include "yaml/document.hpp"
#include "yaml/storage.hpp"

namespace warrantor::yaml {

/// Thrown by the builder to leave the parser, and caught in this room. The diagnostic is already written.
struct Stop {};

/// Makes nodes of yaml-cpp's events. Events rather than its nodes, because only they show anchors, aliases,
/// tags and duplicate keys, and expand nothing. yaml-cpp descends into a collection only after it has told
/// the builder of it, so that stopping here bounds its recursion as well.
class Builder final : public YAML::EventHandler {
 public:
  explicit Builder(Document::Storage& storage) : storage_(storage), source_(storage.source) {}

  [[nodiscard]] Diagnostics& diagnostics() noexcept { return diagnostics_; }
  [[nodiscard]] const Node* root() const noexcept { return pending_.empty() ? nullptr : pending_.front(); }
  [[nodiscard]] std::optional<std::size_t> open_bracket() const noexcept;
  [[nodiscard]] std::size_t read_until() const noexcept { return last_ != nullptr ? last_->extent().end : 0; }

  void report(const char* code, std::string message, std::string help, SourceSpan span);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override;
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override;

 private:
  struct Open {
    Node* node;
    std::size_t first_child;  // in pending_
  };
  struct Null {
    Node* node = nullptr;
    const Node* key = nullptr;  // whose value it is
    bool is_key = false;
  };

  [[nodiscard]] bool at_key() const noexcept;
  [[nodiscard]] bool at_value() const noexcept;
  Node& add(Kind kind, Style style, std::size_t offset);
  void open(Kind kind, const YAML::Mark& mark, bool has_properties, YAML::EmitterStyle::value style);
  void close();
  std::size_t report_properties(std::size_t offset);
  void check_quotes(const Node& scalar);
  [[nodiscard]] std::string_view keep(std::string_view value, std::size_t offset, Style style);
  void settle_last_null(std::size_t offset);
  void leave_out(const Null& null, std::size_t offset);
  void check_colon(const Node& key);
  void check_key(const Node& key);
  void check_duplicates(const Node& mapping);
  template <class Child>
  Child* allocate(std::size_t count);

  Document::Storage& storage_;
  const Source& source_;
  std::vector<const Node*> pending_;  // children of the open collections, innermost last
  std::vector<Open> open_;
  Null last_null_;              // the event before was this null, which seems to be written
  const Node* last_ = nullptr;  // the last scalar or null
  bool started_ = false;
  Diagnostics diagnostics_;
};

}  // namespace warrantor::yaml
