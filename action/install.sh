# Puts the command line into a folder of its own. The package has no dependencies, and runs no script when it is installed.
set -euo pipefail
folder="$RUNNER_TEMP/safedeploy"
mkdir -p "$folder"

if [ -z "$PACKAGE" ]; then
  gh release download "$ACTION_REF" --repo "$ACTION_REPOSITORY" --pattern 'safedeploy-*.tgz' --dir "$folder" --clobber || {
    echo "::error::The release $ACTION_REF of $ACTION_REPOSITORY has no package. Use a release (uses: $ACTION_REPOSITORY@v0.1.0), or set the input package."
    exit 1
  }
  PACKAGE=$(ls "$folder"/safedeploy-*.tgz)
fi
npm install --global --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel error "$PACKAGE"
"$folder/bin/safedeploy" --version
