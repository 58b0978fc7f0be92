# Writes what the deployment of each template does, for the summary of the job and the comment.
source "$(dirname "$0")/templates.sh"
before="$RUNNER_TEMP/safedeploy/before"
errors="$RUNNER_TEMP/safedeploy/errors.txt"

if [ -n "${STACK:-}" ] && [ "${#templates[@]}" -ne 1 ]; then
  echo '::error::The input stack can be used with one template only.'
  exit 1
fi
if [ -z "${STACK:-}" ] && ! git cat-file -e "$BASE^{commit}" 2>/dev/null; then
  git fetch --quiet --no-tags --depth=1 origin "$BASE"
fi

plan() { "$safedeploy" plan "$@" "${options[@]}" --markdown 2> "$errors"; }

{
  echo "$marker"
  echo '# SafeDeploy: what this deployment changes'
  for file in "${templates[@]}"; do
    printf '\n## `%s`\n\n' "$file"
    against=()
    if [ -n "${STACK:-}" ]; then
      against=(--stack "$STACK")
    elif git cat-file -e "$BASE:./$file" 2>/dev/null; then
      git show "$BASE:./$file" > "$before.${file##*.}"
      against=(--against "$before.${file##*.}")
    else
      printf 'The template is new.\n\n'
    fi
    if plan "$file" "${against[@]}"; then continue; fi
    cat "$errors" >&2
    # the template of the base may have errors of its own, or parameters that nobody gives any more
    if [ "${#against[@]}" -gt 0 ] && [ -z "${STACK:-}" ] && plan "$file"; then
      printf '\nThe base template could not be planned, so this does not show what changes.\n'
    else
      printf 'No plan was created. See the job log for the reason.\n'
    fi
  done
} > "$plan_file"
cat "$plan_file" >> "$GITHUB_STEP_SUMMARY"
