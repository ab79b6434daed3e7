#!/usr/bin/env bash
# Refuses a build in which something was not filled in, or a page refers to a file there is not.
set -euo pipefail

cd ".holdfast/build/$VERSION"
if grep -rn '@[A-Z]*@' .; then
  echo 'not everything was filled in' >&2
  exit 1
fi
for file in $(sed -nE 's/.*(href|src)="([^":#]*)".*/\2/p' ./*.html); do
  test -f "$file" || { echo "a page refers to $file, which is not there" >&2; exit 1; }
done
echo "version $VERSION is whole"
