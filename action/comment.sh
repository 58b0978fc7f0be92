# Writes the plan as a comment, over the one of the last run. Without the right to do that it warns: the summary has the plan.
source "$(dirname "$0")/templates.sh"
comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
body="$RUNNER_TEMP/safedeploy/comment.md"

# GitHub takes 65,536 characters
node -e '
  const plan = require("node:fs").readFileSync(process.argv[1], "utf8");
  process.stdout.write(plan.length <= 65000 ? plan : `${plan.slice(0, 64000)}\n\nThe rest is in the job summary.\n`);
' "$plan_file" > "$body"

comment() {
  local id
  id=$(gh api --paginate "$comments" --jq ".[] | select(.body | startswith(\"$marker\")) | .id" | sed -n 1p) || return 1
  if [ -n "$id" ]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field body=@"$body"
  else
    gh api --silent --method POST "$comments" --field body=@"$body"
  fi
}
comment || echo '::warning::The plan could not be posted as a comment: the job needs permissions: pull-requests: write, which pull requests from forks do not have. The plan is in the job summary.'
