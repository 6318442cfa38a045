#include "engine/bearing.hpp"

#include <algorithm>

namespace warrantor::engine {
namespace {

using expr::logical_and;

class Bearing {
 public:
  Bearing(const policy::Program& program, const Verdict& verdict, PartyId party)
      : program_(program), verdict_(verdict), party_(index_of(party)) {}

  [[nodiscard]] Value of_line() const {
    if (verdict_.referred.is_true()) return Value::boolean(false);
    Value borne = Value::boolean(true);
    bool asks_for_something = false;
    bool may_ask_for_something = false;
    for (std::size_t i = 0; i < verdict_.amounts.size(); ++i) {
      const Value amount = verdict_.amounts[i];
      if (amount.is_known() && amount.as_integer() <= 0) continue;
      may_ask_for_something = true;
      asks_for_something = asks_for_something || amount.is_known();
      const Value of_this = of_portion(i);
      borne = logical_and(borne, amount.is_known() || of_this.is_true() ? of_this : Value::unknown());
    }
    if (!may_ask_for_something) {
      borne = of_nothing();
    } else if (!asks_for_something) {
      borne = expr::in_both(borne, of_nothing());
    }
    const bool is_open = !verdict_.referred.is_false() && !borne.is_false();
    return is_open ? Value::unknown() : borne;
  }

 private:
  // Of one that asks for something. What is not owed is left to who bears what is excluded.
  [[nodiscard]] Value of_portion(std::size_t portion) const {
    const Value all = would_bear(portion);
    if (is_all_excluded(program_, verdict_, portion)) return all;
    const bool is_rest_party = party_ == index_of(program_.excluded_party);
    const Value left_over = is_left_over(portion);
    if (left_over.is_true()) return Value::boolean(is_rest_party);
    return is_rest_party ? expr::logical_or(all, left_over) : logical_and(all, is_owed_in_full(portion));
  }

  [[nodiscard]] Value of_nothing() const {
    const Value all = would_bear(0);
    const bool is_rest_party = party_ == index_of(program_.excluded_party);
    return is_rest_party || is_all_excluded(program_, verdict_, 0) ? all : logical_and(all, is_owed_in_full(0));
  }

  // Whether it gets whatever is owed.
  [[nodiscard]] Value would_bear(std::size_t portion) const {
    const auto& possible = verdict_.bearers[portion].possible;
    if (possible.empty()) return Value::unknown();
    Value all = gives_all(possible.front());
    for (const AllocationId allocation : possible) all = expr::in_both(all, gives_all(allocation));
    return all;
  }

  // Whether nothing is owed of what is asked for.
  [[nodiscard]] Value is_left_over(std::size_t portion) const {
    if (!program_.portions[portion].owed) return Value::boolean(false);
    const Value owed = verdict_.owed[portion];
    return owed.is_known() ? Value::boolean(owed.as_integer() == 0) : Value::unknown();
  }

  [[nodiscard]] Value is_owed_in_full(std::size_t portion) const {
    if (!program_.portions[portion].owed) return Value::boolean(true);
    const Value amount = verdict_.amounts[portion];
    const Value owed = verdict_.owed[portion];
    return amount.is_known() && owed.is_known() ? Value::boolean(owed.same_as(amount)) : Value::unknown();
  }

  [[nodiscard]] Value gives_all(AllocationId allocation) const {
    for (const Weighed& weighed : verdict_.weighed) {
      if (weighed.allocation == allocation && weighed.known.is_undefined()) return Value::boolean(false);
    }
    const policy::Allocation* const known = weights_of(program_, verdict_, allocation);
    const policy::Allocation& weights = known != nullptr ? *known : program_.allocation(allocation);
    const bool is_among = weights[party_] > 0;
    const bool is_alone = std::count_if(weights.begin(), weights.end(), [](auto weight) { return weight > 0; }) == 1;
    if (!is_among || is_alone || known != nullptr) return Value::boolean(is_among && is_alone);
    return Value::unknown();
  }

  const policy::Program& program_;
  const Verdict& verdict_;
  std::size_t party_;
};

}  // namespace

Value bears_line(const policy::Program& program, const Verdict& verdict, PartyId party) {
  return Bearing(program, verdict, party).of_line();
}

}  // namespace warrantor::engine
