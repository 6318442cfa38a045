#include "io/outcome_text.hpp"

#include "engine/phrases.hpp"

namespace warrantor::io {

std::string_view outcome_word(Outcome outcome, bool has_coverage, std::string_view language) noexcept {
  return language == "zh" ? engine::outcome_phrase(outcome, has_coverage, language) : name_of(outcome);
}

base::Ink ink_of(Outcome outcome) noexcept {
  switch (outcome) {
    case Outcome::approved:
      return base::Ink::good;
    case Outcome::partial:
      return base::Ink::mixed;
    case Outcome::denied:
      return base::Ink::bad;
    case Outcome::needs_information:
      return base::Ink::question;
    case Outcome::referred:
      return base::Ink::waiting;
  }
  return base::Ink::plain;
}

}  // namespace warrantor::io
