#!/bin/sh
# Have a Chromium for the tests where that is possible without asking; say so where it is not. Never fails.

is_here() {
    for program in chromium chromium-browser google-chrome; do
        command -v "$program" > /dev/null 2>&1 && return 0
    done
    return 1
}

is_here && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1; then
    echo "Chromium is not here; installing it for the tests"
    export DEBIAN_FRONTEND=noninteractive
    patience="-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o DPkg::Lock::Timeout=120"
    told=$({
        apt-get update -qq $patience
        apt-get install -y -qq --no-install-recommends $patience chromium fonts-noto-cjk
    } 2>&1 < /dev/null) || echo "$told" | tail -n 3
    is_here && exit 0
fi
echo "The desk: NOT TESTED in a browser, as Chromium is not here and could not be installed." \
    "To test it, install Chromium (on Debian: apt-get install chromium)"
exit 0
