#include "io/plain_rows.hpp"

namespace warrantor::io {

PlainRows::PlainRows(const Schema&, const Columns&) {}

bool PlainRows::read(std::span<const std::string_view>, engine::LineBlock&, std::size_t) { return false; }

}  // namespace warrantor::io
