#include "cli/progress.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/text.hpp"
#include "base/utf8.hpp"

namespace warrantor::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t bar_columns = 24;
constexpr std::string_view erase_line = "\r\x1b[K";

struct Words {
  std::string_view claims, claims_a_second, left, hours, minutes, seconds;
};
constexpr Words english = {" claims", " claims/s", " left", " h ", " min ", " s"};
constexpr Words chinese = {" 张索赔单", " 张/秒", "剩余 ", " 小时 ", " 分 ", " 秒"};

std::string with_digits(std::uint64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(text.size() < digits ? digits - text.size() : 0, ' ') + text;
}

std::string duration_text(std::uint64_t seconds, const Words& say) {
  std::string text;
  if (seconds >= 3600) text += std::to_string(seconds / 3600) + std::string(say.hours);
  if (seconds >= 60) text += std::to_string(seconds / 60 % 60) + std::string(say.minutes);
  // Nobody waits for seconds in an hour.
  return seconds >= 3600 ? std::string(base::trim(text))
                         : text + std::to_string(seconds % 60) + std::string(say.seconds);
}

std::string bar_of(double share) {
  const auto full = static_cast<std::size_t>(share * static_cast<double>(bar_columns));
  return '[' + std::string(full, '#') + std::string(bar_columns - full, '.') + ']';
}

std::string time_left(double share, std::chrono::milliseconds elapsed, bool is_chinese) {
  const auto milliseconds = static_cast<std::uint64_t>(static_cast<double>(elapsed.count()) * (1 - share) / share);
  const Words& say = is_chinese ? chinese : english;
  const std::string text = duration_text((milliseconds + 500) / 1000, say);
  return is_chinese ? std::string(say.left) + text : text + std::string(say.left);
}

}  // namespace

std::string progress_text(const ProgressFigures& figures, std::size_t columns, std::string_view language) {
  const bool is_chinese = language == "zh";
  const Words& say = is_chinese ? chinese : english;
  const auto milliseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(figures.elapsed.count(), 1));
  const std::uint64_t claims = figures.done.claims;
  std::vector<std::string> parts;
  double share = 0;
  // Of some files it is not known how much of them has been read.
  const bool is_share_known = figures.bytes_in_all > 0 && (figures.done.bytes > 0 || claims == 0);
  if (is_share_known) {
    share = static_cast<double>(figures.done.bytes) / static_cast<double>(figures.bytes_in_all);
    share = std::min(share, 1.0);  // a file may grow while it is read
    parts.push_back(bar_of(share));
    parts.push_back(with_digits(static_cast<std::uint64_t>(share * 100), 3) + " %");
  }
  parts.push_back(base::group_thousands(std::to_string(claims)) + std::string(say.claims));
  parts.push_back(base::group_thousands(std::to_string(claims * 1000 / milliseconds)) +
                  std::string(say.claims_a_second));
  if (share > 0) parts.push_back(time_left(share, figures.elapsed, is_chinese));
  // A narrow terminal does without the bar.
  if (is_share_known && base::display_width(base::join(parts, "  ")) > columns) parts.erase(parts.begin());
  return base::shorten_to_width(base::join(parts, "  "), columns);
}

std::uint64_t bytes_of(const std::vector<std::string>& paths) {
  std::uint64_t sum = 0;
  for (const std::string& path : paths) {
    std::error_code error;
    if (path == "-" || !fs::is_regular_file(path, error)) return 0;
    const std::uintmax_t size = fs::file_size(path, error);
    if (error) return 0;
    sum += size;
  }
  return sum;
}

void ProgressBar::show(const batch::Progress& done, Clock::time_point now) {
  if (now < next_) return;
  next_ = now + pace;
  const auto elapsed = std::chrono::duration_cast<std::chrono::milliseconds>(now - begin_);
  // The last column stays free: some terminals go to the next line where it is written.
  const std::string text = progress_text({done, setup_.bytes_in_all, elapsed}, setup_.columns - 1, setup_.language);
  output_->write(std::string(erase_line) + text);
  output_->flush();
  is_drawn_ = true;
}

void ProgressBar::clear() {
  if (!is_drawn_) return;
  is_drawn_ = false;
  output_->write(erase_line);
}

}  // namespace warrantor::cli
