#!/bin/sh
# Builds the runner image. With --dockerfile, from a base image that the engine can pull; otherwise from Debian's own
# packages with debootstrap and `docker import` (as root), which needs no registry.
#
#   deploy/runner/build-image.sh [--dockerfile] [--tag NAME] [--packages "NAME..."] [--cache DIR] [--mirror URL]
#
# --packages takes a part of packages.txt, for a smaller image. The root file system is cached by its package list.
# DOCKER_HOST selects the engine.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
repository=$(cd "$here/../.." && pwd)
tag=codearena-runner
packages=$(grep -v '^#' "$here/packages.txt" | xargs)
cache=$repository/.cache/runner
mirror=
suite=bookworm
dockerfile=no
docker=${DOCKER:-docker}

fail() { echo "build-image: $1" >&2; exit 1; }

while [ $# -gt 0 ]; do
  case $1 in
    --dockerfile) dockerfile=yes; shift; continue ;;
  esac
  [ $# -ge 2 ] || fail "$1 needs a value"
  case $1 in
    --tag) tag=$2 ;;
    --packages) packages=$2 ;;
    --cache) cache=$2 ;;
    --mirror) mirror=$2 ;;
    *) fail "unknown option $1" ;;
  esac
  shift 2
done

for package in $packages; do
  grep -qxF "$package" "$here/packages.txt" || fail "$package is not in packages.txt"
done

launcher=$(node "$repository/packages/execution/launcher/build.mjs")
work=$(mktemp -d "${TMPDIR:-/tmp}/codearena-image-XXXXXX")
trap 'rm -rf "$work"' EXIT INT TERM

build_from_dockerfile() {
  cp "$here/Dockerfile" "$here/packages.txt" "$launcher" "$work/"
  "$docker" build -q -t "$tag" "$work"
}

# What a machine's package manager and its users' configuration leave, and everything that changes a program's user.
strip() {
  rm -rf "$1"/var/cache/* "$1"/var/lib/apt/lists/* "$1"/var/log/* "$1"/debootstrap "$1"/tmp/* "$1"/root/.[!.]*
  rm -rf "$1"/usr/share/doc/* "$1"/usr/share/man/* "$1"/usr/share/locale/*
  find "$1" -xdev -perm /6000 -type f -exec chmod a-s {} +
  find "$1/dev" -mindepth 1 -delete
}

make_root() {
  [ "$(id -u)" = 0 ] || fail "debootstrap needs root; with a registry in reach, use --dockerfile"
  command -v debootstrap >/dev/null || fail "debootstrap is not installed: apt-get install debootstrap"
  mkdir -p "$cache/debs"
  debootstrap --variant=minbase --cache-dir="$cache/debs" --include="$(echo "$packages" | tr ' ' ',')" "$suite" "$work/root" ${mirror:+"$mirror"} >"$work/log" 2>&1 || {
    tail -20 "$work/log" >&2
    fail "debootstrap failed"
  }
  strip "$work/root"
  tar --numeric-owner -C "$work/root" -cf "$1.$$" .
  mv "$1.$$" "$1"
}

build_from_packages() {
  key=$( (echo "$suite $packages"; sed -n '/^strip()/,/^}/p' "$0") | sha256sum | cut -c1-16)
  root=$cache/root-$key.tar
  base=codearena-runner-base:$key
  if ! "$docker" image inspect "$base" >/dev/null 2>&1; then
    [ -e "$root" ] || make_root "$root"
    "$docker" import "$root" "$base" >/dev/null
  fi
  cp "$launcher" "$work/codearena-launcher"
  {
    echo "FROM $base"
    sed -n '/^COPY codearena-launcher/,$p' "$here/Dockerfile"
  } >"$work/Dockerfile"
  mkdir "$work/context"
  mv "$work/Dockerfile" "$work/codearena-launcher" "$work/context/"
  DOCKER_BUILDKIT=0 "$docker" build -q --network none -t "$tag" "$work/context"
}

if [ "$dockerfile" = yes ]; then build_from_dockerfile; else build_from_packages; fi
