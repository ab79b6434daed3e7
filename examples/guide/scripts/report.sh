#!/usr/bin/env bash
# Tells the warehouse's people that the night's orders are in.
set -euo pipefail

curl -fsS --data "${IMPORTED:-all} orders are in" "$WAREHOUSE/reports"
