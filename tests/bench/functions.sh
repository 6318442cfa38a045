# Shared by check_result and run, which source it from this folder.
# shellcheck shell=bash disable=SC2034

seed=42
# The workload's own digests of its claims and of their results, in its form.
digest_of_c10k_csv=c552ec7a45265b3f1561af860c3ee69c47ef8ef7a8aef3cd639c152568af7e97
digest_of_c1m_csv=8309f9c1b84fccd62e8dcbecde7b99e8238a465f7b9fdfeb534404bb4e86755b
digest_of_c1m_result=8a5aecab43eab97561f8a3729bd054383ba0e7ba2466b88f7cbbd373af8714a0
# Those that the workload writes, and what is open: as_workload.awk makes the one of the other.
fields=claim_id,outcome,reasons,manufacturer,dealer,transporter,modifier,customer,open

# decide WARRANTOR CLAIMS DECISIONS [OPTION…]
decide() {
  "$1" check -r rules "$2" --format csv --fields "$fields" -o "$3" "${@:4}"
}
