# What the commands in this folder share. Sourced, never run.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '• %s\n' "$*" >&2; }
fail() {
  printf '\n' >&2
  printf '%s\n' "$@" >&2
  exit 1
}

# A step whose inputs have not changed is not done again: its stamp holds the checksum of the inputs.
fingerprint() { sha256sum "$@" | sha256sum | cut -d ' ' -f 1; }
is_stamped() { [[ -f $1 && $(<"$1") == "$2" ]]; }
stamp() {
  mkdir -p "$(dirname "$1")"
  printf '%s' "$2" >"$1"
}
