#include "io/plain_json.hpp"

#include <random>

#include <doctest/doctest.h>
#include <warrantor/policy.hpp>

#include "io/line_splitter.hpp"
#include "made_up_schema.hpp"
#include "random_cells.hpp"
#include "support/scale.hpp"

using namespace warrantor;
using namespace warrantor::io;
using warrantor::io::test::RandomCells;

namespace {

/// What becomes of one claim under the made-up schema: its ids, and of each line the known values of the block.
class Desk {
 public:
  explicit Desk(Schema schema, QuoteScan scan = fastest_quote_scan())
      : schema_(std::move(schema)), json_(schema_, scan), block_(schema_, plain_facts(schema_)) {}

  std::string read(std::string_view text, std::size_t line = 7) {
    block_.clear();
    const std::size_t count = json_.read(text, block_, line);
    if (count == 0) return "refused";
    std::string shown(json_.claim_id());
    for (std::size_t i = 0; i < count; ++i) {
      shown += " | " + std::string(json_.line_ids()[i]);
      for (const FactId id : plain_facts(schema_)) {
        const Fact& fact = schema_.fact(id);
        if (fact.type == ValueType::text || fact.type == ValueType::vin) continue;
        const Value value = block_.column(id)->get(line + i);
        if (value.is_known()) shown += ' ' + format_value(schema_, fact, value);
      }
    }
    return shown;
  }

  [[nodiscard]] const Schema& schema() const { return schema_; }
  [[nodiscard]] const engine::LineBlock& block() const { return block_; }
  [[nodiscard]] const PlainJson& json() const { return json_; }

 private:
  Schema schema_;
  PlainJson json_;
  engine::LineBlock block_;
};

std::string read(std::string_view text) { return Desk(io::test::made_up_schema()).read(text); }

// Lets the keys of the claims be known as claims usually have them.
void get_used(Desk& desk) {
  for (int i = 0; i < 3; ++i) {
    REQUIRE(desk.read(R"({"claim_id":"C-1","thing":"x","price":1,"bought":null,"colour":"red"})") != "refused");
    REQUIRE(desk.read(R"({"claim_id":"C-1","lines":[{"thing":"x","price":1,"line_id":"a"}]})") != "refused");
  }
}

/// Writes random claims as JSON.
class RandomClaims {
 public:
  RandomClaims(RandomCells& cells, const Schema& schema) : cells_(cells), schema_(schema) {
    for (const FactId id : plain_facts(schema)) order_.push_back(id);
    for (std::size_t i = order_.size(); i > 1; --i) std::swap(order_[i - 1], order_[cells.below(i)]);
  }

  std::string claim() {
    text_.clear();
    const bool lists_lines = cells_.is_one_in(3);
    begin('{');
    if (lists_lines && cells_.is_one_in(2)) lines();
    for (const FactId id : order_) {
      if (!lists_lines || schema_.fact(id).scope == Scope::claim || cells_.is_one_in(200)) member(id);
    }
    if (cells_.is_one_in(100)) member(order_[cells_.below(order_.size())]);
    if (cells_.is_one_in(100)) put_key("nothing of ours"), put("1");
    if (lists_lines && text_.find("\"lines\"") == std::string::npos) lines();
    if (cells_.is_one_in(50)) put_key("lines"), put("null");
    if (cells_.is_one_in(50)) put_key("reject_line"), put(cells_.is_one_in(2) ? "12" : "\"\\u0030\"");
    end('}');
    for (std::size_t i = cells_.is_one_in(4) ? 1 : 0; i > 0; --i) cells_.change(text_);
    return text_ + '\n';
  }

 private:
  void lines() {
    put_key("lines");
    begin('[');
    for (std::size_t i = 0; i < (cells_.is_one_in(20) ? 0 : 1 + cells_.below(4)); ++i) {
      separate();
      begin('{');
      for (const FactId id : order_) {
        if (schema_.fact(id).scope == Scope::line || cells_.is_one_in(300)) member(id);
      }
      end('}');
    }
    end(']');
  }

