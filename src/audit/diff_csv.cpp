#include <string>

#include <warrantor/money.hpp>

#include "audit/diff.hpp"
#include "audit/diff_words.hpp"
#include "io/csv_cell.hpp"

namespace warrantor::audit {
namespace {

/// A row a figure: what table it belongs to, what it is of, and how much.
class Table {
 public:
  Table(std::string& out, Currency currency) : out_(out), currency_(currency) {
    out_ += "table,item,from,to,lines,amount\n";
  }

  void add(std::string_view table, std::string_view item, std::string_view from, std::string_view to,
           std::uint64_t lines, const batch::Sum* amount = nullptr) {
    for (const std::string_view cell : {table, item, from, to}) {
      io::append_harmless_csv_field(out_, cell);
      out_ += ',';
    }
    out_ += std::to_string(lines) + ",";
    if (amount != nullptr && amount->fits) out_ += format_minor_units(amount->minor_units, currency_);
    out_ += '\n';
  }

 private:
  std::string& out_;
  Currency currency_;
};

std::string outcome_name(std::size_t outcome) {
  return outcome == rejected_outcome ? "rejected" : std::string(warrantor::name_of(static_cast<Outcome>(outcome)));
}

std::string purse_name(const Purses& purses, std::size_t purse) {
  if (purse < purses.parties.size()) return purses.parties[purse];
  if (purse == purses.open()) return "open";
  return purse == purses.rejected() ? "rejected" : "unasked";
}

std::string_view name_of(Change::Kind kind) {
  if (kind == Change::Kind::added) return "added";
  return kind == Change::Kind::dropped ? "dropped" : "changed";
}

void add_counts(const DiffTotals& totals, Table& table) {
  table.add("count", "claims", "", "", totals.claims);
  table.add("count", "claims_rejected_by_both", "", "", totals.unreadable_claims);
  table.add("count", "claims_changed", "", "", totals.changed_claims);
  table.add("count", "lines", "", "", totals.lines);
  table.add("count", "lines_changed", "", "", totals.changed_lines);
  table.add("count", "lines_on_other_grounds", "", "", totals.other_grounds);
}

void add_groups(const DiffTotals& totals, const Purses& purses, Table& table) {
  for (const Group& group : totals.groups) {
    for (const auto& [value, of_value] : group.by_value) {
      if (of_value.changed.lines == 0) continue;
      table.add(group.fact, value, "", "", of_value.changed.lines, &of_value.changed.moved);
      for (std::size_t purse = 0; purse < of_value.changes.size(); ++purse) {
        if (of_value.changes[purse].minor_units == 0) continue;
        table.add(group.fact, value, "", purse_name(purses, purse), of_value.changed.lines, &of_value.changes[purse]);
      }
    }
  }
}

// Of these the number is one of claims.
void add_told(const DiffTotals& totals, Table& table) {
  for (const auto& [id, grant] : totals.grants) {
    if (grant.gained > 0) table.add("grant", id, "", "gained", grant.gained);
    if (grant.lost > 0) table.add("grant", id, "lost", "", grant.lost);
    if (grant.other_values > 0) table.add("grant", id, "changed", "changed", grant.other_values);
  }
  for (const auto& [name, figure] : totals.figures) table.add("figure", name, "", "", figure.claims);
}

}  // namespace

std::string diff_as_csv(const DiffTotals& totals, const DiffRun& run) {
  std::string text;
  const Purses purses(run.old_policy.schema(), run.new_policy.schema());
  Table table(text, run.new_policy.schema().currency());
  add_counts(totals, table);
  for (std::size_t from = 0; from < outcome_count; ++from) {
    for (std::size_t to = 0; to < outcome_count; ++to) {
      const Weight& weight = totals.outcomes[from][to];
      if (weight.lines > 0) table.add("outcome", "", outcome_name(from), outcome_name(to), weight.lines, &weight.moved);
    }
  }
  for (const auto& [move, weight] : totals.moves) {
    table.add("moved", "", purse_name(purses, move.first), purse_name(purses, move.second), weight.lines,
              &weight.moved);
  }
  for (const auto& [key, blamed] : totals.causes) {
    table.add("blamed", key.name, audit::name_of(key.kind), "", blamed.changed.lines, &blamed.changed.moved);
  }
  for (const auto& [key, turned] : totals.turns) {
    for (const auto& [truths, lines] : turned.lines) {
      table.add("rule", key.name, truths.first.empty() ? "absent" : truths.first,
                truths.second.empty() ? "absent" : truths.second, lines);
    }
  }
  for (const auto& [reason, of_reason] : totals.reasons) {
    if (of_reason.gained.lines > 0)
      table.add("reason", reason, "", "gained", of_reason.gained.lines, &of_reason.gained.moved);
    if (of_reason.lost.lines > 0) table.add("reason", reason, "lost", "", of_reason.lost.lines, &of_reason.lost.moved);
  }
  add_told(totals, table);
  add_groups(totals, purses, table);
  for (const Change& change : totals.changes) {
    const auto blamed = totals.causes.find(change.key);
    table.add("change", change.key.name, audit::name_of(change.key.kind), name_of(change.kind),
              blamed == totals.causes.end() ? 0 : blamed->second.changed.lines);
  }
  return text;
}

}  // namespace warrantor::audit
