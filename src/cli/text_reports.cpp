#include "cli/text_reports.hpp"

#include "cli/terminal.hpp"

namespace warrantor::cli {

namespace {
constexpr std::uint64_t warnings_shown = 5;  // of each kind
}  // namespace

void TextReports::reject(const io::Fault& fault) {
  if (++reject_count_ > rejects_shown_) return;
  const bool is_message = rejects_ == messages_;
  if (bar_ && is_message) bar_->clear();
  const std::string text = render(fault) + '\n';
  rejects_->write(is_message ? wrap_lines(text, look_) : text);
}

void TextReports::fail(const io::Fault& fault) { say(base::Ink::bad, "error:", render(fault)); }

void TextReports::warn(const io::Warning& warning) {
  if (++warnings_[warning.kind] > warnings_shown) return;
  say(base::Ink::mixed, "warning:", render(warning.fault));
}

void TextReports::advance(const batch::Progress& progress) {
  if (bar_) bar_->show(progress, ProgressBar::Clock::now());
}

void TextReports::finish() {
  if (bar_) bar_->clear();
  if (reject_count_ > rejects_shown_) {
    rejects_->write("… and " + std::to_string(reject_count_ - rejects_shown_) + " more reasons to reject a row\n");
  }
  for (const auto& [kind, count] : warnings_) {
    if (count <= warnings_shown) continue;
    say(base::Ink::mixed,
        "warning:", "… and " + std::to_string(count - warnings_shown) + " more of this kind: " + kind);
  }
}

void TextReports::say(base::Ink ink, std::string_view kind, const std::string& text) {
  if (bar_) bar_->clear();
  const std::string plain = wrap_lines(std::string(kind) + ' ' + text + '\n', look_);
  messages_->write(base::coloured(kind, ink, look_) + plain.substr(kind.size()));
}

}  // namespace warrantor::cli
