#!/bin/sh
# Builds the programs of the corpus and captures every case again; arguments go
# to programs/capture (-only REGEXP, -jobs N). All of it takes more than ten minutes.
set -eu
cd "$(dirname "$0")/programs/capture"
exec go run . -corpus ../.. "$@"
