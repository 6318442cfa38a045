#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include <warrantor/diagnostic.hpp>
#include <warrantor/policy.hpp>

#include "engine/letter_syntax.hpp"
#include "yaml/source.hpp"

namespace warrantor::engine {

enum class LetterNameKind : std::uint8_t {
  value,  ///< `{{name}}`; as a section it is there where the value is
  flag,   ///< a section only
  list    ///< a section, once for each item
};

/// A name that templates can use. The names of lists are places as well: those of their items.
struct LetterName {
  std::string_view within;  ///< the list in whose section it has a meaning; empty: anywhere; `*`: in that of any list
  std::string_view name;
  LetterNameKind kind = LetterNameKind::value;
};

/// All names but those of families.
[[nodiscard]] std::span<const LetterName> letter_names() noexcept;

/// A name that begins with the name of its family and goes on with a name of the rule set, such as that of a fact.
/// Those have a meaning anywhere.
struct LetterFamily {
  std::string_view prefix;  ///< with its dot
  LetterNameKind kind = LetterNameKind::flag;
};
[[nodiscard]] std::span<const LetterFamily> letter_families() noexcept;

/// Whether every name of a template means something where it stands.
void check_letter(const Policy& policy, const std::vector<LetterPart>& parts, const yaml::Source& source,
                  Diagnostics& diagnostics);

}  // namespace warrantor::engine
