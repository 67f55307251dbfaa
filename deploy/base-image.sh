#!/bin/sh
# Makes the image that deploy/Dockerfile builds on where no registry can be reached: Debian with debootstrap (as root), and
# the Node.js of this machine. It stands in for the official image node:VERSION-bookworm-slim, so the Dockerfile does not know
# the difference.
#
#   deploy/base-image.sh [--tag NAME] [--cache DIR] [--mirror URL]
#
# Of this machine it takes `node`, npm beside it, and the certificates that programs here trust (a company's own among them).
# The root file system is cached by what it was made of. DOCKER_HOST selects the engine.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
tag=codearena-base
cache=$here/../.cache/base
mirror=
suite=bookworm
docker=${DOCKER:-docker}
packages=ca-certificates,libstdc++6

fail() { echo "base-image: $1" >&2; exit 1; }

while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
    --tag) tag=$2 ;;
    --cache) cache=$2 ;;
    --mirror) mirror=$2 ;;
    *) fail "unknown option $1" ;;
  esac
  shift 2
done

node=$(readlink -f "$(command -v node)") || fail "Node.js is not on the PATH"
npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")
certificates=/etc/ssl/certs/ca-certificates.crt

make_root() {
  [ "$(id -u)" = 0 ] || fail "debootstrap needs root; with a registry in reach, no base image has to be made"
  command -v debootstrap >/dev/null || fail "debootstrap is not installed: apt-get install debootstrap"
  mkdir -p "$cache/debs"
  work=$(mktemp -d "${TMPDIR:-/tmp}/codearena-base-XXXXXX")
  trap 'rm -rf "$work"' EXIT INT TERM
  debootstrap --variant=minbase --cache-dir="$cache/debs" --include="$packages" "$suite" "$work/root" ${mirror:+"$mirror"} >"$work/log" 2>&1 || {
    tail -20 "$work/log" >&2
    fail "debootstrap failed"
  }
  root=$work/root
  mkdir -p "$root/usr/local/lib/node_modules"
  cp "$node" "$root/usr/local/bin/node"
  cp -a "$npm" "$root/usr/local/lib/node_modules/npm"
  ln -s ../lib/node_modules/npm/bin/npm-cli.js "$root/usr/local/bin/npm"
  ln -s ../lib/node_modules/npm/bin/npx-cli.js "$root/usr/local/bin/npx"
  [ ! -e "$certificates" ] || cp "$certificates" "$root$certificates"
  rm -rf "$root"/debootstrap "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/tmp/* "$root"/usr/share/doc/* "$root"/usr/share/man/*
  find "$root/dev" -mindepth 1 -delete
  tar --numeric-owner -C "$root" -cf "$1.$$" .
  mv "$1.$$" "$1"
}

key=$( (echo "$suite $packages"; "$node" --version; cat "$npm/package.json" "$0"; cat "$certificates" 2>/dev/null || true) | sha256sum | cut -c1-16)
archive=$cache/root-$key.tar
if ! "$docker" image inspect "codearena-base:$key" >/dev/null 2>&1; then
  [ -e "$archive" ] || make_root "$archive"
  "$docker" import --change 'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt' "$archive" "codearena-base:$key" >/dev/null
fi
"$docker" tag "codearena-base:$key" "$tag"
