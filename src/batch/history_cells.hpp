#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "batch/claim_stream.hpp"
#include "io/read_claim.hpp"

namespace warrantor::batch {

/// What a file of earlier claims says beside their facts, by its header or key: how they were decided. The stream must
/// outlive it.
class HistoryCells {
 public:
  HistoryCells(const Schema& schema, const ClaimStream& stream);

  /// The headers or keys that claims carry along.
  void carry(std::vector<std::string> headers) { headers_ = std::move(headers); }

  /// What a line says under a field of decisions, by its name or its label in any language; blank: nothing.
  [[nodiscard]] std::string_view cell(const io::ReadClaim& claim, std::size_t line, std::string_view field) const;

  /// Where it says so; `field` must outlive the place.
  [[nodiscard]] io::Place place_of(const io::ReadClaim& claim, std::size_t line, std::string_view field) const;

  /// Whether a header is that of the field.
  [[nodiscard]] bool is_header_of(std::string_view header, std::string_view field) const {
    return place_in({std::string(header)}, field) == 0;
  }

  /// Whether what stands there is JSON: a table may have a column of the same name that says something else.
  [[nodiscard]] bool are_of_json() const {
    return stream_->reader().columns() == nullptr || stream_->decisions() != nullptr;
  }

 private:
  [[nodiscard]] std::size_t place_in(const std::vector<std::string>& headers, std::string_view field) const;

  const ClaimStream* stream_;
  std::map<std::string, std::vector<std::string>, std::less<>> names_;  ///< of each field; its own goes first
  std::vector<std::string> headers_;
};

}  // namespace warrantor::batch
