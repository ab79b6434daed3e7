#!/usr/bin/env bash
# Books the order in $ORDER, which is JSON, in the warehouse.
set -euo pipefail

id="$(jq -r .id <<< "$ORDER")"
curl -fsS -X PUT -H "Idempotency-Key: ${HOLDFAST_IDEMPOTENCY_KEY:-$id}" --data "$ORDER" "$WAREHOUSE/orders/$id"
