// Digits beside a duration that is written out: three of what?

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "expr/check.hpp"
#include "expr/codes.hpp"

namespace warrantor::expr {
namespace {

// Functions whose values, or entries of lists, are of one kind.
constexpr std::array<std::string_view, 10> functions_of_one_kind{
    "min", "max", "sum", "mean", "append", "concatenate", "union", "list contains", "index of", "distinct values"};

bool is_of_one_kind(const SyntaxNode& node) {
  if (node.kind != SyntaxKind::call) {
    const bool is_comparison = node.kind >= SyntaxKind::equal && node.kind <= SyntaxKind::greater_equal;
    const bool is_sum = node.kind == SyntaxKind::add || node.kind == SyntaxKind::subtract;
    return is_comparison || is_sum || node.kind == SyntaxKind::list || node.kind == SyntaxKind::conditional ||
           node.kind == SyntaxKind::in || node.kind == SyntaxKind::between;
  }
  return std::find(functions_of_one_kind.begin(), functions_of_one_kind.end(), node.text) !=
         functions_of_one_kind.end();
}

/// Looks at what an expression comes to, as far as it is written out.
class Entries {
 public:
  explicit Entries(const Syntax& syntax) : syntax_(syntax) {}

  void look_into(SyntaxIndex index) {
    const SyntaxNode& node = syntax_.at(index);
    if (is_written_duration(syntax_, index)) has_duration_ = true;
    if (node.kind == SyntaxKind::number_literal && !number_) number_ = index;
    const bool has_entries = node.kind == SyntaxKind::negate || node.kind == SyntaxKind::list ||
                             node.kind == SyntaxKind::range || node.kind >= SyntaxKind::test_any;
    if (has_entries || node.kind == SyntaxKind::conditional) look_into_children(node);
  }

  void look_into_children(const SyntaxNode& node) {
    const std::size_t first = node.kind == SyntaxKind::conditional ? 1 : 0;  // behind the condition
    for (std::size_t i = first; i < node.children.size(); ++i) look_into(node.children[i]);
  }

  [[nodiscard]] std::optional<SyntaxIndex> number_beside_duration() const {
    return has_duration_ ? number_ : std::nullopt;
  }

 private:
  const Syntax& syntax_;
  bool has_duration_ = false;
  std::optional<SyntaxIndex> number_;
};

}  // namespace

bool is_written_duration(const Syntax& syntax, SyntaxIndex index) {
  const SyntaxNode& node = syntax.at(index);
  const auto is_written = [&](std::size_t child) { return is_written_duration(syntax, node.children[child]); };
  switch (node.kind) {
    case SyntaxKind::duration_literal:
      return true;
    case SyntaxKind::call:
      return node.text == "duration" || (node.text == "abs" && node.children.size() == 1 && is_written(0));
    case SyntaxKind::negate:
    case SyntaxKind::filter:
      return is_written(0);
    case SyntaxKind::list:
      return !node.children.empty() && is_written(0);
    case SyntaxKind::add:
    case SyntaxKind::subtract:
      return is_written(0) && is_written(1);
    case SyntaxKind::multiply:
      return is_written(0) || is_written(1);
    case SyntaxKind::divide:
      return is_written(0) && !is_written(1);
    case SyntaxKind::conditional:
      return is_written(1) && is_written(2);
    default:
      return false;
  }
}

bool Checker::refuse_bare_number(const SyntaxNode& syntax) {
  if (!is_of_one_kind(syntax)) return false;
  Entries entries(syntax_);
  entries.look_into_children(syntax);
  const auto number = entries.number_beside_duration();
  if (!number) return false;
  const SyntaxNode& written = syntax_.at(*number);
  const auto whole = base::parse_integer(written.text);
  const std::string count = whole && whole->fits ? written.text : "1";
  fail(codes::type_mismatch, written.range, "`" + written.text + "` is a number, and stands beside a duration",
       "write a duration too: `duration(\"P" + count + "M\")` of months, `duration(\"P" + count + "D\")` of days");
  return true;
}

}  // namespace warrantor::expr
