#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>

namespace warrantor::yaml {

class Source;
struct Entry;

enum class Kind : std::uint8_t { null, scalar, sequence, mapping };
enum class Style : std::uint8_t { plain, single_quoted, double_quoted, literal, folded, block, flow };

/// One value of a YAML file, with its place in it. Scalars are text and nothing else: `010`, `yes`, `1.50`
/// and 2024-01-05 stay as they are written, and it is for the reader of a rule set to say what they mean.
///
/// A null is a plain `null` or `~`, or a value left out; "null" in quotes is a scalar.
///
/// Nodes belong to their Document, never move, and never change: any thread may read them.
class Node {
 public:
  Node(const Node&) = delete;
  Node& operator=(const Node&) = delete;

  [[nodiscard]] Kind kind() const noexcept { return kind_; }
  [[nodiscard]] Style style() const noexcept { return style_; }
  [[nodiscard]] bool is_null() const noexcept { return kind_ == Kind::null; }
  [[nodiscard]] bool is_scalar() const noexcept { return kind_ == Kind::scalar; }
  [[nodiscard]] bool is_sequence() const noexcept { return kind_ == Kind::sequence; }
  [[nodiscard]] bool is_mapping() const noexcept { return kind_ == Kind::mapping; }

  /// Whether a null was left out (`key:`) rather than written.
  [[nodiscard]] bool is_left_out() const noexcept { return is_null() && text_.empty(); }

  /// Whether a scalar is written in a way that makes it text on purpose: in quotes, or as a block (`|`, `>`).
  [[nodiscard]] bool is_quoted() const noexcept { return is_scalar() && style_ != Style::plain; }

  /// A scalar's text, without quotes and escapes; of a null what stands there; else empty.
  [[nodiscard]] std::string_view text() const noexcept { return text_; }

  /// A scalar's text; nothing for all other kinds.
  [[nodiscard]] std::optional<std::string_view> as_text() const noexcept {
    return is_scalar() ? std::optional(text_) : std::nullopt;
  }

  /// The items of a sequence, in order; empty for all other kinds.
  [[nodiscard]] std::span<const Node* const> items() const noexcept;

  /// The entries of a mapping, in order; empty for all other kinds. Keys are scalars or written nulls, each
  /// text once.
  [[nodiscard]] std::span<const Entry> entries() const noexcept;

  /// The value of a key, or nullptr (also where this is no mapping). Looks through the entries.
  [[nodiscard]] const Node* find(std::string_view key) const noexcept;

  /// What to underline: the whole scalar with its quotes, the first line of a flow collection or of a text of
  /// many lines, the first key of a block mapping, the first item of a block sequence; of a value that is
  /// left out its key. Costs a search and a copy of the line: for diagnostics, not for loops.
  [[nodiscard]] SourceSpan span() const;

  /// The stretch of `length` bytes from byte `offset` of a scalar's text, where it stands in the file: behind
  /// quotes, escapes and folded lines. What runs over several lines is cut to the first of them. Other kinds:
  /// as span().
  [[nodiscard]] SourceSpan span(std::size_t offset, std::size_t length) const;

  /// The line on which it begins, from 1.
  [[nodiscard]] std::uint32_t line() const noexcept;

 private:
  friend class Builder;
  friend class Graft;
  struct Extent {
    std::size_t begin;
    std::size_t end;
  };
  Node(const Source& source, Kind kind, Style style, std::uint32_t offset) noexcept
      : source_(&source), offset_(offset), kind_(kind), style_(style) {}

  [[nodiscard]] Extent extent() const noexcept;
  [[nodiscard]] Extent flow_extent() const noexcept;

  const Source* source_;
  std::string_view text_;           // into the file where it stands there as it is, else into the document's arena
  const void* children_ = nullptr;  // size_ times `const Node*` or `Entry`
  std::uint32_t size_ = 0;          // number of children; of a null the bytes to underline
  std::uint32_t offset_;            // in the source: the opening quote or bracket, the first letter, the dash
  Kind kind_;
  Style style_;
};

/// A key and its value, neither of them nullptr.
struct Entry {
  const Node* key;
  const Node* value;
};

/// A YAML file that was read: one tree of nodes, which lives as long as the Document and stays where it is
/// when the Document is moved.
class Document {
 public:
  struct Storage;

  explicit Document(std::unique_ptr<Storage> storage) noexcept;
  Document(Document&& other) noexcept;
  Document& operator=(Document&& other) noexcept;
  ~Document();

  /// Never a null.
  [[nodiscard]] const Node& root() const noexcept;
  [[nodiscard]] const std::string& file() const noexcept;

 private:
  std::unique_ptr<Storage> storage_;
};

/// Nodes made of others, for a reader that shall see a file as it is after some changes: each stands where the one
/// stands that it was made of, and holds other children, which may come from other documents. Owns what it makes;
/// whatever that was made of must outlive it.
class Graft {
 public:
  Graft();
  Graft(Graft&& other) noexcept;
  Graft& operator=(Graft&& other) noexcept;
  ~Graft();

  /// The first entry must stand in the file of `like`, a mapping.
  [[nodiscard]] const Node& mapping(const Node& like, std::span<const Entry> entries);
  /// Each item must stand in the file of `like`, a sequence.
  [[nodiscard]] const Node& sequence(const Node& like, std::span<const Node* const> items);
  /// A mapping of one entry, `key` and `value`, where a scalar stands.
  [[nodiscard]] const Node& mapping_of(std::string_view key, const Node& value);

 private:
  struct Storage;
  template <class Child>
  const Node& make(const Node& like, Kind kind, Style style, std::span<const Child> children);

  std::unique_ptr<Storage> storage_;
};

inline constexpr std::size_t largest_file = std::size_t{16} * 1024 * 1024;  ///< bytes
inline constexpr std::size_t deepest_nesting = 64;                          ///< collections within each other

/// Reads the text of one file. `file_name` is only for the diagnostics. All mistakes that can be found in one
/// go are reported in the order of the file, each with a code of codes.hpp; behind the first syntax error
/// nothing is found. Throws nothing but std::bad_alloc. Time and memory grow with the size of the text,
/// whatever stands in it.
[[nodiscard]] Expected<Document, Diagnostics> parse(std::string file_name, std::string text);

}  // namespace warrantor::yaml
