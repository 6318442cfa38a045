#include "engine/phrases.hpp"

namespace warrantor::engine {
namespace {

constexpr Phrases english{
    .claim = "Claim",
    .line = "line",
    .rejected = "rejected: it cannot be right",
    .rule_set = "Rule set",
    .coverage = "Coverage",
    .no_coverage = "no coverage row applies to this line",
    .coverage_open = "which row covers the line cannot be told yet",
    .row_holds = "is the row for this line",
    .row_fails = "does not apply",
    .row_earlier = "is not asked: an earlier row applies",
    .row_open = "may apply",
    .period = "period",
    .months = "months",
    .days = "days",
    .day = "day",
    .from = "from",
    .last_day = "last covered day",
    .counted_months =
        "counted in calendar months; the first day is not counted, the last day has the same number or is the month's "
        "last",
    .counted_days = "counted in days; the first day is not counted",
    .up_to = "up to",
    .actual = "here",
    .kept_by = "kept, with this to spare",
    .passed_by = "passed by",
    .exactly = "kept, exactly at the limit",
    .cannot_tell = "cannot be told yet",
    .no_limit = "no limit of time or distance",
    .exclusions = "What is not covered",
    .responsibility = "Who is responsible instead",
    .approvals = "Approvals",
    .holds = "yes",
    .fails = "no",
    .open = "open",
    .no_value = "has no value",
    .because = "hangs on",
    .not_listed = "holds, but another rule is the reason",
    .who_pays = "Who pays",
    .by_rule = "by",
    .by_default = "since no rule says otherwise",
    .by_different_rules = "in every case, by a different rule in each",
    .undecided = "open",
    .nothing_asked = "nothing asked for",
    .total = "total",
    .open_amount = "open",
    .why_not = "Why it is not paid in full",
    .why = "Why it is paid",
    .so_far = "What is certain so far",
    .missing = "Still to be stated",
    .pending = "Waiting for a decision on",
    .contradictions = "These rules contradict each other or have no value",
    .steps = "What to do now",
    .none = "nothing stands against it",
    .nothing_yet = "nothing yet",
    .yes = "yes",
    .no = "no",
    .one_of = "one of",
    .none_of = "none of",
    .absent = "none",
    .unknown = "not stated",
    .comma = ", ",
    .colon = ": ",
    .stop = ".",
};

constexpr Phrases chinese{
    .claim = "索赔单",
    .line = "行",
    .rejected = "不受理：内容有误",
    .rule_set = "规则",
    .coverage = "质量担保范围",
    .no_coverage = "没有适用于本行的质量担保条款",
    .coverage_open = "尚不能确定适用哪一条",
    .row_holds = "适用于本行",
    .row_fails = "不适用",
    .row_earlier = "未采用：前面的条款已经适用",
    .row_open = "可能适用",
    .period = "期限",
    .months = "个月",
    .days = "天",
    .day = "天",
    .from = "起算日",
    .last_day = "担保最后一天",
    .counted_months = "按日历月计算；首日不计入，末日为最后一个月的相同日期，没有该日期的为当月最后一天",
    .counted_days = "按天计算；首日不计入",
    .up_to = "不超过",
    .actual = "实际",
    .kept_by = "未超过，尚余",
    .passed_by = "超过",
    .exactly = "恰好在界限上，未超过",
    .cannot_tell = "尚不能确定",
    .no_limit = "不限期限和里程",
    .exclusions = "不予担保的情形",
    .responsibility = "由其他方承担的情形",
    .approvals = "审批",
    .holds = "成立",
    .fails = "不成立",
    .open = "待定",
    .no_value = "无法得出结果",
    .because = "取决于",
    .not_listed = "成立，但已由其他条款说明理由",
    .who_pays = "费用承担",
    .by_rule = "依据",
    .by_default = "没有其他规定",
    .by_different_rules = "各种情形下均如此，依据各不相同",
    .undecided = "待定",
    .nothing_asked = "没有费用",
    .total = "合计",
    .open_amount = "待定金额",
    .why_not = "未全额担保的原因",
    .why = "予以担保的原因",
    .so_far = "目前已确定的理由",
    .missing = "尚需说明",
    .pending = "等待决定",
    .contradictions = "以下规则互相矛盾或无法得出结果",
    .steps = "后续步骤",
    .none = "没有不利的情形",
    .nothing_yet = "暂无",
    .yes = "是",
    .no = "否",
    .one_of = "属于",
    .none_of = "不属于",
    .absent = "无",
    .unknown = "未说明",
    .comma = "，",
    .colon = "：",
    .stop = "。",
};

}  // namespace

const Phrases& phrases(std::string_view language) noexcept { return language == "zh" ? chinese : english; }

std::string_view outcome_phrase(Outcome outcome, std::string_view language) noexcept {
  const bool zh = language == "zh";
  switch (outcome) {
    case Outcome::approved:
      return zh ? "同意担保" : "approved";
    case Outcome::partial:
      return zh ? "部分担保" : "partly approved";
    case Outcome::denied:
      return zh ? "不予担保" : "denied";
    case Outcome::needs_information:
      return zh ? "需补充信息" : "needs information";
    case Outcome::referred:
      return zh ? "待审批" : "referred for a decision";
  }
  return {};
}

}  // namespace warrantor::engine
