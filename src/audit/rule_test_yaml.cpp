#include <optional>
#include <utility>

#include "audit/rule_test_words.hpp"
#include "base/edit_distance.hpp"
#include "base/text.hpp"
#include "rules/codes.hpp"
#include "rules/mapping.hpp"
#include "yaml/document.hpp"

namespace warrantor::audit {
namespace {

using rules::Mapping;

/// Reads the list of cases of one file.
class CaseList {
 public:
  CaseList(const Policy& policy, const std::string& file, RuleTests& tests)
      : words_(policy), file_(file), tests_(tests), mistakes_(tests.mistakes), context_(mistakes_, 0) {}

  void read(const yaml::Node& root) {
    if (!context_.expect_list(root, "a list of cases", {"file of cases", {}})) return;
    for (const yaml::Node* item : root.items()) read_case(*item);
  }

 private:
  /// Where a key stands: in a claim without lines, beside its lines, or in one of them.
  enum class Stands { alone, beside_lines, in_line };

  void read_case(const yaml::Node& node) {
    const yaml::Node* const named = node.find("name");
    Mapping mapping(context_, node, {"case", named == nullptr ? std::string_view() : named->text()});
    if (!mapping.is_mapping()) return;
    RuleTest test(words_.policy());
    test.file = file_;
    test.line = node.line();
    test.name = mapping.required_text("name").value;
    if (const yaml::Node* given = mapping.find("given")) read_given(*given, test);
    if (const yaml::Node* claim = mapping.required("claim")) read_claim(*claim, test.claim);
    if (const yaml::Node* expected = mapping.required("expect")) read_expectation(*expected, test);
    mapping.finish();
    name_claim(test.claim, test.name);
    tests_.tests.push_back(std::move(test));
  }

  void read_given(const yaml::Node& node, RuleTest& test) {
    if (!context_.expect_list(node, "the claims before", {"case", test.name})) return;
    for (const yaml::Node* item : node.items()) {
      Claim claim = words_.policy().new_claim();
      read_claim(*item, claim);
      name_claim(claim, test.name + " (" + std::to_string(test.given.size() + 1) + ")");
      test.given.push_back(std::move(claim));
    }
  }

  // The facts of a single line may stand among those of the claim.
  void read_claim(const yaml::Node& node, Claim& claim) {
    if (!context_.expect_mapping(node, "a claim", {"case", {}})) return;
    const yaml::Node* const lines = node.find("lines");
    if (lines == nullptr) claim.add_line();
    for (const yaml::Entry& entry : node.entries()) {
      if (entry.value == lines) continue;
      if (const ValueList* const values = words_.schema().find_value_list(entry.key->text())) {
        read_values(entry, *values, lines == nullptr ? Stands::alone : Stands::beside_lines, claim);
        continue;
      }
      const auto fact = words_.fact(entry.key->text());
      if (!fact) {
        fail(*entry.key, fact.error());
      } else if (words_.schema().fact(*fact).type == ValueType::records) {
        read_records(*entry.value, words_.schema().fact(*fact).table, claim);
      } else if (words_.schema().fact(*fact).scope == Scope::claim) {
        if (const auto value = read_value(*entry.value, *fact, claim)) claim.set(*fact, *value);
      } else if (lines != nullptr) {
        fail_of_line(*entry.key);
      } else if (const auto value = read_value(*entry.value, *fact, claim)) {
        claim.set(0, *fact, *value);
      }
    }
    if (lines != nullptr) read_lines(*lines, claim);
  }

  void read_lines(const yaml::Node& node, Claim& claim) {
    if (!context_.expect_list(node, "the lines of a claim", {"case", {}})) return;
    for (const yaml::Node* item : node.items()) {
      const Claim::LineIndex line = claim.add_line();
      if (!context_.expect_mapping(*item, "a line", {"case", {}})) continue;
      for (const yaml::Entry& entry : item->entries()) {
        if (const ValueList* const values = words_.schema().find_value_list(entry.key->text())) {
          read_values(entry, *values, Stands::in_line, claim);
          continue;
        }
        const auto fact = words_.fact(entry.key->text());
        if (!fact) {
          fail(*entry.key, fact.error());
        } else if (words_.schema().fact(*fact).scope != Scope::line) {
          fail_of_claim(*entry.key);
        } else if (const auto value = read_value(*entry.value, *fact, claim)) {
          claim.set(line, *fact, *value);
        }
      }
    }
  }

  void fail_of_line(const yaml::Node& key) {
    fail(key, {base::quote(key.text()) + " is a fact of lines", "write it in each of the `lines`"});
  }

