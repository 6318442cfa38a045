#pragma once

/// The codes of what this room refuses. They are stable: a code never changes its meaning and is never used
/// again.
namespace warrantor::yaml::code {

inline constexpr const char* syntax = "W0101";             // not YAML at all; only the first is found
inline constexpr const char* anchor = "W0102";             // `&name`
inline constexpr const char* alias = "W0103";              // `*name`
inline constexpr const char* tag = "W0104";                // `!name`, `!!str`
inline constexpr const char* merge_key = "W0105";          // `<<:`
inline constexpr const char* duplicate_key = "W0106";      // the same key twice in a mapping
inline constexpr const char* key_not_a_name = "W0107";     // a list, a mapping or nothing as a key
inline constexpr const char* key_without_colon = "W0108";  // a line, or `{a}`, that would silently mean `a: null`
inline constexpr const char* nested_too_deeply = "W0109";  // more than 64 levels
inline constexpr const char* file_too_large = "W0110";     // more than 16 MiB
inline constexpr const char* invalid_utf8 = "W0111";       // most often a file in another encoding
inline constexpr const char* control_character = "W0112";  // NUL and others that an editor does not show
inline constexpr const char* several_documents = "W0113";  // a second `---`
inline constexpr const char* empty_document = "W0114";     // nothing but comments
inline constexpr const char* too_many_mistakes = "W0115";  // the rest is not listed

}  // namespace warrantor::yaml::code
