#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <iconv.h>

#include "io/encoding.hpp"
#include "io/input_buffer.hpp"

namespace warrantor::io {

namespace {

constexpr std::size_t look_ahead = 64 * 1024;
constexpr std::size_t longest_mark = 4;

/// A conversion into UTF-8 by the C library.
class Conversion {
 public:
  explicit Conversion(const char* from) : handle_(::iconv_open("UTF-8", from)) {}
  Conversion(const Conversion&) = delete;
  Conversion& operator=(const Conversion&) = delete;
  ~Conversion() {
    if (is_known()) ::iconv_close(handle_);
  }

  [[nodiscard]] bool is_known() const noexcept {
    return handle_ != reinterpret_cast<iconv_t>(-1);  // NOLINT(performance-no-int-to-ptr): so says iconv_open(3)
  }

  enum class Stop { no_more, no_space, cut_off, no_character };

  /// Takes bytes away from `from` and puts characters at the beginning of `space`.
  Stop convert(std::string& from, std::size_t& taken, std::span<char>& space) {
    char* in = from.data() + taken;
    std::size_t in_left = from.size() - taken;
    char* out = space.data();
    std::size_t out_left = space.size();
    const std::size_t result = ::iconv(handle_, &in, &in_left, &out, &out_left);
    const int error = errno;
    taken = from.size() - in_left;
    space = space.last(out_left);
    if (result != static_cast<std::size_t>(-1)) return Stop::no_more;
    if (error == E2BIG) return Stop::no_space;
    return error == EINVAL ? Stop::cut_off : Stop::no_character;
  }

 private:
  iconv_t handle_;
};

class DecodedSource final : public ByteSource {
 public:
  DecodedSource(std::unique_ptr<ByteSource> source, Encoding encoding)
      : source_(std::move(source)), encoding_(encoding) {}

  Expected<std::size_t> read(std::span<char> space) override {
    if (state_ == State::beginning) {
      if (auto failure = look_at_beginning()) return *std::move(failure);
    }
    switch (state_) {
      case State::undecided:
        return read_undecided(space);
      case State::converting:
        return read_converted(space);
      default:
        return read_as_is(space);
    }
  }

  [[nodiscard]] std::string_view encoding_name() const noexcept override { return name_; }
  [[nodiscard]] bool would_wait() const noexcept override {
    return ahead().empty() && !is_at_end_ && source_->would_wait();
  }
  [[nodiscard]] std::uint64_t bytes_read() const noexcept override { return source_->bytes_read(); }

 private:
  enum class State : std::uint8_t { beginning, undecided, as_is, converting };

  [[nodiscard]] std::string_view ahead() const noexcept { return std::string_view(ahead_).substr(taken_); }

  // Reads until so many bytes are there, or all that there are.
  std::optional<Error> read_ahead(std::size_t count) {
    ahead_.erase(0, taken_);
    taken_ = 0;
    while (!is_at_end_ && ahead_.size() < count) {
      const std::size_t before = ahead_.size();
      ahead_.resize(before + look_ahead);
      const auto size = source_->read(std::span(ahead_).subspan(before));
      ahead_.resize(before + (size ? *size : 0));
      if (!size) return size.error();
      is_at_end_ = *size == 0;
    }
    return std::nullopt;
  }

  std::optional<Error> look_at_beginning() {
    if (auto failure = read_ahead(longest_mark)) return failure;
    const std::string_view beginning = ahead();
    if (beginning.starts_with("\xff\xfe")) return convert_from("UTF-16LE", "UTF-16");
    if (beginning.starts_with("\xfe\xff")) return convert_from("UTF-16BE", "UTF-16");
    const bool has_mark = beginning.starts_with("\xef\xbb\xbf");
    if (has_mark || encoding_ == Encoding::utf8 || recognise_foreign_format(beginning)) {
      state_ = State::as_is;
    } else if (encoding_ == Encoding::gb18030) {
      return convert_from("GB18030", "GB18030");
    } else {
      state_ = State::undecided;
    }
    return std::nullopt;
  }

  std::optional<Error> convert_from(const char* encoding, std::string_view name) {
    conversion_ = std::make_unique<Conversion>(encoding);
    if (!conversion_->is_known()) {
      return Error{"it is in " + std::string(name) + ", which this system cannot convert; save it in UTF-8"};
    }
    state_ = State::converting;
    name_ = name;
    return std::nullopt;
  }

  Expected<std::size_t> read_as_is(std::span<char> space) {
    if (ahead().empty()) return is_at_end_ ? Expected<std::size_t>(0) : source_->read(space);
    const std::size_t count = std::min(space.size(), ahead().size());
    std::copy_n(ahead().data(), count, space.data());
    taken_ += count;
    return count;
  }

  // Hands on ASCII, which is the same in both encodings, up to the first byte that is none.
  Expected<std::size_t> read_undecided(std::span<char> space) {
    const Expected<std::size_t> count = read_as_is(space);
    if (!count || *count == 0) return count;
    const auto* const end = space.data() + *count;
    const auto* const beyond = std::find_if(static_cast<const char*>(space.data()), static_cast<const char*>(end),
                                            [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    if (beyond == end) return count;
    const auto known = static_cast<std::size_t>(beyond - space.data());
    ahead_.replace(0, taken_, beyond, static_cast<std::size_t>(end - beyond));
    taken_ = 0;
    if (auto failure = decide()) return *std::move(failure);
    return known > 0 ? Expected<std::size_t>(known) : read(space);
  }

  std::optional<Error> decide() {
    if (auto failure = read_ahead(look_ahead)) return failure;
    if (guess_encoding(ahead()) == Encoding::gb18030) return convert_from("GB18030", "GB18030");
    state_ = State::as_is;
    return std::nullopt;
  }

  Expected<std::size_t> read_converted(std::span<char> space) {
    std::span<char> left = space;
    for (;;) {
      const Conversion::Stop stop = conversion_->convert(ahead_, taken_, left);
      if (stop == Conversion::Stop::no_character) {
        if (!hand_on_byte(left)) return space.size() - left.size();
        continue;
      }
      if (left.size() < space.size()) return space.size() - left.size();
      if (is_at_end_) {
        if (ahead().empty() || !hand_on_byte(left)) return std::size_t{0};
        continue;
      }
      if (auto failure = read_ahead(ahead().size() + 1)) return *std::move(failure);
    }
  }

  // A byte that is no character in GB18030 begins none in UTF-8 that what follows would end. In UTF-16 any byte may be
  // a letter of ASCII by itself, and a byte that UTF-8 does not have takes the place of the two. False where there is
  // no space for it.
  bool hand_on_byte(std::span<char>& space) {
    if (space.empty()) return false;
    const bool is_wide = name_ == "UTF-16";
    space[0] = is_wide ? '\xff' : ahead()[0];
    taken_ += std::min<std::size_t>(is_wide ? 2 : 1, ahead().size());
    space = space.subspan(1);
    return true;
  }

  std::unique_ptr<ByteSource> source_;
  Encoding encoding_;
  State state_ = State::beginning;
  std::string_view name_ = "UTF-8";
  std::string ahead_;  ///< bytes read and not handed on, but for the first `taken_`
  std::size_t taken_ = 0;
  bool is_at_end_ = false;
  std::unique_ptr<Conversion> conversion_;
};

}  // namespace

std::unique_ptr<ByteSource> decoded(std::unique_ptr<ByteSource> source, Encoding encoding) {
  return std::make_unique<DecodedSource>(std::move(source), encoding);
}

}  // namespace warrantor::io
