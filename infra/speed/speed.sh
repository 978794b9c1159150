#!/usr/bin/env bash
# Measures the throughput of each hot path of Showgate as a share of that of bare Spring MVC. See README.md in this folder.
#
# Both applications run with the same JVM flags. wrk sends requests to each in turn, so that a change in the machine's
# speed affects both equally. Quote the median of the ratios. Redis and the database must be empty: this script fills them.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

: "${FLOOR_JAR:?the comparison server, see README.md}"
: "${SPRING_DATASOURCE_URL:?an empty database}" "${SPRING_DATA_REDIS_URL:?an empty Redis}"
: "${FLOOR_REDIS_PORT:?a Redis on loopback for the comparison server}"
showgate_jar=${SHOWGATE_JAR:-$here/../../target/showgate.jar}
read -r -a jvm <<<"${JVM_FLAGS:--Xmx512m -XX:+UseCompactObjectHeaders}"
rounds=${ROUNDS:-5} seconds=${SECONDS_EACH:-10} connections=${CONNECTIONS:-256} warm_up=${WARM_UP:-30}
waiting=${WAITING:-1000000} active=${ACTIVE:-100000}
port=${PORT:-18080}
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jcmd=${JAVA_HOME:+$JAVA_HOME/bin/}jcmd

paths=${PATHS:-queue coupons} # the parts to measure

showgate=http://127.0.0.1:$port
floor=http://127.0.0.1:$((port + 1))
management=http://127.0.0.1:$((port + 2))
operator_password=operator-for-one-run
scratch=$(mktemp -d)
next_user=1000000000 # ids of the users who join when issue is measured
errors=0
refused= # set if 409 is the right answer
started=()

