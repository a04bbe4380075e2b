#!/bin/sh
# Writes completions/ and manpages/ by asking the program itself, for releases.
set -eu
cd "$(dirname "$0")/.."
rm -rf completions manpages
mkdir completions manpages
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
CGO_ENABLED=0 go build -trimpath -o "$bin/kreader" .
for shell in bash zsh fish; do
  "$bin/kreader" completion "$shell" >"completions/kreader.$shell"
done
"$bin/kreader" man | gzip -9n >manpages/kreader.1.gz
