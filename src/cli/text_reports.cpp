#include "cli/text_reports.hpp"

#include "cli/terminal.hpp"
#include "io/chinese_faults.hpp"

namespace warrantor::cli {

namespace {
constexpr std::uint64_t warnings_shown = 5;  // of each kind
}  // namespace

void TextReports::reject(const io::Fault& fault) {
  if (++reject_count_ > rejects_shown_) return;
  const bool is_message = rejects_ == messages_;
  if (bar_ && is_message) bar_->clear();
  const std::string text = render(io::in_language(fault, language_)) + '\n';
  rejects_->write(is_message ? wrap_lines(text, look_) : text);
}

void TextReports::fail(const io::Fault& fault) {
  say(base::Ink::bad, is_chinese() ? "错误：" : "error:", render(io::in_language(fault, language_)));
}

void TextReports::warn(const io::Warning& warning) {
  if (++warnings_[warning.kind] > warnings_shown) return;
  say(base::Ink::mixed, is_chinese() ? "警告：" : "warning:", render(io::in_language(warning.fault, language_)));
}

void TextReports::advance(const batch::Progress& progress) {
  if (bar_) bar_->show(progress, ProgressBar::Clock::now());
}

void TextReports::finish() {
  if (bar_) bar_->clear();
  if (reject_count_ > rejects_shown_) {
    const std::string count = std::to_string(reject_count_ - rejects_shown_);
    rejects_->write(is_chinese() ? "……另有 " + count + " 条拒收理由\n"
                                 : "… and " + count + " more reasons to reject a row\n");
  }
  for (const auto& [kind, count] : warnings_) {
    if (count <= warnings_shown) continue;
    std::string more = is_chinese() ? "……另有 " : "… and ";
    more += std::to_string(count - warnings_shown);
    more.append(is_chinese() ? " 条同类警告：" : " more of this kind: ")
        .append(is_chinese() ? io::in_chinese(kind) : kind);
    say(base::Ink::mixed, is_chinese() ? "警告：" : "warning:", more);
  }
}

void TextReports::say(base::Ink ink, std::string_view kind, const std::string& text) {
  if (bar_) bar_->clear();
  const std::string plain = wrap_lines(std::string(kind) + (is_chinese() ? "" : " ") + text + '\n', look_);
  messages_->write(base::coloured(kind, ink, look_) + plain.substr(kind.size()));
}

}  // namespace warrantor::cli
