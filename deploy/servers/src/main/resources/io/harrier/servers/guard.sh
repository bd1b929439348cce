# Runs a command that ends when standard input does, which is when whoever started this script stops it or dies.
# usage: sh guard.sh STOP-SIGNAL PID-FILE COMMAND [ARGUMENT...]
signal=$1
pid_file=$2
shift 2

exec 3<&0
"$@" </dev/null 3<&- &
child=$!
echo "$child" >"$pid_file"

{
  while read -r _; do :; done <&3
  kill -s "$signal" "$child"
} 2>/dev/null &
watcher=$!
exec 3<&-

trap 'kill -s "$signal" "$child" 2>/dev/null' INT TERM HUP
while :; do
  wait "$child"
  status=$?
  kill -0 "$child" 2>/dev/null || break
done
kill "$watcher" 2>/dev/null
exit "$status"
