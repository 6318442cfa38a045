#include "batch/summary_words.hpp"

namespace warrantor::batch {

namespace {

constexpr SummaryWords english = {
    .rows = "rows",
    .claims = "claims",
    .in = " in",
    .decided = " decided",
    .rejected = " rejected",
    .files = "files",
    .files_read = " read",
    .files_failed = " could not be used",
    .earlier_rejected = " rejected of earlier claims",
    .outcomes = "Claims by outcome",
    .amounts = "Amounts",
    .open = "open",
    .total = "total",
    .too_large = "too large to add up",
    .reasons = "Top reasons",
    .reasons_note = " (lines of claims)",
    .grants = "Granted (claims)",
    .rejects = "Why rows were rejected",
    .warnings = "Warnings",
    .more_kinds = " more kinds",
    .other_kinds = "others",
    .tables = "Tables",
    .table_rows = " rows",
    .faulty = " not readable",
    .unused = " for no claim of these files",
    .assumed = "Facts that no file gave, and what a blank was taken for",
    .rule_set = "Rule set",
    .comma = ", ",
    .colon = ": ",
};

constexpr SummaryWords chinese = {
    .rows = "行数",
    .claims = "索赔单",
    .in = " 读入",
    .decided = " 已判定",
    .rejected = " 被拒收",
    .files = "文件",
    .files_read = " 已读",
    .files_failed = " 无法使用",
    .earlier_rejected = " 份先前索赔单被拒收",
    .outcomes = "各结论的索赔单数",
    .amounts = "金额",
    .open = "未定",
    .total = "合计",
    .too_large = "数额过大，无法合计",
    .reasons = "主要理由",
    .reasons_note = "（索赔行数）",
    .grants = "可享权益（索赔单数）",
    .rejects = "拒收原因",
    .warnings = "警告",
    .more_kinds = " 种其他情况",
    .other_kinds = "其他",
    .tables = "附表",
    .table_rows = " 行",
    .faulty = " 行无法读取",
    .unused = " 行不属于这些文件中的索赔单",
    .assumed = "所有文件都未提供的项目及空白的含义",
    .rule_set = "规则集",
    .comma = "，",
    .colon = "：",
};

}  // namespace

const SummaryWords& summary_words(std::string_view language) noexcept { return language == "zh" ? chinese : english; }

}  // namespace warrantor::batch
