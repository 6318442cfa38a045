#include "engine/limit_words.hpp"

#include <utility>

namespace warrantor::engine {
namespace {

class LimitTeller {
 public:
  explicit LimitTeller(const Wording& wording) : wording_(wording), say_(wording.say()) {}

  std::vector<std::string> tell(const std::vector<LimitResult>& limits) {
    if (limits.empty()) detail(std::string(say_.no_limit));
    for (const LimitResult& limit : limits) {
      if (limit.allowed.is_none()) {
        detail(labelled(wording_.subject(limit.subject), std::string(say_.unlimited)));
        continue;
      }
      limit.is_date ? tell_period(limit) : tell_reading(limit);
      detail("  " + margin(limit));
    }
    return std::move(text_);
  }

 private:
  void detail(std::string line) { text_.push_back(std::move(line)); }
  std::string labelled(std::string_view label, const std::string& text) const {
    return std::string(label) + std::string(say_.colon) + text;
  }

  void tell_period(const LimitResult& limit) {
    const bool months = limit.allowed_type == ValueType::months;
    const std::string_view unit = months ? say_.months : say_.days;
    detail(labelled(say_.period, date(limit.start) + " + " + wording_.value(ValueType::number, {}, limit.allowed) +
                                     " " + std::string(unit) + extension(limit)) +
           std::string(say_.comma) + labelled(say_.last_day, date(limit.last)) + std::string(say_.comma) +
           labelled(say_.actual, date(limit.actual)));
    const std::string_view counted = wording_.rounds_up(*limit.limit) ? say_.counted_months_up : say_.counted_months;
    detail("  " + std::string(months ? counted : say_.counted_days));
  }

  void tell_reading(const LimitResult& limit) {
    const auto reading = [&](const Value& value) {
      return wording_.value(limit.allowed_type, {}, value) +
             (value.is_known() && !limit.unit.empty() ? " " + std::string(wording_.unit(limit.unit)) : "");
    };
    const std::string counted =
        limit.start.is_known() ? " (" + reading(limit.start) + " + " + reading(limit.allowed) + ")" : std::string();
    detail(labelled(wording_.subject(limit.subject), std::string(say_.up_to) + " " + reading(limit.last) + counted) +
           std::string(say_.comma) + labelled(say_.actual, reading(limit.actual)));
  }

  // Of a period: ` + 12 days`.
  [[nodiscard]] std::string extension(const LimitResult& limit) const {
    if (!limit.extended_by.is_known() || limit.extended_by.as_integer() == 0) return {};
    return " + " + wording_.measure(ValueType::days, {}, limit.extended_by, {});
  }

  [[nodiscard]] std::string date(const Value& value) const { return wording_.date(value); }

  [[nodiscard]] std::string margin(const LimitResult& limit) const {
    if (!limit.margin.is_known()) return std::string(say_.cannot_tell);
    const std::int64_t by = limit.margin.as_integer();
    if (by == 0) return std::string(say_.exactly);
    const std::string_view days = by == 1 || by == -1 ? say_.day : say_.days;
    const std::string unit(limit.is_date ? days : wording_.unit(limit.unit));
    const ValueType type = limit.is_date ? ValueType::number : limit.allowed_type;
    return labelled(by > 0 ? say_.kept_by : say_.passed_by,
                    wording_.value(type, {}, Value::integer(by < 0 ? -by : by)) + " " + unit);
  }

  const Wording& wording_;
  const Phrases& say_;
  std::vector<std::string> text_;
};

}  // namespace

std::vector<std::string> tell_limits(const std::vector<LimitResult>& limits, const Wording& wording) {
  return LimitTeller(wording).tell(limits);
}

}  // namespace warrantor::engine
