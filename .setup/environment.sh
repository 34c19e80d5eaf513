# Makes the environment that desktop/run, tests/run and .ci/run work in. They source this file.
#
#   prepare EXTRAS     makes .venv and installs the project with its EXTRAS ("", "tests", "tests,bundle");
#                      again only when pyproject.toml has changed
#   install PACKAGE…   installs Debian packages, or prints the command that does; fails without the rights

cd "$(dirname "${BASH_SOURCE[0]}")/.." || return

# What Qt's Linux builds load and don't bring; the names are those of Debian and Ubuntu.
qt_packages=(
    libegl1 libgl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libgssapi-krb5-2
    libx11-6 libx11-xcb1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1
    libxcb-randr0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libwayland-cursor0 libwayland-egl1
)

say() { echo "dateline: $*" >&2; }

install() {
    local command=(apt-get install --yes --no-install-recommends "$@") rights=()
    if ! command -v apt-get >/dev/null; then
        say "please install, under the names your system has for them: $*"
        return 1
    fi
    if [[ $(id -u) != 0 ]]; then
        rights=(sudo)
        if ! sudo -n true 2>/dev/null; then
            say "some system packages are missing. Please run this, then start again:"
            say "    sudo ${command[*]}"
            return 1
        fi
    fi
    say "installing $*"
    "${rights[@]}" apt-get update --quiet=2 &&
        "${rights[@]}" env DEBIAN_FRONTEND=noninteractive "${command[@]}" --quiet=2 </dev/null >/dev/null
}

find_python() {
    local python
    for python in python3 python3.{14,13,12,11}; do
        if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$python"
            return
        fi
    done
    say "Python 3.11 or newer is needed and was not found"
    return 1
}

make_venv() {
    local python
    python=$(find_python) || return
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        # All at once, so that a person without the rights is asked once.
        install "$python-venv" "${qt_packages[@]}" || return
    fi
    "$python" -m venv .venv
}

qt_lacks_a_library() {
    local qt=(.venv/lib/python3*/site-packages/PySide6/Qt)
    local loaded=("${qt[0]}"/plugins/platforms/libq{offscreen,xcb,wayland}.so "${qt[0]}"/lib/libQt6Network.so.6)
    [[ $(uname) == Linux && $(ldd "${loaded[@]}") == *"not found"* ]]
}

is_prepared() {
    local stamp
    for stamp in ".venv/installed${1:+-$1}"*; do
        [[ -x .venv/bin/python ]] && cmp --silent pyproject.toml "$stamp" && return
    done
    return 1
}

prepare() {
    ! is_prepared "$1" || return 0
    [[ -x .venv/bin/python && -x .venv/bin/pip ]] || make_venv || return
    say "installing what pyproject.toml names; the first time this takes a minute or two"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --editable ".${1:+[$1]}" || return
    if qt_lacks_a_library; then
        install "${qt_packages[@]}" || return
    fi
    cp pyproject.toml ".venv/installed${1:+-$1}"
}
