# Annotations at the lines of the templates. Errors fail the job; with strict, warnings do as well.
source "$(dirname "$0")/templates.sh"
[ "${STRICT:-false}" != true ] || options+=(--strict)
"$safedeploy" lint "${templates[@]}" "${options[@]}" --format github
