#include <algorithm>

#include "audit/page.hpp"

namespace warrantor::audit {
namespace {

using expr::Op;

// The first row limit of each limit that some row sets; where none does, nothing is said of it.
const policy::RowLimit* example_of(const policy::Coverage& coverage, std::size_t limit) {
  for (const policy::CoverageRow& row : coverage.rows) {
    for (const policy::RowLimit& set : row.limits) {
      if (set.limit == limit) return &set;
    }
  }
  return nullptr;
}

std::string limit_heading(Page& page, const policy::Limit& limit) {
  const std::string measured = page.sentences.value(limit.is_period ? *limit.start : limit.actual);
  const std::string from = !limit.is_period && limit.start ? page.sentences.value(*limit.start) : std::string();
  if (!from.empty() && page.words.is_chinese()) return "上限：" + measured + "，自" + from + "起";
  if (!limit.is_period) return page.say("Up to: ", "上限：") + measured + (from.empty() ? "" : ", from " + from);
  const std::string extended = limit.extended ? page.sentences.value(*limit.extended) : std::string();
  if (page.words.is_chinese()) {
    return "期限：自" + measured + "起" + (extended.empty() ? "" : "，延长" + extended + "（天数）");
  }
  return "Period from " + measured + (extended.empty() ? "" : ", extended by the days of " + extended);
}

// A row that counts the same from another start is not without a limit.
bool is_limited_otherwise(Page& page, const policy::CoverageRow& row, std::size_t limit) {
  const std::string measured = page.sentences.value(page.program.limits[limit].actual);
  return std::any_of(row.limits.begin(), row.limits.end(), [&](const policy::RowLimit& set) {
    return page.sentences.value(page.program.limits[set.limit].actual) == measured;
  });
}

std::string limit_cell(Page& page, const policy::CoverageRow& row, std::size_t limit) {
  const auto set = std::find_if(row.limits.begin(), row.limits.end(),
                                [&](const policy::RowLimit& candidate) { return candidate.limit == limit; });
  if (set == row.limits.end()) return is_limited_otherwise(page, row, limit) ? "–" : page.say("no limit", "不限");
  const std::string& unit = page.program.limits[limit].unit;
  return page.sentences.value(set->allowed, unit);
}

std::string titles_of(const Page& page, const policy::Coverage& coverage, const policy::CoverageRow& row) {
  std::vector<std::string> titles;
  for (const std::size_t other : row.instead_of) {
    const RuleInfo& info = coverage.rows[other].info;
    titles.push_back(page.words.text(info.title, info.id));
  }
  return page.words.list(page.words.quoted(std::move(titles)));
}

void show_rows(Page& page, const policy::Coverage& coverage, const std::vector<std::size_t>& limits) {
  std::vector<std::string> header{page.say("No.", "序号"), page.say("What is covered", "担保对象"),
                                  page.say("Where", "适用条件")};
  for (const std::size_t limit : limits) header.push_back(limit_heading(page, page.program.limits[limit]));
  std::vector<std::vector<std::string>> rows;
  for (const policy::CoverageRow& row : coverage.rows) {
    std::vector<std::string> cells{std::to_string(rows.size() + 1), page.titled(row.info),
                                   page.when(row.own, coverage.applies)};
    if (!row.instead_of.empty())
      cells[2] += "<br>" + page.say("Instead of: ", "代替：") + titles_of(page, coverage, row);
    if (!row.awaits.empty()) {
      cells[2] += "<br>" + page.say("Waits for: ", "需等待：") + page.words.facts(row.awaits);
    }
    for (const std::size_t limit : limits) cells.push_back(limit_cell(page, row, limit));
    rows.push_back(std::move(cells));
  }
  page.markdown.table(header, rows);
}

std::string how_months_count(const Page& page, bool up) {
  if (page.words.is_chinese()) {
    return std::string("期限按日历月计算：起算当天不计入，最后一天为期满月份中日期相同的那一天；该月没有这一天的，以") +
           (up ? "次月第一天" : "该月最后一天") + "为准。";
  }
  return std::string(
             "Months are calendar months: the first day is not counted, and the last covered day is the day of the "
             "last month with the same number; where that month has no such day, ") +
         (up ? "the first day of the next month." : "its last day.");
}

std::string how_period_counts(const Page& page, const policy::RowLimit& limit) {
  const expr::Program& code = page.program.code;
  const bool is_extended = page.program.limits[limit.limit].extended.has_value();
  const expr::Node& last = code.node(is_extended ? code.children_of(code.node(limit.last))[0] : limit.last);
  if (last.op == Op::plus_months) return how_months_count(page, last.rounding == MonthRounding::up);
  return page.say("The first day is not counted.", "起算当天不计入。");
}

std::string limit_source(const Page& page, const RuleInfo& info) {
  return info.source.empty() ? std::string()
                             : page.say(" (source: ", "（依据：") + plain(info.source) + page.say(")", "）");
}

std::string when_passed(Page& page, const policy::Limit& limit) {
  const std::string title = "**" + page.words.text(limit.info.title, limit.info.id) + "** " + code(limit.info.id) +
                            page.marked_note(limit.info.notes) + limit_source(page, limit.info) + page.say(": ", "：");
  const std::string actual = page.sentences.value(limit.actual);
  if (page.words.is_chinese()) {
    if (!limit.is_period && limit.start) {
      return title + actual + "超过起算读数与上限之和；恰好相等时仍在担保范围内。没有起算读数的，不会超过。";
    }
    return title + (limit.is_period ? actual + "晚于担保最后一天。没有起算日的，期限尚未开始，不会超过。"
                                    : actual + "超过上限；恰好等于上限时仍在担保范围内。");
  }
  if (!limit.is_period && limit.start) {
    return title + actual +
           " is more than the limit, counted from where it starts; at exactly that it is still kept. Where it starts "
           "nowhere it cannot be passed.";
  }
  return title + (limit.is_period ? actual +
                                        " is after the last covered day. Where there is no first day, the period has "
                                        "not begun and cannot be over."
                                  : actual + " is more than the limit; at exactly the limit it is still kept.");
}

std::string what_expiry_takes(const Page& page, const policy::Coverage& coverage) {
  std::vector<std::string> portions;
  for (const policy::Effect& effect : coverage.expiry) portions.push_back(page.words.portion(effect.portion));
  if (portions.empty()) return {};
  const std::string bearers = page.words.bearers(page.program.allocation(coverage.expiry.front().allocation), true);
  if (coverage.choose == policy::Choose::all) {
    if (page.words.is_chinese()) {
      return "每条的各上限以先到者为准；没有一条仍在担保范围内的，" + page.words.all_of(portions) + "由" + bearers +
             "承担。";
    }
    return "Of each row, whichever limit is passed first ends it. Where no row covers any more, " + bearers +
           " bears " + page.words.all_of(portions) + ".";
  }
  if (page.words.is_chinese())
    return "各上限以先到者为准：超过任一上限的，" + page.words.all_of(portions) + "由" + bearers + "承担。";
  return "Whichever limit is passed first ends the coverage: then " + bearers + " bears " +
         page.words.all_of(portions) + ".";
}

void show_limits(Page& page, const policy::Coverage& coverage, const std::vector<std::size_t>& limits) {
  std::vector<std::string> items;
  for (const std::size_t limit : limits) {
    const policy::RowLimit& example = *example_of(coverage, limit);
    std::string text = when_passed(page, page.program.limits[limit]);
    if (page.program.limits[limit].is_period) text += page.say(" ", "") + how_period_counts(page, example);
    items.push_back(std::move(text));
  }
  if (const std::string expiry = what_expiry_takes(page, coverage); !expiry.empty()) items.push_back(expiry);
  page.markdown.bullets(items);
}

std::string how_rows_count(const Page& page, policy::Choose choose) {
  switch (choose) {
    case policy::Choose::first:
      return page.say("The rows are gone through from top to bottom; the first that fits counts.",
                      "自上而下逐条对照，以第一条符合的为准。");
    case policy::Choose::only:
      return page.say("Only one row can fit.", "各条互不重叠，只有一条符合。");
    case policy::Choose::all:
      break;
  }
  return page.say(
      "Every row that fits counts, each with its own limits: a line is covered while one of them keeps all of its own. "
      "The first that covers it is named.",
      "所有符合的条款同时有效，各按自己的期限和上限计算：只要其中一条的全部上限均未超过，即在担保范围内；以第一条予以担"
      "保的为准。");
}

}  // namespace

void show_coverage(Page& page) {
  if (!page.program.coverage) return;
  const policy::Coverage& coverage = *page.program.coverage;
  page.markdown.heading(2, page.say("What is covered, and for how long", "质量担保范围和期限"));
  std::string text;
  if (!page.sentences.asks_nothing(coverage.applies)) {
    text = page.say("Where ", "适用于：") + page.sentences.condition(coverage.applies) + page.say(". ", "。");
  }
  text += how_rows_count(page, coverage.choose);
  page.markdown.paragraph(text);
  std::vector<std::size_t> limits;
  for (std::size_t i = 0; i < page.program.limits.size(); ++i) {
    if (example_of(coverage, i) != nullptr) limits.push_back(i);
  }
  show_rows(page, coverage, limits);
  show_limits(page, coverage, limits);
}

}  // namespace warrantor::audit
