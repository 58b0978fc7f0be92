#!/usr/bin/env bash
# The files of a release, in dist/release: the one-file template, the package, what is in it, and their checksums.
#   scripts/release.sh v0.1.0 [OWNER/REPOSITORY]
set -euo pipefail
cd "$(dirname "$0")/.."
tag=$1
repository=${2:-}

version=$(node -p "require('./package.json').version")
if [ "$tag" != "v$version" ]; then
  echo "The tag is $tag, and package.json says $version: tag the commit that has v$version." >&2
  exit 1
fi
if ! grep -q "^## $version\b" CHANGELOG.md; then
  echo "CHANGELOG.md has no section ## $version." >&2
  exit 1
fi

out=dist/release
rm -rf "$out"
# whoever looks at the package finds the repository that released it
[ -z "$repository" ] || npm pkg set "homepage=https://github.com/$repository" "repository.url=git+https://github.com/$repository.git"
npm run --silent build >&2
mkdir -p "$out"
cp dist/safedeploy.yaml "$out/"
npm pack --silent --ignore-scripts --pack-destination "$out" >&2
npm run --silent sbom > "$out/sbom.json"
# the section of this version, and what the checksum in the stack's outputs must be
{
  sed -n "/^## $version\b/,/^## /{/^## /d;p}" CHANGELOG.md
  grep -A 2 '^  CodeSha256:' dist/safedeploy.yaml | sed -n 's/^    Value: \(.*\)/CodeSha256 of the macro: `\1`/p'
} > dist/notes.md
cd "$out"
sha256sum ./*.yaml ./*.tgz ./*.json | sed 's| \./| |' > SHA256SUMS