  void fail_of_claim(const yaml::Node& key) {
    fail(key, {base::quote(key.text()) + " is the same on every line", "write it among the facts of the claim"});
  }

  // What the list names is there; of what it does not name nothing is said. Of lines, it is said of the last one.
  void read_values(const yaml::Entry& entry, const ValueList& list, Stands stands, Claim& claim) {
    const bool of_line = words_.schema().fact(list.members.front().fact).scope == Scope::line;
    if (of_line && stands == Stands::beside_lines) return fail_of_line(*entry.key);
    if (!of_line && stands == Stands::in_line) return fail_of_claim(*entry.key);
    if (!context_.expect_list(*entry.value, list.name, {"case", {}})) return;
    for (const yaml::Node* const item : entry.value->items()) {
      const auto member = checked(*item, words_.member(list, item->text()));
      if (!member) continue;
      of_line ? claim.set(claim.line_count() - 1, *member, Value::boolean(true))
              : claim.set(*member, Value::boolean(true));
    }
  }

  void read_records(const yaml::Node& node, TableId table, Claim& claim) {
    if (!context_.expect_list(node, "a list of records", {"case", {}})) return;
    claim.state_table(table);
    std::vector<std::string_view> names;
    for (const FactId field : words_.schema().table(table).fields) names.emplace_back(words_.schema().fact(field).name);
    for (const yaml::Node* item : node.items()) {
      if (!context_.expect_mapping(*item, "a record", {"case", {}})) continue;
      const Claim::RecordIndex record = claim.add_record(table);
      for (const yaml::Entry& entry : item->entries()) {
        const std::string_view name = entry.key->text();
        const auto field = words_.schema().find_field(table, name);
        if (!field) {
          fail(*entry.key, {"a record has no " + base::quote(name), base::did_you_mean(base::nearest(name, names))});
        } else if (const auto value = read_value(*entry.value, *field, claim)) {
          claim.set(table, record, *field, *value);
        }
      }
    }
  }

  std::optional<Value> read_value(const yaml::Node& node, FactId fact, Claim& claim) {
    if (node.is_left_out()) return Value::unknown();
    if (node.is_null()) return Value::none();
    if (!node.is_scalar()) {
      fail(node, {"a value is expected here", ""});
      return std::nullopt;
    }
    return checked(node, parse_value(words_.schema(), words_.schema().fact(fact), node.text(), claim.texts()));
  }

  void read_expectation(const yaml::Node& node, RuleTest& test) {
    Mapping mapping(context_, node, {"expectation of", test.name});
    if (!mapping.is_mapping()) return;
    Expectation& expected = test.expected;
    if (const yaml::Node* rejected = mapping.find("rejected")) {
      expected.rejected = read_names(*rejected, [&](std::string_view word) { return words_.rejection(word); });
    }
    if (const yaml::Node* grants = mapping.find("grants")) read_grants(*grants, expected);
    if (const yaml::Node* figures = mapping.find("figures")) read_figures(*figures, expected);
    const yaml::Node* const lines = mapping.find("lines");
    if (lines == nullptr) {
      ExpectedLine line;
      const bool of_claim = read_line_keys(mapping, line);
      const bool one_line = test.claim.line_count() == 1;
      expected.outcome = line.outcome;
      if (one_line) expected.lines.push_back(std::move(line));
      if (of_claim && !one_line)
        fail(node, {"the claim has several lines", "say under `lines:` what is expected of each"});
    } else {
      if (const yaml::Node* outcome = mapping.find("outcome")) expected.outcome = read_outcome(*outcome);
      read_expected_lines(*lines, test);
    }
    mapping.finish();
  }

  // Ids, or mappings of an id and values that go with it.
  void read_grants(const yaml::Node& node, Expectation& expected) {
    expected.grants.emplace();
    if (!node.is_sequence()) return read_grant(node, *expected.grants);
    for (const yaml::Node* item : node.items()) read_grant(*item, *expected.grants);
  }

  void read_grant(const yaml::Node& node, std::vector<ExpectedGrant>& grants) {
    const yaml::Node* const named = node.is_mapping() ? node.find("id") : &node;
    if (named == nullptr || !named->is_scalar()) return fail(node, {"the id of a grant is expected here", ""});
    const auto id = checked(*named, words_.grant(named->text()));
    if (!id) return;
    ExpectedGrant& grant = grants.emplace_back(ExpectedGrant{*id, {}});
    for (const yaml::Entry& entry : node.entries()) {
      if (entry.value != named) read_told(entry, words_.value_of_grant(*id, entry.key->text()), grant.values);
    }
  }

  void read_figures(const yaml::Node& node, Expectation& expected) {
    if (!context_.expect_mapping(node, "figures", {"case", {}})) return;
    for (const yaml::Entry& entry : node.entries())
      read_told(entry, words_.figure(entry.key->text()), expected.figures);
  }

