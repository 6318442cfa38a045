#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <warrantor/schema.hpp>

#include "base/json_reader.hpp"
#include "io/fault.hpp"

namespace warrantor::io {

/// How a line of claims is written, as advice.
inline constexpr std::string_view form_of_line =
    "write each claim whole on a line of its own, as `{\"claim_id\": \"R-1\", …}`, with keys and texts in double "
    "quotes";

/// What is said of a line that is no JSON; `encoding` is that of the file as it stands.
[[nodiscard]] Fault about_text(const std::string& file, std::uint64_t line, const base::JsonFault& found,
                               std::string_view encoding);

[[nodiscard]] bool takes_number(ValueType type) noexcept;

/// The kinds of values that a type takes: "a number or a string".
[[nodiscard]] std::string_view expected_kind(ValueType type) noexcept;

/// What a value of a fact looks like in JSON, as advice.
[[nodiscard]] std::string form_in_json(const Schema& schema, const Fact& fact);

/// The kind of a value and, where it fits into a message, the value: "a number, `20240105`".
[[nodiscard]] std::string describe_found(base::JsonValue value);

}  // namespace warrantor::io
