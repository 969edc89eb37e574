#!/bin/sh
# Builds the service, runs it leaking and fixed side by side, puts load on
# both, and writes captures/ and captures/fixed/. Takes about four minutes.
set -eu
cd "$(dirname "$0")"

bin=$(mktemp -d)
pids=
trap 'kill $pids 2>/dev/null || true; rm -rf "$bin"' EXIT

# Paths in the captures are those of a service built in /app/checkout.
go build -o "$bin/" \
	-gcflags="all=-trimpath=$PWD=>/app/checkout;$(go env GOROOT)=>/usr/local/go" \
	./cmd/...

# serve PORT DIRECTORY [FLAG]: the service on PORT, 1PORT and 2PORT, under load.
serve() {
	port=$1 out=$2
	shift 2
	"$bin/checkoutd" -quiet -addr "127.0.0.1:$port" -pprof "127.0.0.1:1$port" \
		-upstream "http://127.0.0.1:2$port" "$@" &
	pids="$pids $!"
	"$bin/load" -shop "http://127.0.0.1:$port" -pprof "http://127.0.0.1:1$port" \
		-upstream "127.0.0.1:2$port" -out "$out" ${WAIT:+-wait "$WAIT"} &
	load=$!
}

serve 8081 captures
leaking=$load
serve 8082 captures/fixed -fixed
wait "$leaking"
wait "$load"