  void read_told(const yaml::Entry& entry, Read<const ValueInfo*> info, ExpectedValues& values) {
    const auto known = checked(*entry.key, std::move(info));
    if (!known) return;
    const std::string_view text = entry.value->is_null() ? "null" : entry.value->text();
    if (auto value = checked(*entry.value, words_.told(**known, text)))
      values[std::string(entry.key->text())] = *std::move(value);
  }

  void read_expected_lines(const yaml::Node& node, RuleTest& test) {
    if (!context_.expect_list(node, "what is expected of lines", {"case", test.name})) return;
    if (node.items().size() != test.claim.line_count()) {
      fail(node, {"the claim has " + std::to_string(test.claim.line_count()) + " lines, and " +
                      std::to_string(node.items().size()) + " are expected",
                  "write `{}` for a line of which nothing is expected"});
      return;
    }
    for (const yaml::Node* item : node.items()) {
      Mapping mapping(context_, *item, {"expected line of", test.name});
      ExpectedLine line;
      (void)read_line_keys(mapping, line);
      mapping.finish();
      test.expected.lines.push_back(std::move(line));
    }
  }

  /// Says whether any key but the outcome is given.
  bool read_line_keys(Mapping& mapping, ExpectedLine& line) {
    bool any = false;
    if (const yaml::Node* outcome = mapping.find("outcome")) line.outcome = read_outcome(*outcome);
    for (const std::string_view key : {"reasons", "missing", "pending", "steps"}) {
      const yaml::Node* const list = mapping.find(key);
      if (list == nullptr) continue;
      any = true;
      const ListKey which = *list_key(key);
      list_of(line, which) =
          read_names(*list, [&](std::string_view word) { return word_of_list(words_, which, word); });
    }
    if (const yaml::Node* row = mapping.find("coverage")) {
      any = true;
      line.coverage = row->is_null() ? std::string() : checked(*row, words_.rule(row->text())).value_or(std::string());
    }
    if (const yaml::Node* open = mapping.find("open")) {
      any = true;
      line.open = checked(*open, words_.amount(open->text()));
    }
    if (const yaml::Node* pays = mapping.find("pays")) {
      any = true;
      line.others_pay_nothing = true;
      read_payments(*pays, line.pays);
    }
    if (const yaml::Node* advances = mapping.find("advances")) {
      any = true;
      line.others_advance_nothing = true;
      read_payments(*advances, line.advances);
    }
    return any;
  }

  void read_payments(const yaml::Node& node, std::map<std::string, std::int64_t, std::less<>>& pays) {
    if (!context_.expect_mapping(node, "who pays", {"case", {}})) return;
    for (const yaml::Entry& entry : node.entries()) {
      const auto party = checked(*entry.key, words_.party(entry.key->text()));
      const auto amount = checked(*entry.value, words_.amount(entry.value->text()));
      if (party && amount) pays[*party] = *amount;
    }
  }

  std::optional<Outcome> read_outcome(const yaml::Node& node) { return checked(node, Words::outcome(node.text())); }

  // One word, or a list of them.
  template <class ReadWord>
  Names read_names(const yaml::Node& node, const ReadWord& read_word) {
    Names names;
    const auto add = [&](const yaml::Node& word) {
      if (auto name = checked(word, read_word(word.text()))) names.push_back(*std::move(name));
    };
    if (node.is_scalar()) add(node);
    for (const yaml::Node* item : node.items()) add(*item);
    if (node.is_mapping()) fail(node, {"a list is expected here", ""});
    return names;
  }

  template <class T>
  std::optional<T> checked(const yaml::Node& node, Read<T> read) {
    if (read) return *std::move(read);
    fail(node, read.error());
    return std::nullopt;
  }

  void fail(const yaml::Node& node, const ValueFault& fault) {
    mistakes_.add(rules::codes::bad_choice, fault.message, fault.help, node.span());
  }

  Words words_;
  const std::string& file_;
  RuleTests& tests_;
  rules::Mistakes mistakes_;
  rules::Context context_;
};

}  // namespace

void read_yaml_tests(const Policy& policy, const std::string& file, std::string text, RuleTests& tests, int level) {
  const auto document = yaml::parse(file, std::move(text));
  if (document && document->root().find("cases_of") != nullptr)
    return take_over_tests(policy, file, document->root(), tests, level);
  if (document) return CaseList(policy, file, tests).read(document->root());
  tests.mistakes.insert(tests.mistakes.end(), document.error().begin(), document.error().end());
}

}  // namespace warrantor::audit
