#!/bin/sh
# Makes what docker/compose.yaml and docker/compose.dev.yaml need and nobody else may know, once: secrets/, .env, settings.env
# and dev.env beside this file. What is there already stays as it is. None of it is ever committed.
set -eu
cd "$(dirname "$0")"
umask 077

random() {
  LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c "$1"
}

# keep FILE TEXT: writes the file whole or not at all, unless it is there.
keep() {
  [ -s "$1" ] && return
  printf '%s\n' "$2" >"$1.new"
  chmod "${3:-600}" "$1.new"
  mv "$1.new" "$1"
}

# Each is mounted as a file and read by whoever runs in the container, so it is readable; the folder is not.
secret() {
  keep "secrets/$1" "$2" 644
}

mkdir -p secrets
chmod 700 secrets
secret secret_key "$(random 48)"
secret database_root_password "$(random 32)"
secret database_password "$(random 32)"
secret database_url "mysql://ccr:$(cat secrets/database_password)@database:3306/ccr"
secret redis_password "$(random 32)"
secret redis.conf "requirepass $(cat secrets/redis_password)"
secret redis_url "redis://:$(cat secrets/redis_password)@redis:6379"
secret initial_admin_password "$(random 20)"

keep .env "# The settings of docker/compose.yaml; docs/operations/containers.md says what to change for a real shop.
PUBLIC_URL=http://localhost:8080
SITE_ADDRESS=:80
BIND_ADDRESS=127.0.0.1
HTTP_PORT=8080
HTTPS_PORT=8443
MAIL_FROM=\"Customer Care Registry <help@localhost>\"
INITIAL_ADMIN_EMAIL=admin@example.com"

keep settings.env "# Any setting of .env.example for the app of docker/compose.yaml, but for those that it sets itself.
SMTP_URL=smtp://mailpit:1025"

keep dev.env "# For programs on this machine that use the servers of docker/compose.dev.yaml:
# node --env-file=docker/dev.env tools/start.mjs
DATABASE_URL=mysql://ccr:$(cat secrets/database_password)@127.0.0.1:3306/ccr
REDIS_URL=redis://:$(cat secrets/redis_password)@127.0.0.1:6379
SMTP_URL=smtp://127.0.0.1:1025
MYSQL_TEST_URL=mysql://root:$(cat secrets/database_root_password)@127.0.0.1:3306/"

echo "The settings are in $(pwd)/.env, the first admin's password in $(pwd)/secrets/initial_admin_password."