clean_up() {
  trap - EXIT
  ((${#started[@]} == 0)) || kill "${started[@]}" 2>/dev/null || true
  wait
  rm -rf "$scratch"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

say() { echo "$*" >&2; }

# --- the two sides ----------------------------------------------------------------------------------------------------

start_showgate() {
  SERVER_ADDRESS=127.0.0.1 SERVER_PORT=$port MANAGEMENT_SERVER_ADDRESS=127.0.0.1 \
    MANAGEMENT_SERVER_PORT=$((port + 2)) SHOWGATE_COUPON_BACKLOG=10000000 SHOWGATE_DEMO=true SHOWGATE_SECURITY_USERS=trusted \
    SHOWGATE_SECRET=a-secret-for-one-run-of-32-bytes-or-more SHOWGATE_OPERATOR_PASSWORD=$operator_password \
    "$java" "${jvm[@]}" -jar "$showgate_jar" >"$scratch/showgate.log" 2>&1 &
  showgate_pid=$!
  started+=("$showgate_pid")
  await "$management/actuator/health/readiness" "$showgate_pid" "$scratch/showgate.log"
}

start_floor() {
  "$java" "${jvm[@]}" -Dserver.port=$((port + 1)) -Dredis.port="$FLOOR_REDIS_PORT" -jar "$FLOOR_JAR" >"$scratch/floor.log" 2>&1 &
  started+=("$!")
  await "$floor/hello" "$!" "$scratch/floor.log"
}

await() { # URL PID LOG: waits until the URL answers, at most two minutes
  for _ in $(seq 240); do
    curl -sf -o /dev/null "$1" && return 0
    kill -0 "$2" 2>/dev/null || break
    sleep 0.5
  done
  tail -n 30 "$3" >&2
  say "speed: did not start: $1"
  return 1
}

configure_queue() { # JSON
  curl -sSf -o /dev/null -u "operator:$operator_password" -X PATCH -H 'Content-Type: application/json' -d "$1" \
    "$showgate/api/v1/admin/queues/main"
}

queue_figure() { # NAME
  curl -sSf -u "operator:$operator_password" "$showgate/api/v1/admin/queues/main" | sed -n "s/.*\"$1\":\([0-9]*\).*/\1/p"
}

join_users() { # FIRST COUNT FILE EVERY: takes places, and keeps one token of every EVERY
  wrk -t1 -c64 -d600s -s "$here/issue.lua" "$showgate" -- "$@" >/dev/null
}

add_campaign() { # STOCK: prints its id
  curl -sSf -u "operator:$operator_password" -H 'Content-Type: application/json' "$showgate/api/v1/admin/coupons" \
    -d "{\"name\":\"speed\",\"stock\":$1,\"opensAt\":\"2026-01-01T00:00:00Z\",\"closesAt\":\"2999-01-01T00:00:00Z\"}" |
    sed 's/.*"couponId":\([0-9]*\).*/\1/'
}

await_figure() { # NAME AT_LEAST
  for _ in $(seq 600); do
    (($(queue_figure "$1") >= $2)) && return 0
    sleep 0.2
  done
  say "speed: $1 is $(queue_figure "$1"), not $2"
  return 1
}

# --- measuring ------------------------------------------------------------------------------------------------------

one() { # SECONDS WRK_ARGUMENTS: prints requests/s, p99 in ms, errors
  wrk -t1 -c"$connections" -d"$1s" --latency --timeout 10s "${@:2}" | awk -v refused="$refused" '
    /99%/ { v = $2; p = v + 0; if (v ~ /us$/) p /= 1000; else if (v ~ /[0-9]s$/) p *= 1000 }
    /requests in/ { n = $1 }
    /Requests\/sec/ { r = $2 }
    /Non-2xx/ { no += $NF }
    /Socket errors/ { gsub(",", ""); e += $4 + $6 + $8 + $10 }
    END { printf "%.0f %.1f %d\n", r, p, e + (refused ? n - no : no) }'
}

ours() { # SECONDS: measures the current path of Showgate
  case $path in
    issue) one "$1" -s "$here/issue.lua" "$showgate" -- "$next_user" ;;
    poll*) one "$1" -s "$here/tokens.lua" "$showgate" -- /api/v1/user/queue/token/query "$tokens" ;;
    dates*) one "$1" -s "$here/tokens.lua" "$showgate" -- /api/v1/concert/451/date "$tokens" ;;
    list*) one "$1" "$showgate/api/v1/concerts/query?page=1&size=10" ;;
    claim*) one "$1" -s "$here/claim.lua" "$showgate" -- "$coupon" "$next_user" ;;
    campaign*) one "$1" "$showgate/api/v1/coupons/$coupon" ;;
  esac
}

theirs() { # SECONDS: measures the comparison server
  local refused=
  case $path in
    issue | "claim, selling") one "$1" -s "$here/script.lua" "$floor" ;;
    list*) one "$1" "$floor/page" ;;
    *) one "$1" "$floor/hello" ;;
  esac
}

compare() { # PATH MARK: appends a line to the table
  local mark=$2 a b
  path=$1
  say "$path: warming up"
  ours "$warm_up" >/dev/null
  next_user=$((next_user + 10000000))
  theirs "$warm_up" >/dev/null
  : >"$scratch/rounds"
  for ((i = 1; i <= rounds; i++)); do
    a=$(ours "$seconds")
    next_user=$((next_user + 10000000))
    b=$(theirs "$seconds")
    say "$path, round $i: $a, floor $b (requests/s, p99 ms, errors)"
    echo "$a $b" >>"$scratch/rounds"
  done
  summarise "$path" "$mark" | tee -a "$scratch/table" >&2
  errors=$((errors + $(awk '{ e += $3 + $6 } END { print e }' "$scratch/rounds")))
}

