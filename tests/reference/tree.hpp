#pragma once

#include <algorithm>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "reference/case.hpp"

namespace warrantor::reference {

/// More cases than anyone wants to wait for.
struct TooManyCases : std::runtime_error {
  TooManyCases() : std::runtime_error("too many cases") {}
};

/// All cases of some questions: a question with a branch for each answer, or the result of one case. Only what a case
/// asks for is branched on, so a branch stands for all values of the questions that it does not ask.
template <class Result>
struct Tree {
  Question question;
  std::vector<Tree> branches;
  std::unique_ptr<Result> leaf;
  std::string common;  ///< the result of all leaves, or "different", or "" where one is rejected
};

template <class Result>
void append_leaves(const Tree<Result>& tree, std::vector<Result>& leaves) {
  if (tree.leaf) leaves.push_back(*tree.leaf);
  for (const Tree<Result>& branch : tree.branches) append_leaves(branch, leaves);
}

template <class Result>
void append_questions(const Tree<Result>& tree, Questions& questions) {
  if (!tree.leaf) questions.insert(tree.question);
  for (const Tree<Result>& branch : tree.branches) append_questions(branch, questions);
}

/// Runs cases until every question of these kinds has all its answers. Questions of other kinds are not ours to ask.
template <class Result>
Tree<Result> explore(const std::vector<Question::Kind>& kinds, const Answers& answers,
                     const std::function<const std::vector<Thing>&(const Question&)>& values,
                     const std::function<Result(const Answers&)>& run) {
  Tree<Result> tree;
  try {
    tree.leaf = std::make_unique<Result>(run(answers));
    tree.common = tree.leaf->result();
    return tree;
  } catch (const Question& question) {
    if (std::find(kinds.begin(), kinds.end(), question.kind) == kinds.end()) throw;
    tree.question = question;
  }
  for (const Thing& value : values(tree.question)) {
    Answers more = answers;
    more[tree.question] = value;
    tree.branches.push_back(explore(kinds, more, values, run));
    if (tree.branches.size() == 1) tree.common = tree.branches.front().common;
    if (tree.common.empty() || tree.branches.back().common.empty()) {
      tree.common.clear();
    } else if (tree.common != tree.branches.back().common) {
      tree.common = "different";
    }
  }
  return tree;
}

/// Whether two cases, one of each tree, have different results and agree on all that both of them ask.
template <class Result>
bool differ(const Tree<Result>& left, const Tree<Result>& right, Answers& agreed) {
  const bool certain = !left.common.empty() && !right.common.empty() && left.common != "different";
  if (certain && left.common == right.common) return false;
  if (left.leaf && right.leaf) return certain;
  const Tree<Result>& asking = left.leaf ? right : left;
  const Tree<Result>& other = left.leaf ? left : right;
  const auto known = agreed.find(asking.question);
  if (known != agreed.end()) {
    // Which branch it was is kept as its place.
    return differ(asking.branches[static_cast<std::size_t>(known->second.number)], other, agreed);
  }
  for (std::size_t i = 0; i < asking.branches.size(); ++i) {
    agreed[asking.question] = number_of(Thing::Kind::number, static_cast<std::int64_t>(i));
    if (differ(asking.branches[i], other, agreed)) {
      agreed.erase(asking.question);
      return true;
    }
  }
  agreed.erase(asking.question);
  return false;
}

/// Whether there are two cases that differ in the answer to this question alone and have different results.
template <class Result>
bool makes_a_difference(const Tree<Result>& tree, const Question& question) {
  if (tree.leaf) return false;
  if (tree.question == question) {
    for (std::size_t i = 0; i < tree.branches.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        Answers agreed;
        if (differ(tree.branches[i], tree.branches[j], agreed)) return true;
      }
    }
    return false;
  }
  for (const Tree<Result>& branch : tree.branches) {
    if (makes_a_difference(branch, question)) return true;
  }
  return false;
}

}  // namespace warrantor::reference