  void member(FactId id) {
    const Fact& fact = schema_.fact(id);
    if (fact.blank != Blank::reject && cells_.is_one_in(4)) return;
    put_key(cells_.recased(cells_.is_one_in(3) ? std::string(fact.labels.get("zh", fact.name)) : fact.name, 30));
    const std::string cell = cells_.cell(schema_, fact, 30);
    const bool is_usually_bare = fact.type == ValueType::number || fact.type == ValueType::money ||
                                 fact.type == ValueType::months || fact.type == ValueType::boolean;
    const bool looks_bare = cell.find_first_not_of("+-.0123456789aeflrstu") == std::string::npos;
    const bool is_bare = (is_usually_bare && looks_bare) || cells_.is_one_in(40);
    if (cell.empty() && cells_.is_one_in(2)) {
      put("null");
    } else if (is_bare && !cells_.is_one_in(3)) {
      put(cell);
    } else {
      put_text(cell);
    }
  }

  void put_key(std::string_view key) {
    separate();
    put_text(key);
    blank();
    text_ += ':';
  }

  void put_text(std::string_view text) {
    blank();
    text_ += '"';
    for (const char c : text) {
      if (c == '"' || c == '\\') text_ += '\\';
      if (c == '\n' || c == '\t') {
        text_ += c == '\n' ? "\\n" : "\\t";
      } else if (c > ' ' && cells_.is_one_in(300)) {
        constexpr std::string_view digits = "0123456789abcdef";
        text_ += "\\u00";
        text_ += digits[static_cast<std::size_t>(c) / 16];
        text_ += digits[static_cast<std::size_t>(c) % 16];
      } else {
        text_ += c;
      }
    }
    text_ += '"';
  }

  void begin(char c) {
    blank();
    text_ += c;
    is_first_ = true;
  }
  void end(char c) {
    blank();
    text_ += c;
    is_first_ = false;
  }
  void separate() {
    blank();
    if (!is_first_) text_ += ',';
    is_first_ = false;
  }
  void put(std::string_view text) {
    blank();
    text_ += text;
  }
  void blank() {
    if (cells_.is_one_in(12)) text_ += cells_.is_one_in(2) ? " " : "\t";
  }

