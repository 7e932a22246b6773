#!/bin/sh
# Used by the Dockerfile: puts a program of the workspace below /image as its image has it, with
# those packages, of ours and of others, that it imports when it runs, and nothing else.
#
#   collect.sh controller|agent
set -eu

program=$1
image=/image
home=$image/opt/localredirect

npm ci --omit=dev --ignore-scripts --workspace "@localredirect/$program" --include-workspace-root=false
# What is for compilers and debuggers.
find node_modules packages -regex '.*\.\(d\.[cm]?ts\|map\)' -type f -delete
rm -rf node_modules/@types

mkdir -p "$home" "$image/usr/local/bin"
cp -R node_modules LICENSE "$home"
# npm has linked those of our own packages here that the program needs.
for link in node_modules/@localredirect/*; do
  package=packages/${link##*/}
  for part in package.json bin dist node_modules build/node_bpf.node; do
    if [ -e "$package/$part" ]; then cp -R --parents "$package/$part" "$home"; fi
  done
done
# Whatever the umask was where the sources come from.
chmod -R u=rwX,go=rX "$image"
ln -s "/opt/localredirect/packages/$program/bin/localredirect-$program.js" \
  "$image/usr/local/bin/localredirect-$program"
