#include <array>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/sections.hpp"

namespace warrantor::rules {
namespace {

using Kind = AdjustmentSyntax::Kind;

constexpr std::array<std::pair<std::string_view, Kind>, 5> effects{{{"becomes", Kind::becomes},
                                                                    {"at_most", Kind::at_most},
                                                                    {"at_least", Kind::at_least},
                                                                    {"less", Kind::less},
                                                                    {"plus", Kind::plus}}};

// `less: 300.00`, or a mapping that multiplies and divides.
FigureSyntax read_figure(Mapping& rule, std::string_view key) {
  FigureSyntax figure;
  Context& context = rule.context();
  const yaml::Node& node = *rule.find(key);
  figure.place = context.place(node);
  if (!node.is_mapping()) {
    figure.amount = rule.required_expression(key);
    return figure;
  }
  Mapping mapping(context, node, {"the figure", key, nullptr});
  figure.amount = mapping.expression("amount");
  figure.times = mapping.expression("times");
  figure.over = mapping.expression("over");
  figure.percent = mapping.expression("percent");
  figure.rounding = mapping.choice("rounding", {"half_up", "half_down", "half_even", "up", "down"});
  if (figure.percent.given() && (figure.times.given() || figure.over.given())) {
    context.error(codes::contradiction, *figure.percent.place.node,
                  "`percent` stands beside `times` or `over` in " + describe(mapping.subject()),
                  "a percentage is so many times the amount over 100: keep one of the two");
    figure.percent = {};
  }
  if (!figure.amount.given() && !figure.times.given() && !figure.over.given() && !figure.percent.given()) {
    context.error(codes::missing_key, node, describe(mapping.subject()) + " names no figure",
                  "add `amount`, `times` with `over`, or `percent`");
  }
  mapping.finish();
  return figure;
}

}  // namespace

void read_adjustment(Mapping& mapping, AdjustmentSyntax& adjustment) {
  adjustment.portions = mapping.texts("portion");
  for (const auto& [key, kind] : effects) {
    if (mapping.find(key) == nullptr) continue;
    FigureSyntax figure = read_figure(mapping, key);
    if (adjustment.kind) {
      mapping.context().error(codes::contradiction, *figure.place.node,
                              base::quote(key) + " stands beside another effect in " + describe(mapping.subject()),
                              "write a rule for each: they are applied one after the other");
      continue;
    }
    adjustment.kind = kind;
    adjustment.figure = std::move(figure);
  }
  adjustment.per = mapping.choice("per", {"line", "claim"});
  if (adjustment.kind || !mapping.is_mapping()) return;
  mapping.context().error(codes::missing_key, mapping.node(),
                          describe(mapping.subject()) + " does not say what becomes of the amount",
                          "add one of becomes, at_most, at_least, less and plus");
}

}  // namespace warrantor::rules
