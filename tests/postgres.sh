#!/bin/sh
# Have a PostgreSQL for the tests where that is possible without asking; say so where it is not. Never fails.

is_here() {
    for program in initdb /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /usr/local/pgsql/bin/initdb \
        /usr/local/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb /usr/local/opt/postgresql*/bin/initdb; do
        command -v "$program" > /dev/null 2>&1 && return 0
    done
    return 1
}

is_here && exit 0
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1; then
    echo "PostgreSQL is not here; installing it for the tests"
    # the tests start a server of their own; Debian's need not run
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] ||
        echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    export DEBIAN_FRONTEND=noninteractive
    # where nobody answers, give up soon
    patience="-o Acquire::Retries=1 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 -o DPkg::Lock::Timeout=120"
    told=$({
        apt-get update -qq $patience
        apt-get install -y -qq --no-install-recommends $patience postgresql
    } 2>&1 < /dev/null) || echo "$told" | tail -n 3
    is_here && exit 0
fi
echo "PostgreSQL: NOT TESTED, as it is not here and could not be installed; the ledger is tested on SQLite only." \
    "To test it too, install PostgreSQL (on Debian: apt-get install postgresql)"
exit 0
