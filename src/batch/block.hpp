#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <warrantor/decision.hpp>

#include "batch/claim_stream.hpp"
#include "batch/id_set.hpp"
#include "batch/tally.hpp"
#include "io/read_claim.hpp"

namespace warrantor::batch {

/// A claim of a block about which something is left to do in the order of the files.
struct PutOff {
  explicit PutOff(const Schema& schema) : claim(schema) {}

  enum class State : std::uint8_t {
    read,     ///< not decided yet: it hangs on earlier claims
    decided,  ///< not written yet, or it is rejected
    written   ///< only its warnings are left
  };

  io::ReadClaim claim;
  Decision decision;
  State state = State::read;
  std::size_t text_before = 0;  ///< bytes of the block's text that come before its own
};

/// Claims on their way from the files to the outputs. Reused, with its memory.
struct Block {
  struct Id {
    IdKey key;
    std::uint32_t claim = 0;  ///< its place in the block
  };

  explicit Block(const Schema& schema) : tally(schema) {}

  std::size_t number = 0;  ///< among all blocks of the run
  std::size_t owner =
      0;  ///< the thread that always takes it, so that its bytes need not go from processor to processor
  ClaimPortion portion;
  std::vector<std::uint32_t> duplicates;  ///< places of claims whose id has come before, in their order

  // What comes of the claims:
  std::string text;                              ///< of those decided and written
  Tally tally;                                   ///< of the same
  std::uint64_t rows = 0;                        ///< of all
  std::vector<Id> ids;                           ///< of all that have one
  std::vector<std::unique_ptr<PutOff>> put_off;  ///< in their order; null: to be made when it is needed
  std::size_t put_off_count = 0;                 ///< of these, in use
};

}  // namespace warrantor::batch
