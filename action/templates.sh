# What the steps share: the command, the templates that the inputs name, and the options for them.
set -euo pipefail
safedeploy="$RUNNER_TEMP/safedeploy/bin/safedeploy"
plan_file="$RUNNER_TEMP/safedeploy/plan.md"
marker='<!-- safedeploy plan -->'

# One pattern a line; a file may be named by several of them.
shopt -s nullglob globstar
mapfile -t patterns <<< "${TEMPLATES:-}"
templates=()
IFS=$'\n' # a name may hold spaces
for pattern in "${patterns[@]}"; do
  pattern="${pattern#"${pattern%%[![:space:]]*}"}"
  pattern="${pattern%"${pattern##*[![:space:]]}"}"
  [ -n "$pattern" ] || continue
  found=()
  for file in $pattern; do [ -f "$file" ] && found+=("$file"); done
  [ "${#found[@]}" -gt 0 ] || { echo "::error::No file matches $pattern."; exit 1; }
  for file in "${found[@]}"; do [[ $'\n'"${templates[*]:-}"$'\n' == *$'\n'"$file"$'\n'* ]] || templates+=("$file"); done
done
unset IFS

options=()
[ -z "${PARAMETERS:-}" ] || options+=(--parameters "$PARAMETERS")
[ -z "${REGION:-}" ] || options+=(--region "$REGION")
