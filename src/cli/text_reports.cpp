#include "cli/text_reports.hpp"

namespace warrantor::cli {

namespace {
constexpr std::uint64_t warnings_shown = 5;  // of each kind
}  // namespace

void TextReports::reject(const io::Fault& fault) {
  if (++reject_count_ <= rejects_shown_) rejects_->write(render(fault) + '\n');
}

void TextReports::fail(const io::Fault& fault) { messages_->write("error: " + render(fault) + '\n'); }

void TextReports::warn(const io::Warning& warning) {
  if (++warnings_[warning.kind] > warnings_shown) return;
  messages_->write("warning: " + render(warning.fault) + '\n');
}

void TextReports::finish() {
  if (reject_count_ > rejects_shown_) {
    rejects_->write("… and " + std::to_string(reject_count_ - rejects_shown_) + " more reasons to reject a row\n");
  }
  for (const auto& [kind, count] : warnings_) {
    if (count <= warnings_shown) continue;
    messages_->write("warning: … and " + std::to_string(count - warnings_shown) + " more of this kind: " + kind + '\n');
  }
}

}  // namespace warrantor::cli