summarise() { # PATH MARK
  awk -v path="$1" -v mark="$2" '
    function median(v, n, i, j, t) {
      for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
      return n % 2 ? v[(n + 1) / 2] : (v[n / 2] + v[n / 2 + 1]) / 2
    }
    { q[NR] = $1 / $4; a[NR] = $1; pa[NR] = $2; b[NR] = $4; pb[NR] = $5; e += $3 + $6 }
    END {
      m = median(q, NR)
      printf "| %s | %.2f | **%.2f** | %.2f | %.2f %s | %d | %d | %.0f | %.0f | %d |\n", path, q[1], m, q[NR], mark,
        (m >= mark ? "met" : "missed"), median(a, NR), median(b, NR), median(pa, NR), median(pb, NR), e
    }' "$scratch/rounds"
}

ratio_of() { # PATH: its median, from the table
  awk -F'|' -v path=" $1 " '$2 == path { gsub(/[* ]/, "", $4); print $4 }' "$scratch/table"
}

steady() { # MANY FEW: the ratio of the two medians, with a mark
  awk -v a="$(ratio_of "$1")" -v b="$(ratio_of "$2")" -v many="$1" -v few="$2" \
    'BEGIN { printf "- %s / %s = %.2f, at least 0.85: %s\n", many, few, a / b, (a / b >= 0.85 ? "met" : "missed") }'
}

heap_in_use() { # in MB, after a full collection
  "$jcmd" "$showgate_pid" GC.run >/dev/null
  "$jcmd" "$showgate_pid" GC.heap_info | awk '
    /total.*used/ && !/Metaspace|class space/ { sub(/.*used /, ""); used += $1 + 0 }
    END { printf "%.0f", used / 1024 }'
}

# --- the run --------------------------------------------------------------------------------------------------------

measure_queue() {
  configure_queue '{"paused":false,"rateFloor":100000,"rateCeiling":100000,"interval":"PT1S","maxActive":1000000,"session":"PT2H","sessionMax":"PT2H","absenceGrace":"PT2H"}'

  compare "list, page 1" 0.80

  tokens=$scratch/active
  join_users 1 1 "$tokens" 1
  await_figure active 1
  compare "dates, 1 active" 0.65

  join_users 1 "$active" "$tokens" $((active > 10000 ? active / 10000 : 1))
  await_figure active "$active"
  compare "dates, $active active" 0.65

  configure_queue '{"paused":true}'
  tokens=$scratch/waiting
  join_users 500000000 1000 "$tokens" 1
  compare "poll, 1000 waiting" 0.70

  compare "issue" 0.75

  missing=$((waiting - $(queue_figure waiting)))
  missing=$((missing > 10000 ? missing : 10000))
  join_users 500001000 "$missing" "$scratch/later" $((missing / 10000))
  cat "$scratch/later" >>"$tokens"
  compare "poll, $waiting waiting" 0.70
  heap=$(heap_in_use)
}

measure_coupons() {
  coupon=$(add_campaign 10000000)
  compare "claim, selling" 0.75
  compare "campaign page" 0.75
  coupon=$(add_campaign 1)
  curl -sSf -o /dev/null -X POST -H 'X-User-Id: first' "$showgate/api/v1/coupons/$coupon/claims"
  sleep 1 # until the instance knows that the campaign is sold out
  refused=1
  compare "claim, sold out" 0.70
  refused=
}

say "starting both"
start_showgate
start_floor
heap=
[[ $paths != *queue* ]] || measure_queue
[[ $paths != *coupons* ]] || measure_coupons

cat <<TABLE

| path | ratio min | median | max | mark | requests/s | floor | p99 ms | floor | errors |
|---|---|---|---|---|---|---|---|---|---|
$(cat "$scratch/table")

$([[ -z $heap ]] || steady "dates, $active active" "dates, 1 active")
$([[ -z $heap ]] || steady "poll, $waiting waiting" "poll, 1000 waiting")
$([[ -z $heap ]] || echo "- heap in use after a collection, $(queue_figure waiting) waiting and $(queue_figure active) active: $heap MB, at most 512")

$("$java" -version 2>&1 | head -n 1), ${jvm[*]}, $(nproc) cores, $connections connections, $rounds rounds of $seconds s
TABLE
((errors == 0)) || {
  say "speed: $errors requests failed"
  exit 1
}