  RandomCells& cells_;
  const Schema& schema_;
  std::vector<FactId> order_;
  std::string text_;
  bool is_first_ = true;
};

/// Holds a claim that was read plainly against what JsonClaimReader makes of it, and notes the facts that this gives.
void check_claim(const Desk& desk, const std::string& text, std::size_t line, std::vector<bool>& given) {
  const Schema& schema = desk.schema();
  const auto source = source_of(text);
  InputBuffer buffer(*source);
  JsonClaimReader reader({&schema, nullptr, {}}, buffer, "c.jsonl");
  ReadClaim claim(schema);
  REQUIRE(reader.next(claim) == ReadStatus::item);
  REQUIRE(io::test::rendered(claim.faults).empty());
  REQUIRE(io::test::rendered(claim.warnings).empty());
  REQUIRE(claim.id == desk.json().claim_id());
  REQUIRE(claim.lists_lines == desk.json().lists_lines());
  REQUIRE(claim.claim.line_count() == desk.json().line_ids().size());
  for (std::size_t i = 0; i < claim.claim.line_count(); ++i) {
    const Value id = claim.claim.get(i, schema.line_id());
    REQUIRE((id.is_known() ? id.as_text() : "") == desk.json().line_ids()[i]);
    for (const FactId fact : plain_facts(schema)) {
      CAPTURE(schema.fact(fact).name);
      const Value value = schema.fact(fact).scope == Scope::claim ? claim.claim.get(fact) : claim.claim.get(i, fact);
      const Value plain = desk.block().column(fact)->get(line + i);
      REQUIRE(plain.knowledge() == value.knowledge());
      const ValueType type = schema.fact(fact).type;
      if (type != ValueType::text && type != ValueType::vin) REQUIRE(plain.same_as(value));
    }
  }
  for (std::size_t fact = 0; fact < given.size(); ++fact) {
    if (reader.gives(static_cast<FactId>(fact))) given[fact] = true;
  }
}

bool states_nothing(const engine::LineBlock& block, const Schema& schema) {
  for (const FactId fact : plain_facts(schema)) {
    if (block.column(fact)->known != engine::LineMask{}) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("a claim of JSON is read plainly with its facts in any order, and with blanks between them") {
  CHECK(read(R"({"claim_id":"C-1","colour":"red","thing":"engine","price":12.50})") == "C-1 |  red 12.50");
  CHECK(read(R"( { "price" : "12.50" , "thing" : "engine" , "颜色" : "红" , "claim_id" : "C-1" } )") ==
        "C-1 |  red 12.50");
  CHECK(read(R"({"claim_id":7,"line_id":"x","thing":5,"price":0,"bought":"2024-01-05"})") == "7 | x 2024-01-05 0.00");
  CHECK(read(R"({"claim_id":"C-1","colour":null,"thing":"a \"big\" \u5e15\n engine","price":""})") == "C-1 | ");
}

TEST_CASE("claims of JSON with the keys of the one before are read as if they were the first") {
  for (const char* text : {
           R"({"claim_id":"C-1","thing":"engine","price":12.50,"bought":"2024-01-05","colour":"red"})",
           R"({"claim_id": "C-1", "thing": "engine", "price": 12.50, "bought": "2024-01-05", "colour": "red"})",
           R"({"claim_id":"C-1","thing":"engine","price":12.50 ,"bought":"2024-01-05","colour":"red"})",
           R"({"claim_id":"C-1","thing":"engine","price": 12.50,"bought":"2024-01-05","colour":"red"})",
           R"({"colour":"red","bought":"2024-01-05","thing":"engine","claim_id":"C-1","price":12.50})",
           R"({"claim_id":"C-1","thing":"engine","price":null,"bought":null,"colour":"red"})",
           R"({"claim_id":"C-1","thing":"engine","price":0,"bought":"2024/1/5","colour":"RED"})",
           R"({"claim_id":"C-1","thing":"a \"big\" engine","price":0.10,"bought":"\u0032024-01-05","colour":"red"})",
           R"({"claim_id":"C-1","thing":"","price":12.50})",
           R"({"claim_id":"C-1","thing":5,"price":00})",
           "{\"claim_id\":\"C-1\",\t\"thing\":\"engine\"}",
       }) {
    CAPTURE(text);
    const std::string first = read(text);
    Desk desk(io::test::made_up_schema());
    get_used(desk);
    for (int i = 0; i < 3; ++i) CHECK(desk.read(text) == first);
  }
}

TEST_CASE("a claim of JSON with a list of lines has what is said of the claim on each") {
  CHECK(read(R"({"claim_id":"C-1","lines":[{"line_id":"a","thing":"x","price":1},{"line_id":"b","thing":"y"}],)"
             R"("colour":"green"})") == "C-1 | a green 1.00 | b green");
  CHECK(read(R"({"claim_id":"C-1","lines":[{"thing":"x"}]})") == "C-1 | ");
}

TEST_CASE("values of JSON are read in other forms than the plain one, where nothing has to be said of them") {
  CHECK(read(R"({"claim_id":"C-1","thing":" engine","price":" 1,250.5","bought":"2024/1/5","colour":"RED"})") ==
        "C-1 |  red 2024-01-05 1250.50");
  CHECK(read(R"({"claim_id":"C-1","thing":-1.5,"price":12.5})") == "C-1 |  12.50");
  CHECK(read(R"({"claim_id":"C-1","thing":"x","colour":" ","bought":"\t"})") == "C-1 | ");
}

TEST_CASE("keys of JSON are read in another form, and passed over where JsonClaimReader says nothing of them") {
  Desk desk(io::test::made_up_schema());
  std::vector<bool> given(desk.schema().facts().size());
  for (const std::string text : {
           R"x({"Claim_ID":"C-1","THING":"x","ｃolour":"red","price (CNY)":1})x",
           R"x({"Claim_ID":"C-2","THING":"x","ｃolour":"red","price (CNY)":1})x",
           R"x({"claim_id":"C-1","lines":null,"thing":"x"})x",
           R"x({"claim_id":"C-1","lines":[{"Thing":"x"}],"Bought":"2024-01-05"})x",
           R"x({"claim_id":"C-1","visits":null,"thing":"x"})x",
           R"x({"reject_reason":"said \"no\"","reject_line":-12.5,"reject_column":null,"claim_id":"C-1","thing":"x"})x",
       }) {
    CAPTURE(text);
    REQUIRE(desk.read(text) != "refused");
    check_claim(desk, text + '\n', 7, given);
  }
  for (std::size_t fact = 0; fact < given.size(); ++fact) {
    CHECK(given[fact] == desk.json().gives(static_cast<FactId>(fact)));
  }
}

TEST_CASE("a key is learnt in so many forms and no more") {
  Desk desk(io::test::made_up_schema());
  const std::string name = "colour";
  int taken = 0;
  for (unsigned form = 1; form < 64; ++form) {  // a bit for each letter
    std::string key = name;
    for (std::size_t i = 0; i < key.size(); ++i) {
      if ((form >> i & 1U) != 0) key[i] = static_cast<char>(key[i] - 'a' + 'A');
    }
    const std::string text = R"({"claim_id":"C-1","thing":"x",")" + key + R"(":"red"})";
    if (desk.read(text) == "refused") continue;
    ++taken;
    CHECK(desk.read(text) == "C-1 |  red");
  }
  CHECK(taken > 5);
  CHECK(taken < 63);
  CHECK(desk.read(R"({"claim_id":"C-1","thing":"x","颜色":"red"})") == "C-1 |  red");
}

