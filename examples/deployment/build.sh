#!/usr/bin/env bash
# site/ → .holdfast/build/VERSION: every page says which version it is. The same version gives the same bytes.
set -euo pipefail

source=$(dirname "$0")/site
target=.holdfast/build/$VERSION

rm -rf "$target"
mkdir -p "$target"
cp "$source"/* "$target"
for page in "$source"/*.html; do
  sed "s/@VERSION@/$VERSION/g" "$page" > "$target/$(basename "$page")"
done
printf '%s\n' "$VERSION" > "$target/version.txt"
echo "built $(find "$target" -type f | wc -l) files in $target"
