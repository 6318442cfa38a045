#pragma once

/// All of warrantor's public headers. The example that most readers come for:
///
///     auto policy = warrantor::load_policy("rules/zhengzhou-nissan");
///     auto claim = policy->new_claim();
///     claim.set("model", "D22");
///     claim.set(claim.add_line(), "component", "water_pump");
///     warrantor::Decision decision = warrantor::adjudicate(*policy, claim);

#include <warrantor/adjudicate.hpp>
#include <warrantor/claim.hpp>
#include <warrantor/date.hpp>
#include <warrantor/decimal.hpp>
#include <warrantor/decision.hpp>
#include <warrantor/diagnostic.hpp>
#include <warrantor/expected.hpp>
#include <warrantor/letter.hpp>
#include <warrantor/money.hpp>
#include <warrantor/policy.hpp>
#include <warrantor/schema.hpp>
#include <warrantor/value.hpp>
#include <warrantor/vin.hpp>