TEST_CASE("what JsonClaimReader would find fault with, warn of, or read as records is not plain") {
  for (const char* text : {
           R"({})",
           R"([])",
           R"("claim_id")",
           R"({"claim_id":"C-1"})",
           R"({"claim_id":"","thing":"x"})",
           R"({"claim_id":null,"thing":"x"})",
           R"({"claim_id":"C-1","thing":""})",
           R"({"claim_id":"C-1","thing":"x"}})",
           R"({"claim_id":"C-1","thing":"x"},)",
           R"({"claim_id":"C-1","thing":"x",})",
           R"({"claim_id":"C-1","thing":"x")",
           R"({"claim_id":"C-1","thing":"x)",
           R"({"claim_id":"C-1","thing":"x\)",
           R"({"claim_id":"C-1","thing":"x\")",
           R"({"claim_id":"C-1","thing":"x\"})",
           R"({"claim_id":"C-1","thing":"\x"})",
           R"({"claim_id":"C-1","thing":"\ud800"})",
           R"({"claim_id":"C-1" "thing":"x"})",
           R"({"claim_id" "C-1","thing":"x"})",
           R"({"claim_id":"C-1","thing":"x","thing":"x"})",
           R"({"claim_id":"C-1","thing":"x","colour":"red","颜色":"red"})",
           R"({"claim_id":"C-1","thing":"x","other":1})",
           R"({"claim_id":"C-1","thing":"x","price":01})",
           R"({"claim_id":"C-1","thing":"x","price":-1})",
           R"({"claim_id":"C-1","thing":"x","price":1.})",
           R"({"claim_id":"C-1","thing":"x","price":1,250})",
           R"({"claim_id":"C-1","thing":"x","price":-})",
           R"({"claim_id":"C-1","thing":-x})",
           R"({"claim_id":"C-1","thing":--1})",
           R"({"claim_id":"C-1 ","thing":"x"})",
           R"({"claim_id":"C-1","thing":" "})",
           R"({"claim_id":"C-1","thing":"x","Colour":"red","colour":"red"})",
           R"({"claim_id":"C-1","thing":"x","Lines":null})",
           R"({"claim_id":"C-1","thing":"x","lines":null,"lines":null})",
           R"({"claim_id":"C-1","lines":[{"thing":"x","lines":null}]})",
           R"({"claim_id":"C-1","thing":"x","visits":""})",
           R"({"claim_id":"C-1","thing":"x","visits":null,"visits":null})",
           R"({"claim_id":"C-1","lines":[{"thing":"x","visits":null}]})",
           R"({"claim_id":"C-1","thing":"x","reject_line":1,"reject_line":1})",
           R"({"claim_id":"C-1","thing":"x","reject_line":01})",
           R"({"claim_id":"C-1","thing":"x","reject_line":"\x"})",
           R"({"claim_id":"C-1","thing":"x","reject_line":[1]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x","reject_line":1}]})",
           R"({"claim_id":"C-1","thing":"x","price":})",
           R"({"claim_id":"C-1","thing":"x","price":1e2})",
           R"({"claim_id":"C-1","thing":"x","price":true})",
           R"({"claim_id":"C-1","thing":1/2})",
           R"({"claim_id":"C-1","thing":1.2.3})",
           R"({"claim_id":"C-1","thing":0x})",
           R"({"claim_id":"C-1","thing":tru})",
           R"({"claim_id":"C-1","thing":["x"]})",
           R"({"claim_id":"C-1","thing":{"x":1}})",
           R"({"claim_id":"C-1","thing":"x","bought":20240105})",
           R"({"claim_id":"C\u002d1","thing":"x"})",
           R"({"claim_id":"C-1","thing":"x","visits":[]})",
           R"({"claim_id":"C-1","lines":[]})",
           R"({"claim_id":"C-1","lines":{"thing":"x"}})",
           R"({"claim_id":"C-1","lines":[{"thing":"x"}],"lines":[{"thing":"x"}]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x"}],"price":1})",
           R"({"claim_id":"C-1","price":1,"lines":[{"thing":"x"}]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x","colour":"red"}]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x","lines":[]}]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x"},{"price":1}]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x"},{"thing":"x"}]})",
           R"({"claim_id":"C-1","lines":[{"thing":"x"},{"thing":"x","line_id":"1"}]})",
           "{\"claim_id\":\"C-1\",\"thing\":\"a\tb\"}",
           "{\"claim_id\":\"C-1\",\"thing\":\"a\xff\"}",
           "",
       }) {
    CAPTURE(text);
    Desk desk(io::test::made_up_schema());
    CHECK(desk.read(text) == "refused");
    CHECK(states_nothing(desk.block(), desk.schema()));
    get_used(desk);
    CHECK(desk.read(text) == "refused");
    CHECK(states_nothing(desk.block(), desk.schema()));
  }
}

