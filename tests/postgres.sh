#!/bin/sh
# Have a PostgreSQL for the tests where that is possible without asking; say so where it is not. Never fails.
for program in initdb /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb /usr/local/pgsql/bin/initdb /opt/homebrew/opt/postgresql*/bin/initdb; do
    command -v "$program" > /dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1; then
    # the tests start a server of their own; Debian's need not run
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
    echo "installing PostgreSQL for the tests"
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends postgresql; } > /dev/null 2>&1 && exit 0
fi
echo "PostgreSQL is not here and could not be installed: the tests will not run over it (on Debian: apt-get install postgresql)"
exit 0
