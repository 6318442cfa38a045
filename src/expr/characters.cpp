#include "expr/characters.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace warrantor::expr {
namespace {

struct CodeRange {
  char32_t first;
  char32_t last;
};

template <std::size_t Size>
bool lies_in(char32_t code, const std::array<CodeRange, Size>& ranges) {
  return std::any_of(ranges.begin(), ranges.end(),
                     [code](CodeRange range) { return range.first <= code && code <= range.last; });
}

constexpr std::array<CodeRange, 8> spaces{{{0x09, 0x0D},
                                           {0x20, 0x20},
                                           {0x85, 0x85},
                                           {0xA0, 0xA0},
                                           {0x2000, 0x200B},
                                           {0x2028, 0x202F},
                                           {0x3000, 0x3000},
                                           {0xFEFF, 0xFEFF}}};

constexpr std::array<CodeRange, 23> letters{
    {{'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},      {0xF8, 0x2FF},
     {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F}, {0x2C00, 0x2FEF},  {0x3005, 0x3007},
     {0x3021, 0x302F}, {0x3031, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFDFF}, {0xFE20, 0xFE2F},  {0xFE70, 0xFEFE},
     {0xFF10, 0xFF19}, {0xFF21, 0xFF3A}, {0xFF41, 0xFF5A}, {0xFF66, 0xFFDC}, {0x10000, 0xEFFFF}}};

constexpr std::array<CodeRange, 4> further_parts{{{'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}}};

}  // namespace

bool is_digit(char character) { return character >= '0' && character <= '9'; }

bool is_space(char32_t code) { return lies_in(code, spaces); }

bool is_name_start(char32_t code) { return lies_in(code, letters); }

bool is_name_part(char32_t code) { return lies_in(code, letters) || lies_in(code, further_parts); }

}  // namespace warrantor::expr
