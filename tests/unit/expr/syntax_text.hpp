#pragma once

#include <string>

#include "expr/ast.hpp"

namespace warrantor::expr {

/// The tree as an s-expression, such as `(add 1 (multiply a "b"))`, to compare trees by.
std::string to_text(const Syntax& syntax);
std::string to_text(const Syntax& syntax, SyntaxIndex index);

}  // namespace warrantor::expr