TEST_CASE("a claim with more lines than a block has room for is not plain") {
  std::string text = R"({"claim_id":"C-1","lines":[)";
  for (int i = 0; i < 5; ++i)
    text += (i == 0 ? "" : ",") + ("{\"line_id\":\"" + std::to_string(i) + "\",\"thing\":\"x\"}");
  text += "]}";
  Desk desk(io::test::made_up_schema());
  CHECK(desk.read(text, engine::lines_of_block - 5) == "C-1 | 0 | 1 | 2 | 3 | 4");
  CHECK(desk.read(text, engine::lines_of_block - 4) == "refused");
}

TEST_CASE("claims of JSON are told what facts they give, whether they are blank or not") {
  Desk desk(io::test::made_up_schema());
  const auto gives = [&](std::string_view name) { return desk.json().gives(*desk.schema().find_fact(name)); };
  CHECK(desk.read(R"({"claim_id":"C-1","thing":"x","price":null})") == "C-1 | ");
  CHECK(gives("price"));
  CHECK_FALSE(gives("colour"));
  CHECK(desk.read(R"({"claim_id":"C-1","thing":"x","colour":"red","price":"?"})") == "refused");
  CHECK_FALSE(gives("colour"));
}

TEST_CASE("lines of the load workload are plain") {
  const auto workload = load_policy(WARRANTOR_SOURCE_DIR "/tests/bench/rules");
  REQUIRE(workload.has_value());
  engine::LineBlock block(workload->schema(), plain_facts(workload->schema()));
  PlainJson json(workload->schema());
  const std::string text =
      R"({"claim_id":"C000000001","vin":"LJNFN3RBDBJ651433","model":"D22","usage":"export","invoice_date":"2023-11-13",)"
      R"("failure_date":"2024-06-09","claim_date":"2024-06-09","odometer_km":18145,"component":"wiper_blades",)"
      R"("cause":"defect","party":"customer","parts_genuine":true,"odometer_tampered":false,)"
      R"("services_done":"1500;5000;10000;15000","last_service_km":15000,"repairer_authorised":true,)"
      R"("parts_amount":12325.74,"labour_amount":348.96,"other_amount":0.00,"description":"He said \"no\"."})";
  CHECK(json.read(text, block, 0) == 1);
  CHECK(json.claim_id() == "C000000001");
}

TEST_CASE("a claim of JSON that is read plainly is the claim that the reader of all forms makes of it") {
  const unsigned seed = std::random_device{}();
  MESSAGE("seed " << seed);
  RandomCells cells(seed);
  int plain = 0;
  int count = 0;
  for (int round = warrantor::test::scaled(100); round > 0; --round) {
    Desk desk(cells.schema(), round % 2 == 0 ? fastest_quote_scan() : &scan_quotes);
    std::vector<bool> given(desk.schema().facts().size());
    for (int i = 0; i < 5; ++i) {
      RandomClaims claims(cells, desk.schema());
      for (int j = 0; j < 6; ++j, ++count) {
        const std::string text = claims.claim();
        CAPTURE(text);
        const auto source = source_of(text);
        InputBuffer buffer(*source);
        LineSplitter splitter(buffer);
        TextLine line;
        REQUIRE(splitter.next(line) == ReadStatus::item);
        const std::size_t place = cells.below(engine::lines_of_block - 4);
        if (desk.read(line.text, place) == "refused") {
          REQUIRE(states_nothing(desk.block(), desk.schema()));
          continue;
        }
        ++plain;
        check_claim(desk, text, place, given);
      }
    }
    for (std::size_t fact = 0; fact < given.size(); ++fact) {
      REQUIRE(given[fact] == desk.json().gives(static_cast<FactId>(fact)));
    }
  }
  CHECK(plain > count / 20);
  CHECK(plain < count);
}
