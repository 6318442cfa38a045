#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>

#include <warrantor/warrantor.hpp>

#include "batch/check.hpp"

// A large file of random claims, some of them broken in a way that is known to be one: no row is lost, every sound
// claim is decided, every broken one rejected, and what parties pay and what is open add up to what each line asks for.
// WARRANTOR_TEST_SCALE is a percentage of 20,000 claims: 5000 makes it a million.
namespace warrantor {
namespace {

std::uint64_t claims_to_make() {
  const char* scale = std::getenv("WARRANTOR_TEST_SCALE");
  return 20'000ULL * static_cast<std::uint64_t>(scale == nullptr ? 100 : std::strtoul(scale, nullptr, 10)) / 100;
}

struct Made {
  std::uint64_t rows = 0;
  std::uint64_t sound_claims = 0;
  std::uint64_t broken_claims = 0;
  std::uint64_t sound_rows = 0;
  std::int64_t sound_total = 0;  ///< fen
};

enum class Break {
  none,
  date,
  three_decimals,
  negative,
  value,
  number,
  too_few_fields,
  too_many_fields,
  disagreeing,
  invalid_utf8
};

class ClaimFile {
 public:
  ClaimFile(const std::string& path, std::uint32_t seed) : file_(path, std::ios::binary), random_(seed) {
    file_
        << "claim_id,line_id,vin,model,usage,custody,in_service_date,failure_date,odometer_km,component,cause,part_"
           "genuine,"
           "driven_with_fault,parts_amount,labour_amount,enlarged_amount,indirect_amount,special_request,maker_reply\n";
  }

  Made make(std::uint64_t claims) {
    for (std::uint64_t i = 0; i < claims; ++i) add_claim(i);
    file_.close();
    return made_;
  }

 private:
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(random_() % bound); }

  template <std::size_t Count>
  std::string_view pick(const std::array<std::string_view, Count>& texts) {
    return texts[below(Count)];
  }

  std::string date(int first_year, int last_year) {
    const int year = first_year + static_cast<int>(below(static_cast<std::uint32_t>(last_year - first_year + 1)));
    return Date::from_ymd(year, static_cast<int>(1 + below(12)), static_cast<int>(1 + below(28)))->to_string();
  }

  std::string amount(std::int64_t fen) { return format_minor_units(fen, *Currency::from_code("CNY")); }

  void add_claim(std::uint64_t number) {
    const std::uint32_t lines = 1 + below(3);
    const bool broken = below(10) == 0;
    const std::uint32_t broken_line = below(lines);
    auto how = static_cast<Break>(broken ? 1 + below(9) : 0);
    const std::string shared = claim_facts(number);
    // One line cannot disagree with itself, nor a date with a blank.
    if (how == Break::disagreeing && (lines == 1 || shared.ends_with(','))) how = Break::date;
    std::int64_t total = 0;
    for (std::uint32_t line = 0; line < lines; ++line) {
      total += add_row(number, line, shared, broken && line == broken_line ? how : Break::none);
    }
    made_.rows += lines;
    (broken ? made_.broken_claims : made_.sound_claims) += 1;
    if (broken) return;
    made_.sound_rows += lines;
    made_.sound_total += total;
  }

  std::string claim_facts(std::uint64_t number) {
    std::string text = below(20) == 0 ? "" : "LJNMEB0S5RN" + std::to_string(100000 + number % 900000);
    text += ',';
    text += pick<5>({"PALADIN", "D22", "RICH", "PALADIN", ""});
    text += ',';
    text += pick<4>({"private", "", "fleet", "export"});
    text += ',';
    text += pick<5>({"customer", "", "transporter", "dealer", "modifier"});
    text += ',';
    text += below(5) == 0 ? std::string() : date(2020, 2022);
    text += ',';
    text += below(20) == 0 ? std::string() : date(2023, 2025);
    return text;
  }

