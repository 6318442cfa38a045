# Decisions of tests/bench/rules as the workload writes its result: its own codes, `refer` with all at the customer for now,
# and amounts in fen. The columns must be those of `fields` in tests/bench/functions.sh.
BEGIN {
  FS = OFS = ","
}
NR == 1 {
  print "claim_id,outcome,reasons,manufacturer_fen,dealer_fen,transporter_fen,modifier_fen,customer_fen"
  next
}
{
  reasons = $3
  if (reasons ~ /[1-9]/) { # the workload's codes with a number are in capitals
    count = split(reasons, ids, ";")
    reasons = ""
    for (i = 1; i <= count; ++i) reasons = reasons (i > 1 ? ";" : "") (ids[i] ~ /[0-9]/ ? toupper(ids[i]) : ids[i])
  }
  for (i = 4; i <= 9; ++i) { # amounts have two decimals, always
    if (!sub(/\.[0-9][0-9]$/, "&", $i)) exit_with = 1
    sub(/\./, "", $i)
    sub(/^0+/, "", $i)
    if ($i == "") $i = 0
  }
  if ($2 == "referred") {
    $2 = "refer"
    if ($8 != 0) exit_with = 1
    $8 = $9
  } else if ($9 != 0) {
    exit_with = 1
  }
  print $1, $2, reasons, $4, $5, $6, $7, $8
}
END {
  exit exit_with
}