  std::int64_t add_row(std::uint64_t number, std::uint32_t line, const std::string& shared, Break how) {
    const std::int64_t parts = below(900'000);
    const std::int64_t labour = below(100'000);
    const std::int64_t enlarged = below(4) == 0 ? below(static_cast<std::uint32_t>(parts + labour + 1)) : 0;
    const std::int64_t indirect = below(4) == 0 ? below(50'000) : 0;
    const std::string odometer = how == Break::number ? "12x" : std::to_string(number * 7919 % 70'000);
    file_ << 'C' << number << ',' << line + 1 << ',' << with_break(shared, how) << ',' << odometer << ',';
    file_ << (how == Break::value          ? "water_pumq_x"
              : how == Break::invalid_utf8 ? "\xff"
                                           : pick<5>({"water_pump", "gearbox", "brake_pad", "paint", ""}));
    file_ << ','
          << pick<8>(
                 {"defect", "defect", "undetermined", "misuse", "collision", "poor_storage", "bad_modification", ""});
    file_ << ',' << pick<3>({"true", "false", ""}) << ',' << pick<3>({"", "true", "false"});
    file_ << ',' << amount(parts) << (how == Break::three_decimals ? "1" : "");
    file_ << ',' << (how == Break::negative ? "-" : "") << amount(labour + (how == Break::negative ? 1 : 0));
    file_ << ',' << amount(enlarged) << ',' << amount(indirect);
    if (how != Break::too_few_fields) file_ << ',' << special(number);
    file_ << ',' << (number % 3 == 0 ? "approved" : "") << (how == Break::too_many_fields ? ",1" : "") << '\n';
    return parts + labour + indirect;
  }

  static std::string_view special(std::uint64_t number) { return number % 11 == 0 ? "true" : ""; }

  static std::string with_break(std::string shared, Break how) {
    if (how == Break::date) shared.replace(shared.rfind(',') + 1, std::string::npos, "2024-02-30");
    if (how == Break::disagreeing) shared.replace(shared.rfind(',') + 1, std::string::npos, "2026-01-01");
    return shared;
  }

  std::ofstream file_;
  std::mt19937 random_;
  Made made_;
};

/// Takes decisions as a writer does and adds them up.
class Auditor final : public io::DecisionWriter {
 public:
  void begin(std::string&) override {}
  void finish(std::string&) override {}
  void add(const io::ReadClaim& claim, const Decision& decision, std::string&) override {
    ++claims;
    lines += decision.lines.size();
    for (std::size_t i = 0; i < decision.lines.size(); ++i) check_line(claim.claim, i, decision.lines[i]);
  }

  std::uint64_t claims = 0;
  std::uint64_t lines = 0;
  std::uint64_t wrong_sums = 0;
  std::int64_t total = 0;

 private:
  static std::int64_t stated(const Claim& claim, std::size_t line, std::string_view name) {
    const Value value = claim.get(line, *claim.schema().find_fact(name));
    return value.is_known() ? value.as_integer() : 0;
  }

  void check_line(const Claim& claim, std::size_t line, const LineDecision& decision) {
    std::int64_t sum = decision.open;
    bool negative = decision.open < 0;
    for (const std::int64_t amount : decision.pays) {
      sum += amount;
      negative = negative || amount < 0;
    }
    const std::int64_t asked = stated(claim, line, "parts_amount") + stated(claim, line, "labour_amount") +
                               stated(claim, line, "indirect_amount");
    const bool open = decision.outcome == Outcome::needs_information || decision.outcome == Outcome::referred;
    total += sum;
    if (sum != asked || negative || open != (decision.open == asked && (asked != 0 || open))) ++wrong_sums;
  }
};

class Silence final : public batch::Reports {
 public:
  void reject(const io::Fault&) override {}
  void warn(const io::Warning&) override {}
  void fail(const io::Fault&) override {}
};

}  // namespace

TEST_CASE("of a large file of random claims no row is lost and every sum adds up") {
  const std::uint32_t seed = 20261122;
  CAPTURE(seed);
  const auto policy = load_policy(WARRANTOR_SOURCE_DIR "/rules/zhengzhou-nissan");
  REQUIRE(policy.has_value());
  const auto path = std::filesystem::temp_directory_path() / "warrantor_claim_file_test.csv";
  const Made made = ClaimFile(path.string(), seed).make(claims_to_make());
  Auditor auditor;
  Silence silence;
  const auto nowhere = io::Output::open("/dev/null");
  REQUIRE(nowhere.has_value());
  const batch::Inputs inputs{{path.string()}, {}, {}, true};
  const batch::Summary summary = batch::check({*policy, inputs, auditor, **nowhere, silence, "en"});
  std::filesystem::remove(path);
  CHECK(summary.rows_in == made.rows);
  CHECK(summary.rows_in == summary.rows_decided + summary.rows_rejected);
  CHECK(summary.rows_decided == made.sound_rows);
  CHECK(summary.claims_decided == made.sound_claims);
  CHECK(summary.claims_rejected == made.broken_claims);
  CHECK(auditor.claims == made.sound_claims);
  CHECK(auditor.lines == made.sound_rows);
  CHECK(auditor.wrong_sums == 0);
  CHECK(auditor.total == made.sound_total);
  MESSAGE(made.sound_claims, " claims decided, ", made.broken_claims, " rejected, ", made.rows, " rows");
}

}  // namespace warrantor
